"""Writes of the network: programmes, organisations, participations, replacements, invitations into them."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from inclucities.accounts.models import Organisation
from inclucities.accounts.states import OrganisationKind
from inclucities.core.log import record

from ..models import Association, Membership, Municipality, Participation, Place, Programme, StepReached
from ..states import Role, Step

# First words of private addresses, which no programme may take as its short name.
_RESERVED = {"city", "programmes", "assessment", "pairing", "scheme", "visit", "plan", "practice", "participations"}


def free_slug(wished: str) -> str:
    """A short name that no organisation has yet."""
    stem = slugify(wished)[:70] or "organisation"
    taken = set(Organisation.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    return next(s for n in range(1, len(taken) + 2) if (s := stem if n == 1 else f"{stem}-{n}") not in taken)


@transaction.atomic
def municipality_from(place: Place, *, by) -> Municipality:
    """Make a municipality of a place of the gazetteer, or give the one that was made of it before."""
    known = Municipality.objects.filter(geoname_id=place.pk).first()
    if known:
        return known
    organisation = Organisation.objects.create(
        kind=OrganisationKind.MUNICIPALITY,
        slug=free_slug(place.name),
        names={"en": place.name},
        country=place.country,
    )
    municipality = Municipality.objects.create(
        organisation=organisation,
        geoname_id=place.pk,
        latitude=place.latitude,
        longitude=place.longitude,
        population=place.population or None,
    )
    record("network.add_municipality", organisation, by=by)
    return municipality


@transaction.atomic
def add_association(*, name: str, acronym: str, country: str, language: str, by) -> Association:
    """Add an association of local governments that is not known yet."""
    organisation = Organisation.objects.create(
        kind=OrganisationKind.ASSOCIATION,
        slug=free_slug(acronym or name),
        names={language: name},
        acronym=acronym,
        country=country,
    )
    record("network.add_association", organisation, by=by)
    return Association.objects.create(organisation=organisation)


@transaction.atomic
def add_membership(*, municipality, association, valid_from: date, by, since_before: bool = False) -> Membership:
    """Say that a municipality belongs to an association."""
    membership, new = Membership.objects.get_or_create(
        municipality=municipality,
        association=association,
        valid_to=None,
        defaults={"valid_from": valid_from, "since_before": since_before},
    )
    if new:
        record("network.add_membership", municipality.organisation, by=by, association=association.pk)
    return membership


@transaction.atomic
def create_programme(*, by, acronym: str, names: dict, lead_partner: Organisation, starts: date, **fields) -> Programme:
    """Create a programme; its lead partner takes part from the first day."""
    stem = slugify(acronym)[:50] or "programme"
    taken = set(Programme.objects.filter(slug__startswith=stem).values_list("slug", flat=True)) | _RESERVED
    slug = next(s for n in range(1, len(taken) + 2) if (s := stem if n == 1 else f"{stem}-{n}") not in taken)
    programme = Programme.objects.create(
        slug=slug, acronym=acronym, names=names, lead_partner=lead_partner, starts=starts, **fields
    )
    join(programme=programme, organisation=lead_partner, role=Role.LEAD_PARTNER, valid_from=starts, by=by)
    record("network.create_programme", programme, by=by)
    return programme


@transaction.atomic
def change_programme(*, programme: Programme, by, **fields) -> Programme:
    """Change what a programme says of itself."""
    for name, value in fields.items():
        setattr(programme, name, value)
    programme.save()
    record("network.change_programme", programme, by=by, fields=sorted(fields))
    return programme


@transaction.atomic
def add_city(*, programme, place: Place, role: Role, association, valid_from: date, by) -> Participation:
    """Let a municipality of the gazetteer take part; the association is noted as the one to which it belongs."""
    municipality = municipality_from(place, by=by)
    if association:
        home = association.association
        add_membership(municipality=municipality, association=home, valid_from=valid_from, by=by, since_before=True)
    return join(programme=programme, organisation=municipality.organisation, role=role, valid_from=valid_from, by=by)


@transaction.atomic
def add_body(
    *, programme, organisation, name: str, acronym: str, country: str, role: Role, valid_from: date, language: str, by
) -> Participation:
    """Let an association or a facilitator take part, a known one or a new one."""
    if organisation is None and role == Role.ASSOCIATION:
        organisation = add_association(
            name=name, acronym=acronym, country=country, language=language, by=by
        ).organisation
    elif organisation is None:
        organisation = Organisation.objects.create(
            kind=OrganisationKind.OTHER, slug=free_slug(acronym or name), names={language: name}, acronym=acronym,
            country=country,
        )  # fmt: skip
    return join(programme=programme, organisation=organisation, role=role, valid_from=valid_from, by=by)


@transaction.atomic
def change_profile(*, municipality: Municipality, name: str, languages: list, language: str, by) -> None:
    """Change the name of a municipality in one language, and its working languages."""
    organisation = municipality.organisation
    organisation.names = {**organisation.names, language: name}
    organisation.save()
    municipality.languages = languages
    municipality.save(update_fields=["languages", "updated_at"])
    record("network.change_profile", organisation, by=by)


@transaction.atomic
def replace_city(*, participation: Participation, place: Place, on: date, reason: str, by) -> Participation:
    """Replace a city by a municipality of the gazetteer; the new city belongs to the same association."""
    municipality = municipality_from(place, by=by)
    homes = Membership.objects.on(on).filter(municipality=participation.organisation_id)
    for home in homes.select_related("association"):
        add_membership(municipality=municipality, association=home.association, valid_from=on, by=by)
    return replace(participation=participation, organisation=municipality.organisation, on=on, reason=reason, by=by)


@transaction.atomic
def join(*, programme, organisation, role: Role, valid_from: date, by, **fields) -> Participation:
    """Let an organisation take part in a programme."""
    participation = Participation.objects.create(
        programme=programme, organisation=organisation, role=role, valid_from=valid_from, **fields
    )
    record("network.join", participation, by=by, role=role)
    return participation


@transaction.atomic
def replace(*, participation, organisation, on: date, reason: str, by, **fields) -> Participation:
    """Let another organisation take the place of a participation from a day on.

    The row that is replaced gets an end and nothing else of the past changes; the new row points to it.
    """
    participation.valid_to = on
    participation.save(update_fields=["valid_to", "updated_at"])
    successor = join(
        programme=participation.programme,
        organisation=organisation,
        role=participation.role,
        valid_from=on,
        by=by,
        replaces=participation,
        reason=reason,
        **fields,
    )
    record("network.replace", participation, by=by, successor=successor.pk)
    return successor


def reach(participation: Participation, step: Step, *, done: bool) -> None:
    """Note that a city has begun or done a step of its journey. Called by the app in which the step happens."""
    row, _new = StepReached.objects.get_or_create(participation=participation, step=step)
    if done and not row.done_on:
        row.done_on = timezone.localdate()
        row.save(update_fields=["done_on"])
