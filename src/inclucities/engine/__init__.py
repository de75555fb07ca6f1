"""Pure computation: pairing, text, scores. Knows no Django, no clock and no files."""
