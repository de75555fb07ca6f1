"""Pages of pairing: rounds, the work on a proposal, consultation, and the answer of a party."""
