"""Times as 16:30; the rest is what Django knows of this language."""

TIME_FORMAT = "H:i"
