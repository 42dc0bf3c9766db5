"""The written notice of 6.6.1: words, a signed paper or both; shown before it is sent; published as it was sent."""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from pact.access import CannotNow, Refused
from pact.clock import now, today
from pact.files.models import StoredFile
from pact.mail.models import OutboxMail
from participants import public
from participants.actions import notices
from participants.models import Participation, TerminationNotice
from tests.participants.conftest import person, signed_in
from tests.participants.leaving import pact
from tests.participants.make import HAND
from tests.participants.test_recorded_letters import PDF

pytestmark = pytest.mark.django_db
O = "/o/vestbygd-kommune/"  # noqa: E741


def paper(data: bytes = PDF, name: str = "our notice.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data, content_type="application/pdf")


def role(organization) -> Participation:
    return Participation.objects.get(organization=organization, role="PROCURING")


def leave_page(organization) -> str:
    return f"{O}participation/{role(organization).ref}/leave/"


def kept_in(answer) -> str:
    return re.search(rb'name="kept" value="([^"]+)"', answer.content)[1].decode()


def day_words(days: int) -> str:
    day = today() + timedelta(days=days)
    return f"{day.day} {day:%B %Y}"


def test_6_6_1_a_signed_paper_is_kept_through_the_preview_and_published_with_the_notice(manager, visitor, vestbygd):
    page, wanted = leave_page(vestbygd), {"text": "", "effective_on": day_words(30)}
    preview = manager.post(page, {**wanted, "file": paper()})
    assert b"As it will be published" in preview.content
    assert b"our notice.pdf" in preview.content
    kept = kept_in(preview)
    shown = manager.get(f"{O}notice-paper/{kept}/")
    assert b"".join(shown.streaming_content) == PDF
    assert not TerminationNotice.objects.exists()
    assert manager.post(page, {**wanted, "kept": kept, "sure": "yes"}).status_code == 302
    notice = TerminationNotice.objects.get()
    assert notice.file.organization_id == vestbygd.pk
    public_page = visitor.get(f"/notices/{notice.ref}/").content.decode()
    assert "The signed notice" in public_page
    answer = visitor.get(f"/notices/{notice.ref}/notice.pdf")
    assert b"".join(answer.streaming_content) == PDF
    assert answer["Content-Disposition"].startswith("attachment")
    assert "sandbox" in answer["Content-Security-Policy"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert visitor.get("/api/v1/participants/vestbygd-kommune/").json()["notices"][0]["file"].endswith("notice.pdf")


def test_a_paper_is_not_chosen_twice_when_another_field_is_wrong(manager, vestbygd):
    page = leave_page(vestbygd)
    wrong = manager.post(page, {"text": "We leave.", "effective_on": "yesterday", "file": paper()})
    assert b"Chosen already, and kept" in wrong.content
    assert b"We leave." in wrong.content
    right = manager.post(page, {"text": "We leave.", "effective_on": day_words(3), "kept": kept_in(wrong)})
    assert b"our notice.pdf" in right.content
    without = {"text": "We leave.", "effective_on": day_words(3), "kept": kept_in(wrong), "without": "on"}
    assert b"our notice.pdf" not in manager.post(page, without).content.partition(b"<details>")[0]


@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        (paper(b"\x89PNG nothing"), "not a PDF"),
        (paper(b"%PDF-1.4 broken"), "damaged"),
        (paper(b"  "), "empty"),
        (paper(b"%PDF-" + b"x" * 10_000_001), "larger than 10 MB"),
    ],
)
def test_what_is_no_readable_paper_is_refused_at_the_field_and_the_words_stay(manager, vestbygd, file, sentence):
    answer = manager.post(leave_page(vestbygd), {"text": "We leave.", "effective_on": day_words(3), "file": file})
    assert sentence in answer.content.decode()
    assert b"We leave." in answer.content
    assert not StoredFile.objects.exists()


def test_a_notice_says_something(manager, vestbygd):
    answer = manager.post(leave_page(vestbygd), {"text": " ", "effective_on": day_words(3), "sure": "yes"})
    assert b"or add the signed one as a PDF below" in answer.content
    with pytest.raises(CannotNow, match=r"6\.6\.1"):
        notices.give_notice(HAND, role(vestbygd), " ", today(), at=now())


def test_somebody_elses_paper_is_out_of_reach(manager, stranger, visitor, vestbygd):
    preview = manager.post(leave_page(vestbygd), {"text": "", "effective_on": day_words(3), "file": paper()})
    kept = kept_in(preview)
    colleague = signed_in(person("colleague@vestbygd.example", vestbygd, "SIGNATORY"))
    assert colleague.get(f"{O}notice-paper/{kept}/").status_code == 404
    assert stranger.get(f"{O}notice-paper/{kept}/").status_code == 404
    answer = colleague.post(
        leave_page(vestbygd), {"text": "", "effective_on": day_words(3), "kept": kept, "sure": "yes"}
    )
    assert b"or add the signed one" in answer.content
    assert visitor.get("/notices/nothing/notice.pdf").status_code == 404


def test_papers_that_were_never_sent_are_forgotten(manager, vestbygd):
    manager.post(leave_page(vestbygd), {"text": "", "effective_on": day_words(3), "file": paper()})
    assert notices.forget_kept(at=now() + timedelta(days=1)) == 0
    assert notices.forget_kept(at=now() + timedelta(days=3)) == 1
    assert not StoredFile.objects.exists()


