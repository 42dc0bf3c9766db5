"""The letters about votes of a working group: opened, a reminder, the result (Pact 4)."""

from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from buyergroups.models import Adoption
from buyergroups.queries.adoptions import every_vote
from buyergroups.queries.working_groups import every_member
from pact.deadlines.days import day_in
from pact.deadlines.models import Obligation
from pact.mail import Letter, LetterKind, link, post, post_all

WHY = _("You get this because you work in the working group {group}.")


def _sample() -> dict:
    return {
        "group": "Laptop criteria", "question": "Adopt version 2 of the criteria for laptops?", "days": 3,
        "until": datetime(2027, 3, 28, 21, 59), "state": "ADOPTED", "yes": 5, "no": 1, "abstain": 1, "voters": 8,
        "button_url": "/me/", "button_label": _("Vote"),
    }  # fmt: skip


ADOPTION_OPENED = LetterKind("buyergroups.adoption_opened", _("Please vote in your working group"), WHY, _sample)
ADOPTION_RESULT = LetterKind("buyergroups.adoption_result", _("Result of a vote of a working group"), WHY, _sample)


def _facts(adoption: Adoption, label: str, **more) -> dict:
    group = adoption.working_group
    url = link("buyergroups:adoption-detail", wg=group.slug, ref=adoption.ref)
    return {
        "group": group.name,
        "question": adoption.question,
        "until": adoption.closes_at,
        "button_url": url,
        "button_label": label,
        **more,
    }


def adoption_opened(adoption: Adoption, user, *, at: datetime) -> None:
    post(Letter(ADOPTION_OPENED, to=user, facts=_facts(adoption, _g("Vote"), days=None), about=adoption), at=at)


def adoption_reminder(obligation: Obligation, user, days: int) -> Letter:
    adoption = every_vote(obligation.subject_ref).adoption
    return Letter(ADOPTION_OPENED, to=user, facts=_facts(adoption, _g("Vote"), days=days), about=adoption)


def adoption_result(adoption: Adoption, *, at: datetime) -> None:
    told = adoption.tally
    counts = {"yes": told["YES"], "no": told["NO"], "abstain": told["ABSTAIN"], "voters": told["voters"]}
    facts = _facts(adoption, _g("Open the vote"), state=adoption.state, **counts)
    people = every_member(adoption.working_group_id, day_in(at, settings.SECRETARIAT_TIME_ZONE))
    post_all([Letter(ADOPTION_RESULT, to=user, facts=facts, about=adoption) for user in people], at=at)
