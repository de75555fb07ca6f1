from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

handler400 = "inclucities.web.views.bad_request"
handler403 = "inclucities.web.views.refused"
handler404 = "inclucities.web.views.not_found"
handler500 = "inclucities.web.views.server_error"

# Each app has two lists of addresses: public ones with the language in front, private ones without.
urlpatterns = [
    path("", include("inclucities.web.urls.private")),
    path("", include("inclucities.core.urls")),
    path("accounts/", include("inclucities.accounts.urls")),
    path("accounts/", include("allauth.urls")),
    path("work/", include("inclucities.network.urls")),
    path("work/", include("inclucities.benchmarks.urls")),
    path("work/", include("inclucities.pairing.urls")),
    path("work/", include("inclucities.mentoring.urls")),
    path("work/", include("inclucities.visits.urls")),
    path("work/", include("inclucities.plans.urls")),
    path("work/", include("inclucities.practices.urls.private")),
    *i18n_patterns(
        path("", include("inclucities.web.urls.public")),
        path("practices/", include("inclucities.practices.urls.public")),
        prefix_default_language=True,
    ),
]
