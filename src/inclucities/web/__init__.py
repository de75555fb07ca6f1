"""Pages that gather several apps: home, cities, associations, programmes, the dashboard; errors; the navigation."""
