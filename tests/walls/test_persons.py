"""Security F7: a column in which a person can stand is on the one list, or here with its reason."""

from datetime import UTC, datetime

import pytest
from django.contrib.postgres.fields import ArrayField
from django.db import models

from pact.persons.holdings import Holding, Person, holdings, mentions
from tests.walls.test_models import PRIVATE, our_models

NOBODY = Person(0, "", frozenset(), datetime(2027, 1, 1, tzinfo=UTC))
# Shorter texts are codes, numbers and labels.
SHORT = 100
ABOUT_WORK = "words about an organisation and its work, part of its record; who wrote them is a number"
RECORD = "the record of the committee and of the participants' votes: decided, dated, mostly published"
PUBLISHED = "published as it stands, about organisations"
MACHINE = "made by the product from figures, codes or names of organisations"
REASONS = {
    "audit.Event": ("facts name persons by number; the chain is sealed", "facts canonical"),
    "audit.Change": ("persons' columns are hidden in the history; the chain is sealed", "changes"),
    "rulebook.RuleParameter": ("numbers of the Pact", "key value source sentence"),
    "deadlines.Obligation": ("what is due, for an organisation", "title url_name url_kwargs"),
    "documents.Document": ("printed, with the facts whose hash stands on it", "progress_text failure title facts path"),
    "demo.DemoPerson": ("the row goes", "organization"),
    "files.StoredFile": ("the name of a paper on an organisation's record; hidden in the history", "name path"),
    "participants.Organization": ("an organisation", "name name_en city website"),
    "participants.Application": (ABOUT_WORK, "organization_name recommendation key"),
    "participants.ApplicationRole": (RECORD, "reason"),
    "participants.CriterionFinding": (ABOUT_WORK, "evidence"),
    "participants.ApplicationQuestion": (ABOUT_WORK, "text answer"),
    "participants.SupportLetter": ("the text that was signed, without the signature", "undertakings letter"),
    "participants.Appointment": ("where a power comes from: a code", "source"),
    "participants.Delegation": (ABOUT_WORK, "reasons end_reason"),
    "participants.Invitation": ("a hash", "token_hash"),
    "participants.SigningRequest": ("a hash", "secret_hash"),
    "participants.Tally": (MACHINE, "label"),
    "participants.Listing": (MACHINE, "name name_en sort_name search groups"),
    "participants.MisuseReport": ("what was reported stays; the reporter is a number", "what place evidence answer"),
    "participants.TerminationNotice": (PUBLISHED, "text"),
    "participants.OnboardingItem": (ABOUT_WORK, "skipped_reason"),
    "participants.Screening": (ABOUT_WORK, "answers evidence"),
    "participants.Signature": ("the organisation's name", "organization_name"),
    "participants.PromotionNote": (PUBLISHED, "text"),
    "participants.MarketingException": (PUBLISHED, "scope agreed_for end_reason"),
    "participants.Territory": (MACHINE, "name"),
    "participants.PactText": (PUBLISHED, "title source clauses"),
    "governance.Amendment": (RECORD, "title reasons changes rule_changes answer"),
    "governance.Decision": (RECORD, "question reasons public_text tally"),
    "governance.Elector": (RECORD, "recusal_reason"),
    "governance.Vote": (RECORD, "remark"),
    "governance.Dispute": (RECORD, "title subject consultation recommendation settlement"),
    "governance.DisputeParty": (RECORD, "views acceptance_note"),
    "governance.Election": (RECORD, "title rounds"),
    "governance.Matter": (RECORD, "title summary url_kwargs content"),
    "governance.Meeting": (RECORD, "title place"),
    "governance.AgendaItem": (RECORD, "title text outcome"),
    "governance.Attendance": ("who attended stands in minutes, which stay as approved", "guest"),
    "governance.Minutes": (RECORD, "opening closing"),
    "governance.ProductGroup": (MACHINE, "definition"),
    "governance.ScopePeriod": (MACHINE, "source"),
    "governance.SeatDecline": (RECORD, "note"),
    "governance.ConsentRound": (RECORD, "question result"),
    "governance.RoundMember": (RECORD, "in_why out_why"),
    "governance.Consent": ("a function, without the name of who held it", "capacity"),
    "governance.TerminationCase": (RECORD, "facts notice why_closed public_text"),
    "governance.Hearing": (RECORD, "statement record"),
    "buyergroups.BuyerGroup": (ABOUT_WORK, "name about set_up website state_reason"),
    "buyergroups.UsersBlock": (ABOUT_WORK, "note"),
    "buyergroups.StartUpCase": (ABOUT_WORK, "title organization_name next_step reason"),
    "buyergroups.OutreachEntry": (ABOUT_WORK, "organization_name note"),
    "buyergroups.MemberImport": (ABOUT_WORK, "file_name rows problems outcome"),
    "buyergroups.Gathering": (ABOUT_WORK, "title place link agenda notes outcomes"),
    "buyergroups.SharedFile": (ABOUT_WORK, "title"),
    "buyergroups.WorkingGroup": (PUBLISHED, "name topic mandate state_reason"),
    "buyergroups.WorkingGroupGuest": ("why an organisation is invited; a hash", "organization_name purpose token_hash"),
    "buyergroups.Label": (PUBLISHED, "name owner url provenance"),
    "buyergroups.LibraryItem": (PUBLISHED, "title"),
    "buyergroups.LibraryVersion": (PUBLISHED, "summary changes returned_reason withdrawn_reason"),
    "buyergroups.Criterion": (PUBLISHED, "heading text verification weight_hint label_note"),
    "buyergroups.Comment": (ABOUT_WORK, "organization_name text answer"),
    "buyergroups.Feedback": (PUBLISHED, "market_answer problem suggestion"),
    "buyergroups.FeedbackSummary": (PUBLISHED, "text"),
    "buyergroups.GoodExample": (PUBLISHED, "title what how who outcome lessons remark"),
    "buyergroups.Adoption": (RECORD, "question tally"),
    "buyergroups.AdoptionVote": (RECORD, "remark"),
    "buyergroups.JointStatement": (PUBLISHED, "title text totals withdrawn_reason"),
    "buyergroups.SignUp": (ABOUT_WORK, "withdrawn_reason"),
    "buyergroups.TenderEntry": (
        PUBLISHED,
        "title description pilot no_criteria_reason notice_url stage_note lessons",
    ),
    "buyergroups.TenderMove": (PUBLISHED, "note"),
    "buyergroups.GroupMembership": (ABOUT_WORK, "reason_not_joined"),
    "buyergroups.Representative": (ABOUT_WORK, "topics"),
    "reports.ActionPlan": (PUBLISHED, "none_reasons"),
    "reports.PlanItem": (PUBLISHED, "aim steps measure word"),
    "monitoring.Submission": (ABOUT_WORK, "nil_reason"),
    "monitoring.ReviewNote": (ABOUT_WORK, "text"),
    "monitoring.ImportBatch": (ABOUT_WORK, "file_name understood problems before"),
    "monitoring.LargeFile": (ABOUT_WORK, "progress_text failure file_name facts counts problems"),
    "monitoring.DeviceLine": (ABOUT_WORK, "label typed meets_typed note"),
    "monitoring.Explanation": (ABOUT_WORK, "words"),
    "monitoring.MethodologyVersion": (PUBLISHED, "factors sources"),
    "monitoring.Target": (PUBLISHED, "title source"),
    "monitoring.TargetReading": (MACHINE, "basis"),
    "reports.Compilation": (MACHINE, "progress_text failure"),
    "reports.CoordinatedReport": (ABOUT_WORK, "pulled remarks"),
    "reports.ReportSection": (ABOUT_WORK, "body none_reason"),
    "reports.ProgressReport": (PUBLISHED, "title chapters errata"),
    "reports.CycleSnapshot": (MACHINE, "body"),
}  # fmt: skip


