"""What the pages of the library show to those who work on it, in a constant number of queries."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from django.db.models import QuerySet

from buyergroups import access, rules
from buyergroups.models import Adoption, Comment, Criterion, LibraryItem, LibraryVersion, WorkingGroup
from buyergroups.queries import drafts as comment_queries
from buyergroups.queries import versions as queries
from governance.models import Decision, Matter, ProductGroup
from pact.access import Actor, scope
from pact.files.models import StoredFile

ROW_STATES = ("DRAFT", "CONSULTATION", "ADOPTED", "APPROVED")


@dataclass(frozen=True)
class ItemLine:
    """An item with the states of its versions, the newest first."""

    item: LibraryItem
    wg: str
    versions: list[LibraryVersion]
    groups: str
    unanswered: int

    @property
    def newest(self) -> LibraryVersion:
        return self.versions[0]

    @property
    def in_work(self) -> bool:
        return self.newest.state in ROW_STATES


def item_lines(actor: Actor, group: WorkingGroup | None = None) -> list[ItemLine]:
    """The items of a working group; without one, all that this actor works on."""
    rows = queries.items(actor).filter(working_group=group) if group else queries.items(actor)
    found = list(rows.prefetch_related("product_groups").order_by("title"))
    versions = LibraryVersion.objects.visible_to(actor).filter(item__in=[item.pk for item in found])
    by_item: dict[int, list[LibraryVersion]] = defaultdict(list)
    for version in versions.order_by("-number"):
        by_item[version.item_id].append(version)
    open_ = Comment.objects.visible_to(actor).filter(version__item__in=[item.pk for item in found], answer="")
    unanswered: dict[int, int] = defaultdict(int)
    for item_id in open_.exclude(state="HIDDEN").values_list("version__item_id", flat=True):
        unanswered[item_id] += 1
    return [
        ItemLine(
            item,
            item.working_group.slug if item.working_group_id else "",
            by_item[item.pk],
            ", ".join(one.name_plural for one in item.product_groups.all()),
            unanswered[item.pk],
        )
        for item in found
        if by_item[item.pk]
    ]


def product_groups() -> QuerySet[ProductGroup]:
    return ProductGroup.objects.order_by("order", "name")


def active_groups() -> QuerySet[WorkingGroup]:
    """Those a draft can be handed to."""
    return WorkingGroup.objects.filter(state=WorkingGroup.State.ACTIVE).order_by("name")


def facts_of(item: LibraryItem) -> dict:
    """As the form of its facts begins."""
    groups = list(item.product_groups.values_list("code", flat=True))
    return {name: getattr(item, name) for name in ("title", "kind", "language", "themes")} | {"product_groups": groups}


def criteria(actor: Actor) -> QuerySet[Criterion]:
    """Rows in this actor's reach, for the steps of their drafts."""
    rows = Criterion.objects.visible_to(actor).annotate(wg=queries.OF_ROW)
    return rows.select_related("version__item__working_group")


def words_of(row: Criterion) -> dict:
    """As the form of a row begins."""
    return {name: getattr(row, name) for name in queries.ROW} | {"labels": [one.code for one in row.labels.all()]}


@dataclass(frozen=True)
class RowLine:
    """A row with its labels, what it was in the version before, and what was said about it."""

    row: Criterion
    labels: list[str]
    before: Criterion | None
    compared: bool
    comments: list[Comment]

    @property
    def is_new(self) -> bool:
        return self.compared and self.before is None

    @property
    def changed(self) -> bool:
        return self.before is not None and any(
            getattr(self.row, name) != getattr(self.before, name) for name in queries.ROW
        )


@dataclass(frozen=True)
class VersionPage:
    """One version as somebody sees it who works on it, comments on it or decides on it."""

    version: LibraryVersion
    rows: list[RowLine]
    removed: list[Criterion]
    comments: list[Comment]
    unanswered: int
    waiting: int
    before: LibraryVersion | None
    file: StoredFile | None
    vote: Adoption | None
    matter: Matter | None
    decision: Decision | None
    groups: str
    others: list[LibraryVersion]
    may: set[str] = field(default_factory=set)


