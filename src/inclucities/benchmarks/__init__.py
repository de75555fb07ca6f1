"""Benchmarks with their key factors, the self-assessments of cities, and the profiles that come of them."""
