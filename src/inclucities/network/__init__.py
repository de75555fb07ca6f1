"""Programmes, municipalities and associations, who takes part in what and when, themes, statistics, places."""
