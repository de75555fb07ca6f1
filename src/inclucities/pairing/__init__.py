"""Pairing rounds: who could learn from whom, the proved best proposal, the answers of all parties, publication."""
