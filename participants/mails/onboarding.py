"""Two letters about the first steps: on the thirtieth and the ninetieth day, only while something is open (6.3.1)."""

from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from pact.access import Actor
from pact.mail import Letter, LetterKind, link
from participants.mails.applications import sample
from participants.models import Organization
from participants.queries.onboarding import first_steps

FIRST_STEPS = LetterKind(
    "participants.first_steps",
    _("Your first steps in the Pact"),
    why=_("You get this because you may act for {organization}, and something of the beginning is still open."),
    sample=sample(done=2, total=5, steps=["Join the Norway group, or say why not", "Send your first yearly figures"]),
)


def first_steps_open(obligation, user, days: int) -> Letter | None:
    """What is still open, by name; nothing is open: no letter."""
    organization = Organization.objects.get(pk=obligation.organization_id)
    found = first_steps(Actor.hand("deadline-sweep"), organization, obligation.due_at.date())
    if not found.waiting:
        return None
    facts = {
        "organization": organization.name,
        "done": found.done,
        "total": found.total,
        "steps": [str(line.step.title) for line in found.waiting],
        "button_label": _g("Open your pages"),
        "button_url": link("participants:organization-overview", org=organization.slug),
    }
    return Letter(FIRST_STEPS, to=user, facts=facts, about=organization, organization_id=organization.pk)
