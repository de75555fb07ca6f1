"""What a person is today, for the time of a request; a second factor for those of whom the programme asks it."""

from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from .selectors import keep_posts, lacks_second_factor


class PostsMiddleware:
    """While somebody only reads, their posts are asked for once."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.method in ("GET", "HEAD") and request.user.is_authenticated:
            keep_posts(request.user)
        return self.get_response(request)


class SecondFactorMiddleware:
    """Lead somebody who must have a second factor, and has none, to the page where it is set up."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if (
            settings.REQUIRE_SECOND_FACTOR
            and request.path.startswith("/work/")
            and request.user.is_authenticated
            and lacks_second_factor(request.user)
        ):
            messages.info(request, _("Set up a second factor first: your work concerns other cities too."))
            return redirect("mfa_index")
        return self.get_response(request)
