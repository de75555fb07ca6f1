"""One's own account, and the acceptance of an invitation."""

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from . import selectors, services
from .forms import AcceptForm, PersonForm
from .models import Person

_BACKEND = "django.contrib.auth.backends.ModelBackend"


def profile(request):
    """Name, language, posts, ways to sign in."""
    form = PersonForm(request.POST or None, instance=request.user)
    if request.method == "POST" and form.is_valid():
        services.change_person(person=request.user, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("accounts:profile")
    context = {
        "form": form,
        "posts": selectors.current_posts(request.user),
        "factors": Authenticator.objects.filter(user=request.user).count(),
    }
    return render(request, "accounts/profile.html", context, status=422 if form.errors else 200)


@login_not_required
def invitation(request, token):
    """Accept an invitation: as somebody new, or as somebody who has an account."""
    row = services.invitation_for(token)
    if row is None:
        return render(request, "accounts/invitation.html", {"invitation": None}, status=410)
    user = request.user
    known = Person.objects.filter(email__iexact=row.email).exists()
    mismatch = user.is_authenticated and user.email.lower() != row.email
    form = AcceptForm(request.POST or None, email=row.email, initial={"language": row.language})
    if request.method == "POST" and not mismatch and (user.is_authenticated or (not known and form.is_valid())):
        return _accept(request, row, form)
    context = {"invitation": row, "known": known, "mismatch": mismatch, "form": form}
    status = 422 if request.method == "POST" and not known and form.errors else 200
    return render(request, "accounts/invitation.html", context, status=status)


def _accept(request, row, form):
    try:
        if request.user.is_authenticated:
            services.accept(invitation=row, person=request.user)
        else:
            person = services.accept_as_new(invitation=row, **form.cleaned_data)
            login(request, person, backend=_BACKEND)
            record_authentication(request, person, method="invitation")
    except services.InvitationRefused:
        return render(request, "accounts/invitation.html", {"invitation": None}, status=410)
    messages.success(request, _("Welcome. This is where your work begins."))
    return redirect("web:work" if request.user.has_usable_password() else "mfa_add_webauthn")
