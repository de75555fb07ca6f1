"""The multilingual library of practices, and their transfers from city to city."""
