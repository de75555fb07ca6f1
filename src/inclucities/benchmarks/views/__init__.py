"""Pages of the self-assessment and of the profile."""
