"""One's own account, and the acceptance of an invitation."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render


def profile(request):
    """Name, language, ways to sign in, posts."""
    return render(request, "accounts/profile.html")


@login_not_required
def invitation(request, token):
    """Accept an invitation."""
    return render(request, "accounts/invitation.html")
