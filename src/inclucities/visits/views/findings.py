"""Findings: written on the way, changed, confirmed and published by both cities."""

from django.contrib import messages
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from inclucities.core import files
from inclucities.core.access import page_of, require
from inclucities.mentoring import selectors as mentoring

from .. import forms, selectors, services
from ..models import AgendaItem
from .shared import posted, readable, visit_for, visit_page


def findings(request, pk):
    """All findings of a visit that one may read, and those of earlier rounds to take up again."""
    row = visit_for(request, pk)
    standing = mentoring.standing_of(request.user, row.scheme)
    cities = [p for p in standing.parties if p.role in mentoring.CITIES]
    rows = selectors.findings(request.user).filter(visit=row)
    page = page_of(request, selectors.with_validations(rows))
    for finding in page:
        finding.verdicts = selectors.verdicts(finding, cities)
    earlier = selectors.earlier_findings(row)[:20] if standing.reads else ()
    return visit_page(request, row, "visits/findings.html", page=page, earlier=earlier)


def finding_new(request, pk):
    """One finding, on a phone, in one's own language."""
    row = readable(request, pk)
    require(request, "visits.write_finding", row)
    follows = _followed(request, row)
    begun = {"kind": follows.kind, "key_factor": follows.key_factor_id} if follows else {"kind": "idea"}
    form = _finding_form(request, row, initial={**begun, "agenda_item": _item_now(row)})
    if form.is_valid():
        data = form.cleaned_data
        data.pop("version")
        services.record_finding(visit=row, follows=follows, by=request.user, **data)
        messages.success(request, _("Finding saved. It stays within the pair until both cities publish it."))
        if request.headers.get("Accept") == "application/json":  # sent by the page's script, perhaps later
            return JsonResponse({"address": reverse("visits:findings", args=[pk])}, status=201)
        return redirect("visits:findings", pk)
    return visit_page(request, row, "visits/finding_form.html", form=form, follows=follows, place=None)


def finding(request, pk, finding):
    """One finding with what both cities say of it."""
    row, found = _finding(request, pk, finding)
    standing = mentoring.standing_of(request.user, row.scheme)
    cities = [p for p in standing.parties if p.role in mentoring.CITIES]
    return visit_page(
        request,
        row,
        "visits/finding.html",
        finding=found,
        verdicts=selectors.verdicts(found, cities),
        may_change=request.user.has_perm("visits.change_finding", found),
        may_validate=request.user.has_perm("visits.validate_finding", found),
    )


def finding_edit(request, pk, finding):
    """Change a finding; who saves on top of somebody else's change is shown both texts."""
    row, found = _finding(request, pk, finding)
    require(request, "visits.change_finding", found)
    form = _finding_form(request, row, instance=found, initial={"version": found.version})
    if not form.is_valid():
        return visit_page(request, row, "visits/finding_form.html", form=form, finding=found, place=None)
    data = form.cleaned_data
    data.pop("sent_as")
    read = data.pop("version") or 0
    try:
        services.change_finding(finding=found, version=read, by=request.user, **data)
    except services.StaleFinding as stale:
        form.data = form.data.copy()
        form.data["version"] = stale.now.version
        context = {"form": form, "finding": found, "now": stale.now, "place": None}
        return visit_page(request, row, "visits/finding_form.html", status=409, **context)
    return redirect("visits:finding", pk, found.pk)


@require_POST
def finding_withdraw(request, pk, finding):
    _row, found = _finding(request, pk, finding)
    require(request, "visits.change_finding", found)
    services.withdraw_finding(finding=found, by=request.user)
    messages.info(request, _("The finding is withdrawn. Undo brings it back."))
    return redirect("visits:finding", pk, found.pk)


@require_POST
def finding_restore(request, pk, finding):
    _row, found = _finding(request, pk, finding)
    require(request, "visits.change_finding", found)
    services.restore_finding(finding=found, by=request.user)
    return redirect("visits:finding", pk, found.pk)


@require_POST
def finding_validate(request, pk, finding):
    """Confirm the words one has read, for one's own city; with or without consent to publish them."""
    row, found = _finding(request, pk, finding)
    require(request, "visits.validate_finding", found)
    read = request.POST.get("version", "")
    try:
        services.validate_finding(
            finding=found,
            party=mentoring.standing_of(request.user, row.scheme).city,
            version=int(read) if read.isdecimal() and len(read) < 10 else 0,
            publish=request.POST.get("publish") == "1",
            by=request.user,
        )
    except services.StaleFinding:
        messages.warning(request, _("The words have changed since you read them. Read them again and confirm."))
    return redirect("visits:finding", pk, found.pk)


def finding_photo(request, pk, finding):
    """The photo of a finding, for those who may read it."""
    row = visit_for(request, pk)
    rows = selectors.findings(request.user).filter(visit=row, photo__isnull=False).select_related("photo")
    return files.respond(get_object_or_404(rows, pk=finding).photo)


def _finding(request, pk, finding):
    """A finding that one may read; a withdrawn one only for those who could bring it back."""
    row = visit_for(request, pk)
    readable = selectors.findings(request.user).filter(visit=row)
    own = selectors.own_findings(request.user, row)
    found = selectors.with_validations(readable).filter(pk=finding).first() or own.filter(pk=finding).first()
    if found is None:
        raise Http404
    found.visit = row  # keeps what was asked of the scheme already
    if found.withdrawn_at and not request.user.has_perm("visits.change_finding", found):
        raise Http404
    return row, found


def _followed(request, row):
    """The finding of an earlier round that this one takes up, if the address names one."""
    wished = request.GET.get("follows", "")
    if not (wished.isdecimal() and len(wished) < 16):
        return None
    return selectors.earlier_findings(row).filter(pk=wished).first()


def _item_now(row):
    zone = selectors.zone_of(row)
    items = ((d, i) for d in selectors.days_of(row) for i in d.items.all())
    return next((i.pk for d, i in items if selectors.is_now(i, d, zone)), None)


def _finding_form(request, row, **arguments):
    items = AgendaItem.objects.filter(visit_day__visit=row).order_by("visit_day__day", "starts")
    return forms.FindingForm(
        posted(request),
        request.FILES or None,
        items=list(items),
        factors=selectors.key_factors_for(row.scheme),
        **arguments,
    )
