"""Supporters: their own pages, and the Secretariat's (Pact 2.2)."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from pact.access import CannotNow, page
from pact.clock import now, today
from participants import access, queries
from participants.actions import supporters
from participants.forms.supporters import EndExceptionForm, ExceptionForm, PromotionForm
from participants.views.organizations import ORG


@page(access.VIEW_ORGANIZATION, finds=queries.supporting_organizations, by=ORG)
def support_letter(request, organization):
    """Its letter, what it told, what was agreed with it."""
    record = queries.support_record(organization, today())
    years = queries.years_to_tell(record, today())
    context = {"record": record, "organization": organization, "years": years}
    return render(request, "participants/support_letter.html", context)


@page(access.EDIT_ORGANIZATION, finds=queries.supporting_organizations, by=ORG, methods="GET POST")
def support_tell(request, organization):
    """What we did to promote the Pact: write, look at it as it will be published, send."""
    years = queries.years_to_tell(queries.support_record(organization, today()), today())
    if not years:
        raise CannotNow(_("You have told about this year and the last already. Thank you."))
    form = PromotionForm(request.POST or None, years=years)
    if form.is_valid() and request.POST.get("sure") == "yes":
        supporters.tell_promotion(request.actor, organization, **form.cleaned_data, on=today(), at=now())
        messages.success(request, _("Published on your page of the supporters."))
        return redirect("participants:support-letter", org=organization.slug)
    context = {"form": form, "organization": organization, "preview": form.is_valid(), "today": today()}
    return render(request, "participants/support_tell.html", context)


@page(access.SECRETARIAT)
def supporter_list(request):
    context = {"lines": queries.supporter_lines(request.actor, today())}
    context["reports"] = queries.misuse_reports(request.actor).order_by("-reported_at")[:100]
    return render(request, "participants/supporter_list.html", context)


@page(access.SECRETARIAT, finds=queries.supporting_organizations, by=ORG)
def supporter_detail(request, organization):
    record = queries.support_record(organization, today())
    reports = queries.misuse_reports(request.actor).filter(supporter=organization).order_by("-reported_at")
    context = {"record": record, "organization": organization, "reports": reports}
    return render(request, "participants/supporter_detail.html", context)


@page(access.SECRETARIAT, finds=queries.supporting_organizations, by=ORG, methods="GET POST")
def exception_new(request, organization):
    people = queries.secretariat_people(today())
    form = ExceptionForm(request.POST or None, people=people, initial=_myself(request, people))
    if form.is_valid() and (saved := _agreed(request, organization, form)):
        return saved
    return render(request, "participants/exception_new.html", {"form": form, "organization": organization})


def _agreed(request, organization, form):
    try:
        supporters.agree_exception(request.actor, organization, **form.cleaned_data, at=now())
    except CannotNow as refusal:
        form.add_error(None, refusal.sentences[0])
        return None
    messages.success(request, _("Recorded. It is public on the page of the supporter."))
    return redirect("participants:supporter-detail", org=organization.slug)


def _myself(request, people: list) -> dict:
    return {"agreed_by": next((str(user.ref) for user in people if user.pk == request.actor.user_id), "")}


@page(
    access.SECRETARIAT,
    finds=queries.exceptions,
    by={"org": "organization__slug", "ref": "ref"},
    methods="GET POST",
)
def exception_end(request, exception):
    if exception.standing(today()) in ("ENDED", "OVER"):
        raise Http404
    form = EndExceptionForm(request.POST or None)
    if form.is_valid():
        supporters.end_exception(request.actor, exception, form.cleaned_data["reason"], on=today(), at=now())
        messages.success(request, _("Ended. The page of the supporter says so with the reason."))
        return redirect("participants:supporter-detail", org=exception.organization.slug)
    context = {"form": form, "exception": exception, "organization": exception.organization}
    return render(request, "participants/exception_end.html", context)
