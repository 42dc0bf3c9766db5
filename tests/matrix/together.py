"""What stands in the addresses of those who work together: groups, working groups, the library, tenders, plans."""


def together(stage, vestbygd) -> list[tuple[str, dict]]:
    """Values for the names in addresses, by the beginning of a URL name; the first that fits is taken."""
    own, coordinator = {"org": vestbygd.slug, "year": 2026}, {"group": "norway", "year": 2026}
    return [
        *_library(own, coordinator),
        *_working_groups(own),
        *_groups(stage, vestbygd, own),
        *_demand(vestbygd, own),
        *_plans(),
        ("buyergroups:", {**own, **coordinator, "ref": "none"}),
        ("website:group-", {"slug": "norway"}),
    ]


def _library(own: dict, coordinator: dict) -> list[tuple[str, dict]]:
    from buyergroups.models import Comment, GoodExample, LibraryVersion

    versions = LibraryVersion.objects.select_related("item__working_group").order_by("pk")
    out, open_ = (
        versions.filter(state="PUBLISHED").first(),
        versions.get(state="CONSULTATION", item__slug__contains="lap"),
    )
    draft = {"wg": open_.item.working_group.slug, "item": open_.item.slug, "number": open_.number, "kind": "csv"}
    shelf = {"slug": out.item.slug, "number": out.number, "kind": "csv"}
    examples = {row.state: row for row in GoodExample.objects.order_by("pk")}
    before = versions.filter(state="ADOPTED").first()
    return [
        ("buyergroups:approval-", {"ref": before.ref}),
        ("buyergroups:document-list", draft),
        ("buyergroups:item-new", draft),
        ("buyergroups:item-", draft),
        ("buyergroups:version-", draft),
        ("buyergroups:row-", {**draft, "code": "LAP-01"}),
        ("buyergroups:comment-", {**draft, "ref": Comment.objects.filter(version=open_).order_by("pk").first().ref}),
        ("buyergroups:consultation-", {"slug": open_.item.slug, "number": open_.number}),
        ("buyergroups:feedback-give", {**own, "item": shelf["slug"], "number": shelf["number"]}),
        ("buyergroups:group-feedback-summary", {**coordinator, "ref": out.ref}),
        ("buyergroups:example-look", {"ref": "none"}),
        ("buyergroups:example-", {**own, **coordinator, "ref": examples["CHECKED"].ref}),
        ("website:library-data", {"kind": "csv"}),
        ("website:basket-file", {"kind": "csv"}),
        ("website:library-", shelf),
        ("website:example-", {"slug": examples["PUBLIC"].slug}),
    ]


def _working_groups(own: dict) -> list[tuple[str, dict]]:
    from buyergroups.models import Adoption, WorkingGroupGuest, WorkingGroupMember
    from governance.models import Election

    working = {"wg": "laptop-criteria"}
    sits = WorkingGroupMember.objects.get(organization__slug="norway", working_group__slug="laptop-criteria")
    election = Election.objects.filter(body="WORKING_GROUP", body_ref=sits.working_group.ref).latest("pk")
    vote = Adoption.objects.order_by("-pk").first()
    guest = WorkingGroupGuest.objects.order_by("pk").first()
    return [
        ("buyergroups:election-", {**working, "ref": election.ref}),
        ("buyergroups:seat-", {**working, "org": "norway", "ref": sits.ref}),
        ("buyergroups:adoption-list", working),
        ("buyergroups:adoption-", {"wg": vote.working_group.slug, "ref": vote.ref}),
        ("buyergroups:guest-list", working),
        ("buyergroups:guest-new", working),
        ("buyergroups:guest-", {"wg": guest.working_group.slug, "ref": guest.ref, "token": "none"}),
        ("buyergroups:working-group-", {**own, **working, "step": "rest"}),
        ("website:working-group-", {"slug": "laptop-criteria"}),
    ]


def _groups(stage, vestbygd, own: dict) -> list[tuple[str, dict]]:
    from buyergroups.models import Gathering, MemberImport, OutreachEntry, Representative, SharedFile, StartUpCase
    from participants.models import Delegation

    asked = Delegation.objects.get(state="PROPOSED")
    listed = MemberImport.objects.get(state="PREVIEW")
    starting = StartUpCase.objects.get(group__slug="iberia")
    represents = Representative.objects.get(group__slug="norway")
    observed = stage.cast["observer"].memberships.get()
    met = Gathering.objects.filter(group__slug="norway", state="PLANNED").order_by("pk").first()
    shared = SharedFile.objects.filter(group__slug="norway").order_by("pk").first()
    outreach = OutreachEntry.objects.filter(group__slug="norway").order_by("pk").first()
    return [
        ("buyergroups:delegation-check", {"ref": asked.ref}),
        ("buyergroups:delegation-", {**own, "ref": asked.ref, "step": "decline"}),
        ("buyergroups:membership-", {**own, "ref": vestbygd.memberships.order_by("pk").first().ref}),
        ("buyergroups:member-check", {"group": "netherlands", "ref": observed.ref}),
        ("buyergroups:member-template", {"group": "netherlands", "kind": "csv"}),
        ("buyergroups:member-import-", {"group": "netherlands", "ref": listed.ref}),
        ("buyergroups:start-up-step", {"ref": starting.ref, "step": "next"}),
        ("buyergroups:start-up-", {**own, "ref": starting.ref}),
        ("buyergroups:representative-end", {"group": "norway", "ref": represents.ref}),
        ("buyergroups:unjoined-file", {"kind": "csv"}),
        ("buyergroups:group-step", {"group": "netherlands", "step": "rest"}),
        ("buyergroups:gathering-step", {"group": "norway", "ref": met.ref, "step": "invite"}),
        ("buyergroups:gathering-", {"group": "norway", "ref": met.ref}),
        ("buyergroups:file-", {"group": "norway", "ref": shared.ref}),
        ("buyergroups:outreach-", {"group": "norway", "ref": outreach.ref, "step": "interested", "kind": "csv"}),
        ("buyergroups:group-users-file", {"group": "norway", "kind": "csv"}),
        ("buyergroups:users-file", {"kind": "csv"}),
        ("website:event-", {"ref": met.ref}),
    ]


def _demand(vestbygd, own: dict) -> list[tuple[str, dict]]:
    from buyergroups.models import JointStatement, TenderEntry

    statement = JointStatement.objects.filter(group__slug="norway", state="OPEN").order_by("pk").first()
    tender = TenderEntry.objects.get(organization=vestbygd, stage="CONSULTATION")
    return [
        ("buyergroups:statement-sign", {**own, "ref": statement.ref}),
        ("buyergroups:signature-withdraw", {**own, "ref": statement.ref}),
        ("buyergroups:statement-signing", own),
        ("buyergroups:statement-", {"group": "norway", "ref": statement.ref}),
        ("buyergroups:tender-", {**own, "ref": tender.ref, "step": "announce"}),
        ("website:statement-", {"slug": statement.slug}),
        ("website:tender-", {"slug": tender.slug, "kind": "csv"}),
    ]


def _plans() -> list[tuple[str, dict]]:
    from reports.models import ActionPlan, PlanItem

    plan = ActionPlan.objects.get(organization__slug="norway", year=2027)
    planned = {"org": "norway", "year": 2027, "ref": PlanItem.objects.filter(plan=plan).order_by("pk").first().ref}
    return [
        ("reports:plan-file", {"year": 2027, "kind": "csv"}),
        ("reports:plan-", {**planned, "heading": "a"}),
        ("reports:group-plan", {"group": "norway"}),
        ("website:plan-", {"slug": "norway", "year": 2027}),
    ]
