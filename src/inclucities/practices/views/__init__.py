"""Public pages of the library; the city's own practices; the review by the programme team."""
