"""Pages that explain: how mentoring works, accessibility, privacy, licences."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render


@login_not_required
def how_it_works(request):
    return render(request, "web/how_it_works.html")


@login_not_required
def accessibility(request):
    return render(request, "web/accessibility.html")


@login_not_required
def privacy(request):
    return render(request, "web/privacy.html")


@login_not_required
def licences(request):
    return render(request, "web/licences.html")
