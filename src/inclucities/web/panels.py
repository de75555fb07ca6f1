"""What the library has to say on a city's profile: practices that fit its priorities."""

from django.template.loader import render_to_string

from inclucities.core.panels import panel
from inclucities.network import selectors as network
from inclucities.practices import selectors as practices


@panel("benchmarks.profile")
def fitting(request, assessment) -> str:
    """Up to three practices about the themes in which the city wants to learn, for the city itself."""
    if not assessment.snapshot or assessment.municipality_id not in network.bodies_of(request.user):
        return ""
    answers, wished = assessment.snapshot["answers"], assessment.snapshot["priorities"]["learn"]
    themes = (answers[str(pk)]["theme"] for pk in wished if str(pk) in answers)
    found = practices.suggestions(dict.fromkeys(themes))
    return render_to_string("web/fitting.html", {"practices": found}, request) if found else ""