def test_6_6_1_what_was_published_never_changes(vestbygd):
    notice = notices.give_notice(HAND, role(vestbygd), "We leave.", today() + timedelta(days=9), at=now())
    for change in ({"text": "Other words."}, {"effective_on": today() + timedelta(days=99)}, {"published_at": None}):
        with pytest.raises(IntegrityError, match="never changes"), transaction.atomic():
            TerminationNotice.objects.filter(pk=notice.pk).update(**change)
    with pytest.raises(IntegrityError, match="never changes"), transaction.atomic():
        TerminationNotice.objects.filter(pk=notice.pk).delete()


def test_the_page_takes_a_notice_back_until_its_day(manager, visitor, viewer, vestbygd):
    notice = notices.give_notice(HAND, role(vestbygd), "We leave.", today() + timedelta(days=9), at=now())
    stay = f"{O}participation/{role(vestbygd).ref}/stay/"
    assert b"Withdraw the notice" in manager.get(O + "participation/").content
    assert viewer.post(stay).status_code == 403
    assert manager.post(stay).status_code == 302
    assert b"Withdrawn." in visitor.get(f"/notices/{notice.ref}/").content
    assert b"withdrawn" in visitor.get("/notices/").content
    assert manager.post(stay).status_code == 409
    subjects = OutboxMail.objects.filter(kind="participants.notice_received").values_list("subject", flat=True)
    assert any(subject.startswith("You withdrew your notice") for subject in subjects)


# --- by post or e-mail ---

RECORD = "/secretariat/organisations/vestbygd-kommune/"


def by_post(**facts) -> dict:
    given = {"channel": "POST", "sent": day_words(-10), "text": "We leave.", "effective_on": day_words(-3)}
    return {**given, **facts}


def test_6_6_1_a_notice_by_post_is_recorded_with_the_day_it_was_sent_and_takes_effect_on_the_day_it_names(
    secretary, visitor, vestbygd
):
    page = f"{RECORD}notice/{role(vestbygd).ref}/"
    assert page.encode() in secretary.get(RECORD + "roles/").content
    preview = secretary.post(page, by_post(file=paper()))
    assert b"As it will be published" in preview.content
    assert secretary.post(page, by_post(kept=kept_in(preview), sure="yes")).status_code == 302
    notice = TerminationNotice.objects.get()
    assert (notice.channel, notice.sent_on, notice.recorded_by.email) == (
        "POST", today() - timedelta(days=10), "sam@pact.example",
    )  # fmt: skip
    assert role(vestbygd).state == "ENDED"
    assert public.participant("vestbygd-kommune").card.ended_on == today() - timedelta(days=3)
    assert b"by post" in visitor.get(f"/notices/{notice.ref}/").content
    assert secretary.get(page).status_code == 404


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"sent": day_words(1)}, "Enter today or an earlier day"),
        ({"effective_on": day_words(-11)}, "Enter the day on which it was sent, or a later one"),
        ({"channel": ""}, "Choose by post or by e-mail"),
        ({"text": ""}, "Write the notice"),
        ({"sent": "14 June 2021", "effective_on": "14 June 2021"}, "Enter a day after the one on which it joined"),
    ],
)
def test_a_recorded_notice_asks_again_for_what_is_wrong(secretary, vestbygd, wrong, sentence):
    page = f"{RECORD}notice/{role(vestbygd).ref}/"
    assert sentence in secretary.post(page, by_post(sure="yes", **wrong)).content.decode()
    assert not TerminationNotice.objects.exists()


def test_only_the_secretariat_records_a_notice_and_the_action_holds_the_days_too(manager, member, vestbygd):
    page = f"{RECORD}notice/{role(vestbygd).ref}/"
    assert manager.post(page, by_post(sure="yes")).status_code == 403
    assert member.post(page, by_post(sure="yes")).status_code in (403, 404)
    given = {"channel": "POST", "at": now()}
    with pytest.raises(Refused):
        notices.record_notice(_signatory(vestbygd), role(vestbygd), "x", today(), sent_on=today(), **given)
    tomorrow, yesterday = today() + timedelta(days=1), today() - timedelta(days=1)
    with pytest.raises(CannotNow, match="cannot lie ahead"):
        notices.record_notice(HAND, role(vestbygd), "x", tomorrow, sent_on=tomorrow, **given)
    with pytest.raises(CannotNow, match=r"6\.6\.1"):
        notices.record_notice(HAND, role(vestbygd), "x", yesterday, sent_on=today(), **given)


def _signatory(organization):
    from buyergroups.access import actor_for

    return actor_for(person("sign@vestbygd.example", organization, "SIGNATORY"), at=now())


def test_m33_goes_to_those_who_sign_or_manage_and_is_told_to_committee_secretariat_and_groups():
    made = pact()
    committee_member = made.term.user
    person("sam@pact.example", None, "SECRETARIAT")
    notices.give_notice(HAND, made.role(made.vestbygd, "PROCURING"), "We leave.", today() + timedelta(days=9), at=now())
    written = {(row.kind, row.to) for row in OutboxMail.objects.all()}
    assert ("participants.notice_received", "all@vestbygd-kommune.example") in written
    assert ("participants.notice_noted", "sam@pact.example") in written
    assert ("governance.notice_given", committee_member.email) in written
    assert ("buyergroups.member_leaves", "all@norway.example") in written
    OutboxMail.objects.all().delete()
    notices.give_notice(HAND, made.role(made.norway, "COORDINATING"), "We stop.", today(), at=now())
    letter = OutboxMail.objects.get(kind="buyergroups.coordinator_leaves", to="all@vestbygd-kommune.example")
    assert "send your figures to the Secretariat" in letter.text
