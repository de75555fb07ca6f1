"""Pages that gather several apps, and the pages of errors."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render


@login_not_required
def root(request):
    """Lead on to the start page in the language of the reader."""
    return redirect("web_public:home")


def bad_request(request, exception):
    return render(request, "web/error.html", {"status": 400}, status=400)


def refused(request, exception):
    return render(request, "web/error.html", {"status": 403}, status=403)


def not_found(request, exception):
    return render(request, "web/error.html", {"status": 404}, status=404)


def server_error(request):
    return render(request, "web/error.html", {"status": 500}, status=500)
