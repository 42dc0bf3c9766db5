"""The four questions of 2.1.4 in words: one wording, whoever asks them at whichever door, and however they are told."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from participants.models import Screening
from participants.rules import CONFLICT_QUESTIONS


@dataclass(frozen=True)
class Question:
    """`asked` of an organization itself, `about` of another one, `told` beside its answer; `missing` names the question
    where an organization left it open."""

    asked: Any
    about: Any
    told: Any
    missing: Any


ANSWERS = (("NO", _("No")), ("YES", _("Yes")), ("UNSURE", _("Not sure")))
QUESTIONS = dict(
    zip(
        CONFLICT_QUESTIONS,
        (
            Question(
                asked=_("Do you make ICT or parts of it?"),
                about=_("Does it make ICT or parts of it?"),
                told=_("Makes ICT or parts of it"),
                missing=_("Say whether you make ICT or parts of it"),
            ),
            Question(
                asked=_("Do you sell or lease ICT, or provide it as a service to others?"),
                about=_("Does it sell or lease ICT, or provide it as a service to others?"),
                told=_("Sells or leases ICT, or provides it to others"),
                missing=_("Say whether you sell or lease ICT"),
            ),
            Question(
                asked=_("Are you owned by such a company, or do you own one?"),
                about=_("Is it owned by such a company, or does it own one?"),
                told=_("Is owned by such a company, or owns one"),
                missing=_("Say whether you are owned by such a company or own one"),
            ),
            Question(
                asked=_("Do you represent an interest of the ICT branch, for instance as its association?"),
                about=_("Does it represent an interest of the ICT branch, for instance as its association?"),
                told=_("Represents an interest of the ICT branch"),
                missing=_("Say whether you represent an interest of the ICT branch"),
            ),
        ),
        strict=True,
    )
)


def answers_of(screening: Screening | None) -> list[tuple[str, str]]:
    """The four answers in words, for the committee and the Secretariat; a missing one is "not answered"."""
    given = screening.answers if screening else {}
    told = [(str(QUESTIONS[code].told), answer_in_words(given.get(code, ""))) for code in CONFLICT_QUESTIONS]
    return [(question, answer or str(_("not answered"))) for question, answer in told] if given else []


def answer_in_words(code: str) -> str:
    return str(dict(ANSWERS).get(code, "")).lower()


def answer_lines(screening: Screening) -> list[str]:
    """The same as the committee reads it, an answer a line."""
    return [f"{question}: {answer}" for question, answer in answers_of(screening)]
