"""IncluCities: the platform on which cities mentor cities in the integration of migrants."""
