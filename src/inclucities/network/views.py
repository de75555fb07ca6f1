"""Pages of the programme team: programmes, who takes part, invitations, replacements; and a city's first step."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from inclucities.accounts import selectors as accounts
from inclucities.accounts import services as posts
from inclucities.accounts.models import Invitation, Post
from inclucities.accounts.states import OrganisationKind, PostRole
from inclucities.core import languages, states
from inclucities.core.access import page_of, require

from . import selectors, services
from .forms import (
    ROLE_OF_INVITED,
    AddBodyForm,
    AddCityForm,
    InviteForm,
    ProfileForm,
    ProgrammeForm,
    ReplaceForm,
    SearchForm,
)
from .states import PROGRAMME_STEPS, Role, Step


def _programme(request, slug):
    return get_object_or_404(selectors.visible_programmes(request.user), slug=slug)


def _participation(request, pk):
    rows = selectors.visible_participations(request.user).with_organisation()
    return get_object_or_404(rows.prefetch_related("steps_reached"), pk=pk)


def _form_page(request, template, form, **context):
    return render(request, template, {"form": form, **context}, status=422 if form.is_bound and form.errors else 200)


def new_programme(request):
    """Create a programme, led by the organisation in whose programme team the person is."""
    require(request, "network.add_programme")
    team = selectors.posts_of(request.user).filter(role=PostRole.PROGRAMME_TEAM).first()
    if team is None:
        raise PermissionDenied
    form = ProgrammeForm(request.POST or None, language=languages.current())
    if request.method == "POST" and form.is_valid():
        fields = {name: form.cleaned_data[name] for name in form.Meta.fields} | form.texts()
        programme = services.create_programme(by=request.user, lead_partner=team.organisation, **fields)
        messages.success(request, _("The programme is there as a draft. Add its cities next."))
        return redirect("network:programme", programme.slug)
    return _form_page(request, "network/programme_form.html", form)


def programme(request, slug):
    """Who takes part, where each city stands, who is invited and has not come yet."""
    row = _programme(request, slug)
    words = request.GET.get("q", "")
    people = selectors.overview_of(row, words=words, role=request.GET.get("role", ""))
    context = {
        "programme": row,
        "page": page_of(request, people, 25),
        "steps": states.open_transitions(row, request.user),
        "manages": request.user.has_perm("network.manage_participations", row),
        "roles": Role.choices,
        "all_steps": Step.choices,
        "q": words,
    }
    context["rows"] = selectors.with_progress(context["page"].object_list)
    return render(request, "network/programme.html", context)


def edit_programme(request, slug):
    row = _programme(request, slug)
    require(request, "network.change_programme", row)
    form = ProgrammeForm(request.POST or None, instance=row, language=languages.current())
    if request.method == "POST" and form.is_valid():
        fields = {name: form.cleaned_data[name] for name in form.Meta.fields} | form.texts()
        services.change_programme(programme=row, by=request.user, **fields)
        messages.success(request, _("Saved."))
        return redirect("network:programme", row.slug)
    return _form_page(request, "network/programme_form.html", form, programme=row)


@require_POST
def step_programme(request, slug, step):
    """Open or close a programme."""
    row = _programme(request, slug)
    require(request, "network.change_programme", row)
    if step in PROGRAMME_STEPS:
        try:
            states.apply(row, step, by=request.user)
        except states.TransitionRefused:
            messages.warning(request, _("Somebody else was faster. This is how it stands now."))
    return redirect("network:programme", row.slug)


def add_city(request, slug):
    """Find a municipality by any of its names and add it to the programme."""
    row = _programme(request, slug)
    require(request, "network.manage_participations", row)
    search = SearchForm(request.GET)
    words = search.cleaned_data["q"] if search.is_valid() else ""
    form = AddCityForm(request.POST or None, initial={"place": request.GET.get("place")})
    if request.method == "POST" and form.is_valid():
        try:
            city = services.add_city(programme=row, by=request.user, **form.cleaned_data)
        except IntegrityError:
            form.add_error(None, _("This city takes part in this role already."))
        else:
            messages.success(
                request, _("%(city)s takes part now. Invite its officers next.") % {"city": city.organisation}
            )
            return redirect("network:city", city.pk)
    chosen = selectors.place(form["place"].value())
    context = {"programme": row, "q": words, "places": selectors.find_places(words), "chosen": chosen}
    return _form_page(request, "network/add_city.html", form, **context)


def add_body(request, slug):
    """Add an association or a facilitator to the programme."""
    row = _programme(request, slug)
    require(request, "network.manage_participations", row)
    form = AddBodyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            body = services.add_body(programme=row, by=request.user, language=languages.current(), **form.cleaned_data)
        except IntegrityError:
            form.add_error("organisation", _("This organisation takes part in this role already."))
        else:
            messages.success(request, _("Added. Invite its people next."))
            return redirect("network:city", body.pk)
    return _form_page(request, "network/add_body.html", form, programme=row)


def city(request, participation):
    """A participation's own page: people, invitations, names and languages. The first step of a city's journey."""
    row = _participation(request, participation)
    user = request.user
    context = {
        "participation": row,
        "place": selectors.place_of(row, Step.JOIN) if row.is_city else selectors.place_without_steps(row),
        "people": selectors.people_of(row),
        "invitations": accounts.invitations_to(row.organisation),
        "associations": selectors.associations_of(row).with_organisation() if row.is_city else [],
        "invites": row.is_current and user.has_perm("network.invite", row),
        "changes": row.is_current and user.has_perm("network.change_city", row),
        "manages": user.has_perm("network.manage_participations", row),
    }
    return render(request, "network/city.html", context)


def invite(request, participation):
    """Invite somebody into the organisation, as lead contact or colleague."""
    row = _participation(request, participation)
    require(request, "network.invite", row)
    leads = not selectors.people_of(row).filter(is_lead_contact=True).exists()
    initial = {"language": selectors.language_of(row), "is_lead_contact": leads}
    form = InviteForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        role = ROLE_OF_INVITED.get(row.role, PostRole.OFFICER)
        posts.invite(organisation=row.organisation, role=role, by=request.user, **form.cleaned_data)
        messages.success(
            request, _("The invitation is on its way to %(email)s.") % {"email": form.cleaned_data["email"]}
        )
        return redirect("network:city", row.pk)
    return _form_page(request, "network/invite.html", form, participation=row, place=_bar(row))


def _bar(row):
    return selectors.place_of(row, Step.JOIN) if row.is_city else selectors.place_without_steps(row)


@require_POST
def withdraw_invitation(request, participation, pk):
    row = _participation(request, participation)
    require(request, "network.invite", row)
    invitation = get_object_or_404(Invitation.objects.open(), pk=pk, organisation=row.organisation_id)
    posts.withdraw(invitation=invitation, by=request.user)
    messages.success(request, _("The invitation to %(email)s is withdrawn.") % {"email": invitation.email})
    return redirect("network:city", row.pk)


def hand_over(request, participation, pk):
    """Give a post to a successor, who is invited and takes over tasks and drafts when accepting."""
    row = _participation(request, participation)
    require(request, "network.invite", row)
    post = get_object_or_404(Post.objects.current().select_related("person"), pk=pk, organisation=row.organisation_id)
    initial = {"language": post.person.language, "is_lead_contact": post.is_lead_contact, "title": post.title}
    form = InviteForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        posts.invite(
            organisation=row.organisation, role=post.role, by=request.user, takes_over=post, **form.cleaned_data
        )
        messages.success(request, _("The successor is invited. Until the invitation is accepted, nothing changes."))
        return redirect("network:city", row.pk)
    return _form_page(request, "network/hand_over.html", form, participation=row, post=post, place=_bar(row))


@require_POST
def end_post(request, participation, pk):
    row = _participation(request, participation)
    require(request, "network.invite", row)
    post = get_object_or_404(Post.objects.current().select_related("person"), pk=pk, organisation=row.organisation_id)
    posts.end_post(post=post, by=request.user)
    messages.success(request, _("The post of %(name)s has ended.") % {"name": post.person})
    return redirect("network:city", row.pk) if post.person != request.user else redirect("web:work")


def replace(request, participation):
    """Let another municipality take the place of this one from a day on. Nothing of the past changes."""
    row = _participation(request, participation)
    require(request, "network.manage_participations", row)
    if not row.is_city or not row.is_current:
        raise PermissionDenied
    words = request.GET.get("q", "")
    form = ReplaceForm(request.POST or None, initial={"place": request.GET.get("place")}, participation=row)
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                successor = services.replace_city(participation=row, by=request.user, **form.cleaned_data)
        except IntegrityError:
            form.add_error(None, _("This city takes part in this role already."))
        else:
            messages.success(request, _("%(city)s has taken the place.") % {"city": successor.organisation})
            return redirect("network:city", successor.pk)
    context = {"participation": row, "q": words, "places": selectors.find_places(words)}
    context |= {"chosen": selectors.place(form["place"].value()), "place": _bar(row)}
    return _form_page(request, "network/replace.html", form, **context)


def profile(request, participation):
    """Name of the city in the language of the page, and its working languages."""
    row = _participation(request, participation)
    require(request, "network.change_city", row)
    if row.organisation.kind != OrganisationKind.MUNICIPALITY:
        raise PermissionDenied
    municipality = row.organisation.municipality
    initial = {"name": row.organisation.name, "languages": municipality.languages}
    form = ProfileForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        services.change_profile(
            municipality=municipality, by=request.user, language=languages.current(), **form.cleaned_data
        )
        messages.success(request, _("Saved."))
        return redirect("network:city", row.pk)
    return _form_page(request, "network/profile.html", form, participation=row, place=_bar(row))
