"""How long the Pact lasts (6.2): its end, what "sufficient" means, and the rounds about extending it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from governance import rules
from governance.models import Decision, Extension, Matter
from governance.queries import rounds
from governance.rules import extensions as extension_rules
from pact.access import Actor
from pact.rulebook.models import RuleParameter
from participants.models import Participation
from participants.models.participations import State

CRITERION, KIND = "EXTENSION_CRITERION", "EXTENSION"


def end_rules(day: date) -> RuleParameter | None:
    """The row of the rule book with the end of the Pact that rules on a day; none where nothing was entered yet."""
    return RuleParameter.objects.filter(key="pact.end", valid__contains=day).first()


def end_rule(day: date) -> RuleParameter:
    return RuleParameter.objects.get(key="pact.end", valid__contains=day)


def end_on(day: date) -> date:
    return date.fromisoformat(end_rule(day).value)


def every_criterion() -> Decision | None:
    """The newest adopted decision on what is sufficient (register I-19); public, like every final one."""
    rows = Decision.objects.filter(kind=CRITERION, state=Decision.State.ADOPTED).select_related("matter")
    return rows.order_by("-decided_at", "-pk").first()


def criterion_asked(actor: Actor) -> Matter | None:
    return Matter.objects.visible_to(actor).filter(kind=CRITERION, state=Matter.State.OPEN).first()


def every_extension(_actor: Actor | None = None):
    """The same for everyone: what is asked of all is public."""
    return Extension.objects.select_related("round", "criterion", "decision")


def every_open_extension() -> bool:
    """Whether one is asked or waits for the committee."""
    return Extension.objects.filter(state__in=(Extension.State.OPEN, Extension.State.SUFFICIENT)).exists()


def every_part_to_end(row: Extension, moment: datetime) -> Iterable[Participation]:
    """6.2.2: parts of those who took part when the committee decided and had not agreed; running past the old end."""
    agreed = [line["slug"] for line in row.round.result["lines"] if line["position"] == rules.CONSENT]
    rows = Participation.objects.filter(state=State.ACTIVE, approved_at__lte=moment)
    return rows.exclude(organization__slug__in=agreed).select_related("organization").order_by("pk")


@dataclass(frozen=True)
class Duration:
    """The page of the Secretariat: what is decided, what is asked, and the next step."""

    end: date
    criterion: Decision | None
    words: rules.Criterion | None
    asked: Matter | None
    extensions: list[tuple[Extension, rules.Meter]]
    running: Extension | None
    silent: list[str]


def duration(actor: Actor, day: date) -> Duration:
    known = every_criterion()
    rows = list(every_extension(actor).order_by("-pk"))
    running = next((row for row in rows if row.state in (Extension.State.OPEN, Extension.State.SUFFICIENT)), None)
    return Duration(
        end_on(day),
        known,
        extension_rules.criterion_of(known.matter.content) if known else None,
        criterion_asked(actor),
        [(row, rounds.meter(row.round)) for row in rows],
        running,
        rounds.silent_of(running.round) if running else [],
    )
