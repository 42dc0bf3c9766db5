"""The demo's part of the library: a group takes up the draft for laptops, decides, and the committee approves."""

import json
from datetime import datetime, timedelta
from pathlib import Path

from buyergroups.actions import approvals, comments, drafts, foundation, library, versions
from buyergroups.models import LibraryItem, LibraryVersion, WorkingGroup
from buyergroups.queries.versions import every_chair, rows_of
from buyergroups.queries.working_groups import every_member
from governance.actions import decisions
from governance.models import ProductGroup
from pact.access.actors import ANONYMOUS
from pact.deadlines import end_of_day

STAFF = "jonas.meertens@pact.example"
GROUP, DRAFT = "laptop-criteria", "baseline-criteria-for-laptops"
_FILE = Path(__file__).resolve().parent.parent / "data" / "demo" / "library.json"
_WORDS = json.loads(_FILE.read_text(encoding="utf-8"))
SHARPER, GUIDE, SAID = (_WORDS[name] for name in ("sharper", "guide", "said"))


def _group() -> WorkingGroup | None:
    return WorkingGroup.objects.filter(slug=GROUP, state=WorkingGroup.State.ACTIVE).first()


def _version(slug: str) -> LibraryVersion:
    rows = LibraryVersion.objects.filter(item__slug=slug).select_related("item__working_group")
    return rows.order_by("-number")[0]


def _writer(stage, group: WorkingGroup, at: datetime):
    """The chair, or whoever sits in the group longest."""
    people = [*every_chair(group.pk, at.date()), *every_member(group.pk, at.date())]
    return _cast(stage, people[0], at) if people else None


def _cast(stage, user, at: datetime):
    stage.cast.setdefault(user.email, user)
    return stage.actor(user.email, at)


def lay(stage, at: datetime) -> None:
    """The register of labels and the first drafts, as a new installation has them."""
    foundation.lay(at=at)


def ask_about_phones(stage, at: datetime) -> None:
    """The draft for smartphones is open for comments once more; the one with clauses waits for somebody to go on."""
    staff, version = stage.actor(STAFF, at), _version("baseline-criteria-for-smartphones")
    versions.revise(staff, version, at=at)
    versions.open_consultation(staff, version, until=at.date() + timedelta(days=90), at=at + timedelta(minutes=20))
    versions.ask_to_go_on(at=at + timedelta(hours=1))


def take_up(stage, at: datetime) -> None:
    """The Secretariat hands the draft for laptops to the working group, which takes it back to revise it."""
    group = _group()
    if group is None or _writer(stage, group, at) is None:
        return
    staff = stage.actor(STAFF, at)
    item = LibraryItem.objects.get(slug=DRAFT)
    library.hand_to(staff, item, group, at=at)
    version = _version(DRAFT)
    if version.state == LibraryVersion.State.CONSULTATION:
        versions.revise(staff, version, at=at + timedelta(hours=1))
    _sharpen(_writer(stage, group, at), version, "LAP-05", at + timedelta(days=2))


def _sharpen(writer, version: LibraryVersion, code: str, at: datetime) -> None:
    row = next(row for row in rows_of(version) if row.code == code)
    words = {name: getattr(row, name) for name in ("heading", "type", "level", "theme", "verification", "weight_hint")}
    text = SHARPER.get(code, row.text)
    labels = list(row.labels.all())
    drafts.change_row(writer, row, code=code, text=text, labels=labels, label_note=row.label_note, **words, at=at)


def adopt(stage, at: datetime, *, slug: str = DRAFT) -> None:
    """The members vote on exactly these words; the chair closes and puts them before the committee."""
    group = _group()
    if group is None or not LibraryItem.objects.filter(slug=slug, working_group=group).exists():
        return
    from buyergroups.actions import adoptions

    closes_on, version = at.date() + timedelta(days=14), _version(slug)
    vote = versions.put_to_vote(stage.actor(STAFF, at), version, closes_on=closes_on, at=at)
    voted = at + timedelta(days=3)
    for user in every_member(group.pk, voted.date()):
        actor = _cast(stage, user, voted)
        own = set(vote.votes.values_list("organization_id", flat=True)) & actor.organization_ids
        for organization_id in own:
            adoptions.cast(actor, vote, "YES", "", at=voted, organization_id=organization_id)
    closed = end_of_day(closes_on, "Europe/Brussels") + timedelta(minutes=5)
    adoptions.close(stage.actor(STAFF, closed), vote, at=closed)
    approvals.put(stage.actor(STAFF, closed), _version(slug), at=closed + timedelta(hours=9))


