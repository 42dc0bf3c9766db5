"""The letter about the register of events (Security F5)."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from pact.mail import Letter, LetterKind, post_all

REGISTER_HEADS = LetterKind(
    "governance.register_heads",
    _("Heads of the register, once a week"),
    _("You get this because you have a seat in the Steering Committee or work for the Secretariat."),
    lambda: {"heads": [{"day": datetime(2027, 3, 15), "no": 4711, "hash": "9f" * 32}]},
)


def register_heads(heads: list, people: list, *, at: datetime) -> None:
    """One letter for each week and reader: what the register of events cannot be without any more."""
    facts = {"heads": [{"day": head.day, "no": head.no, "hash": head.hash} for head in heads]}
    key = f"governance.register:{heads[-1].day.isocalendar()[:2]}"
    post_all([Letter(REGISTER_HEADS, to=user, facts=facts, key=f"{key}:{user.pk}") for user in people], at=at)