def texts() -> set[tuple[str, str]]:
    """Columns that hold words of people, or whose name says that a person stands there."""
    found = set()
    for model in our_models():
        for field in model._meta.concrete_fields:
            words = field.base_field if isinstance(field, ArrayField) else field
            free = isinstance(words, models.CharField | models.TextField | models.JSONField) and not field.choices
            if free and ((getattr(words, "max_length", None) or SHORT) >= SHORT or PRIVATE.search(field.column)):
                found.add((model._meta.label, field.name))
    return found


def listed() -> set[tuple[str, str]]:
    found = set()
    for one in (*holdings(), *mentions()):
        model = one.rows(NOBODY).model
        names = one.erase if isinstance(one, Holding) else one.columns
        if isinstance(one, Holding) and one.deleted:
            names = [field.name for field in model._meta.concrete_fields]
        found |= {(model._meta.label, name) for name in names}
    return found


def reasoned() -> set[tuple[str, str]]:
    return {(label, name) for label, (_why, names) in REASONS.items() for name in names.split()}


@pytest.mark.django_db
def test_every_column_in_which_a_person_can_stand_is_on_the_list_or_has_a_reason():
    assert texts() - listed() - reasoned() == set()


@pytest.mark.django_db
def test_no_reason_outlives_its_column():
    known = {(model._meta.label, field.name) for model in our_models() for field in model._meta.concrete_fields}
    assert reasoned() - known == set()


@pytest.mark.django_db
def test_what_stays_says_why_and_what_is_shown_can_be_read():
    for one in holdings():
        stays = one.stays is not None or not (one.erase or one.deleted)
        assert bool(str(one.why)) == stays, one.title
        list(one.rows(NOBODY).values(*one.show))
