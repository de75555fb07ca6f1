"""Performance, measured by hand and by `make bench`; never a timed unit test."""
