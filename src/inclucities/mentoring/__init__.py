"""Mentoring schemes: parties, theme, conversation, documents, decisions, agreed tasks, learning log."""