def approve(stage, at: datetime) -> None:
    """The committee votes on that very hash; the Secretariat publishes version 1."""
    version = _version(DRAFT)
    if version.state != LibraryVersion.State.ADOPTED:
        return
    _vote(stage, version, at, choices=99)
    version.refresh_from_db()
    versions.publish(stage.actor(STAFF, at), version, at=at + timedelta(days=4))


def _vote(stage, version: LibraryVersion, at: datetime, *, choices: int):
    matter = approvals.matter_of(version)
    staff, closes_at = stage.actor(STAFF, at), end_of_day((at + timedelta(days=14)).date(), "Europe/Brussels")
    decision = decisions.open_vote(staff, matter, question=matter.title, closes_at=closes_at, at=at)
    electors = list(decision.electors.filter(recused=False).select_related("user"))
    for number, elector in enumerate(electors[:choices]):
        voted = at + timedelta(days=2, minutes=number)
        decisions.cast(stage.actor(elector.user.email, voted), decision, "YES", "", at=voted)


def consult_again(stage, at: datetime) -> None:
    """Version 2 is open for comments: two have come, one is still to be looked at."""
    version, group = _version(DRAFT), _group()
    if group is None or version.state != LibraryVersion.State.PUBLISHED:
        return
    writer, staff = _writer(stage, group, at), stage.actor(STAFF, at)
    version = library.begin_version(writer, version.item, at=at)
    for code in ("LAP-03", "LAP-09"):
        _sharpen(writer, version, code, at)
    changes = "LAP-03: five minutes and one screwdriver. LAP-09: a fifth of the delivery, three years of warranty."
    drafts.write(writer, version, summary=version.summary, changes=changes, at=at)
    until = at.date() + timedelta(days=45)
    versions.open_consultation(staff, version, until=until, at=at + timedelta(hours=2))
    for number, (code, name, email, organization, text) in enumerate(SAID):
        facts = {"name": name, "email": email, "organization_name": organization, "criterion_code": code, "text": text}
        made = comments.comment(ANONYMOUS, version, **facts, at=at + timedelta(days=3 + number))
        if number == 0:
            comments.show(writer, made, at=at + timedelta(days=4))
            answer = "We ask for five minutes where the battery is screwed, and look at ten for thin models."
            comments.answer(writer, made, answer=answer, at=at + timedelta(days=4, hours=1))


def guide(stage, at: datetime) -> None:
    """A guideline of the same group, to be voted on by it and then by the committee."""
    group = _group()
    writer = _writer(stage, group, at) if group else None
    if writer is None:
        return
    laptop = list(ProductGroup.objects.filter(code="laptop"))
    facts = {"kind": "GUIDELINE", "language": "en", "themes": ["CIRCULAR"], "product_groups": laptop}
    version = library.start(writer, group, title="Need less, keep longer", **facts, at=at)
    summary = "Four questions before a tender for laptops: what is needed, kept, bought used, and what comes after."
    drafts.write(writer, version, summary=summary, changes="", at=at)
    for number, (heading, text) in enumerate(GUIDE, start=1):
        row = {
            "type": "GUIDANCE",
            "level": "",
            "theme": "CIRCULAR",
            "verification": "",
            "weight_hint": "",
            "label_note": "",
        }
        drafts.add_row(writer, version, code=f"NLK-{number:02d}", heading=heading, text=text, labels=[], **row, at=at)


def put_guide(stage, at: datetime) -> None:
    """Adopted, before the committee, and its vote open with one voice: somebody finds it on the tasks."""
    adopt(stage, at, slug="need-less-keep-longer")


def open_guide_vote(stage, at: datetime) -> None:
    found = LibraryVersion.objects.filter(item__slug="need-less-keep-longer", state="ADOPTED").first()
    if found is not None:
        _vote(stage, found, at, choices=0)