def version_page(actor: Actor, version: LibraryVersion, day: date) -> VersionPage:
    comments = comment_queries.comments_on(actor, version)
    by_code: dict[str, list[Comment]] = defaultdict(list)
    for one in comments:
        by_code[one.criterion_code].append(one)
    last = queries.before(version)
    old = {row.code: row for row in queries.rows_of(last)} if last else {}
    rows = [_line(row, old, by_code, last is not None) for row in queries.rows_of(version)]
    codes = {line.row.code for line in rows}
    general = [one for one in comments if one.criterion_code not in codes]
    vote = _vote(version)
    matter, decision = _before_committee(version)
    return VersionPage(
        version,
        rows,
        [row for code, row in old.items() if code not in codes],
        general,
        sum(not one.answer and one.state != "HIDDEN" for one in comments),
        sum(one.state == "WAITING" for one in comments),
        last,
        queries.file_of(version),
        vote,
        matter,
        decision,
        ", ".join(one.name_plural for one in version.item.product_groups.all()),
        list(LibraryVersion.objects.visible_to(actor).filter(item=version.item).order_by("-number")),
        _may(actor, version, day, voting=bool(vote and vote.state == "OPEN"), matter=bool(matter)),
    )


def _line(row: Criterion, old: dict[str, Criterion], by_code: dict[str, list[Comment]], compared: bool) -> RowLine:
    labels = [str(label) for label in row.labels.all()]
    return RowLine(row, labels, old.get(row.code), compared, by_code.get(row.code, []))


def _vote(version: LibraryVersion) -> Adoption | None:
    """The newest vote of the working group on it: that there is one is no secret to whoever sees the draft."""
    with scope.as_system("library-vote"):
        return Adoption.objects.filter(version=version).order_by("-opened_at", "-pk").first()


def _before_committee(version: LibraryVersion) -> tuple[Matter | None, Decision | None]:
    """The open matter, and the newest vote on it: its working group reads the result, not the votes."""
    with scope.as_system("library-matter"):
        return queries.open_matter(version), queries.decision_on(version)


def _may(actor: Actor, version: LibraryVersion, day: date, *, voting: bool, matter: bool) -> set[str]:
    """Names of what this person may do now; guests comment and nothing else (4.4)."""
    state, kind = version.state, version.item.kind
    writes = access.SUPPORT_WORKING_GROUP.allows(actor, version)
    leads = access.LEAD_WORKING_GROUP.allows(actor, version)
    publishes = access.PUBLISH_LIBRARY.allows(actor, version)
    committee = rules.needs_committee(kind)
    free = rules.is_free(state) and not voting
    over = rules.may_be_revised(version.comments_until, day, laid=version.created_by_id is None)
    ready = state == "APPROVED" or (state == "ADOPTED" and not committee)
    answers = {
        "comment": access.COMMENT_ON_DRAFT.allows(actor, version)
        and rules.takes_comments(state, version.comments_until, day),
        "answer": writes,
        "write": writes and state == "DRAFT" and not voting,
        "consult": leads and state == "DRAFT" and not voting,
        "revise": leads and state == "CONSULTATION" and free and over,
        "vote": leads and free and version.item.working_group_id is not None and (state == "DRAFT" or over),
        "put": leads and state == "ADOPTED" and committee and not matter,
        "publish": publishes and ready,
        "withdraw": publishes and state not in ("WITHDRAWN", "SUPERSEDED") and not voting and not matter,
        "begin": writes and state in ("PUBLISHED", "WITHDRAWN"),
        "hand": actor.sees_all and version.item.working_group_id is None and rules.is_free(state),
        "facts": writes,
    }
    return {name for name, yes in answers.items() if yes}
