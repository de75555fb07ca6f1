from django.urls import path

from ..views import about, cities, home, programmes

app_name = "web_public"
urlpatterns = [
    path("", home.home, name="home"),
    path("cities/", cities.cities, name="cities"),
    path("cities/<slug:slug>/", cities.city, name="city"),
    path("associations/", cities.associations, name="associations"),
    path("associations/<slug:slug>/", cities.association, name="association"),
    path("programmes/", programmes.programmes, name="programmes"),
    path("programmes/<slug:slug>/", programmes.programme, name="programme"),
    path("how-it-works/", about.how_it_works, name="how_it_works"),
    path("accessibility/", about.accessibility, name="accessibility"),
    path("privacy/", about.privacy, name="privacy"),
    path("licences/", about.licences, name="licences"),
]
