"""Study visits: preparation, agenda, findings, validation by both cities, reports."""
