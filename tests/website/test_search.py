"""Search for everybody: visitors find what is public, people who are signed in also what is theirs."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pact.publishing.cache import shelf
from pact.search import Asked
from pact.search.words import plain
from participants.actions import listings, organizations, participations
from participants.actions.letters import record_letter
from participants.models import Listing
from participants.public import found_organizations
from tests.buyergroups import make as groups
from tests.participants.conftest import person, signed_in
from tests.participants.make import AT, HAND, draft, founder, organization, received
from tests.website.make import many, published

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pact")]
PARTS = re.compile(r'id="found-([\w-]+)"')


def found(page: str) -> list[str]:
    """The kinds of the answer, in order."""
    return PARTS.findall(page)


def titles(page: str) -> list[str]:
    return re.findall(r"<li><a [^>]+>([^<]+)</a>", page.split('<div class="stack">')[-1].split("</main>")[0])


@pytest.fixture
def ask(visit):
    return lambda words: visit(f"/search/?q={words}").content.decode()


@pytest.mark.parametrize(
    ("name", "english", "asked"),
    [
        ("Région Île-Verte", "", "ile"),
        ("Région Île-Verte", "", "VERTE reg"),
        ("Δήμος Αθηναίων", "City of Athens", "αθην"),
        ("Δήμος Αθηναίων", "City of Athens", "δημος"),
        ("Δήμος Αθηναίων", "City of Athens", "city of ath"),
        ("Община Пловдив", "Plovdiv Municipality", "плов"),
        ("Łódź Ørsted", "", "lodz orst"),
    ],
)
def test_names_are_found_by_beginnings_of_words_in_any_script_without_accents(ask, name, english, asked):
    founder(name, name_en=english, language="el")
    assert f">{name}</a>" in ask(asked)
    assert found(ask("xerte")) == []


def test_the_database_compares_words_as_the_software_does(db):
    names = (
        "Région Île-Verte",
        "Δήμος ΑΘΗΝΑΊΩΝ",
        "Община Пловдив",
        "Łódź-Ørsted & Cie",
        "Straße Ærø Þing",
        "a_b%c 1.3",
    )
    with connection.cursor() as cursor:
        for name in names:
            cursor.execute("select pact_words(%s, null, %s)", [name, "x@y.example"])
            assert cursor.fetchone()[0] == f" {plain(name)} {plain('x@y.example')} "


def test_a_registry_number_is_found_however_it_is_spaced(ask):
    made = founder("Vestbygd kommune").organization
    organizations.identify(made, "NO-BRC", "940101808")
    listings.refresh(made)
    for asked in ("940101808", "940+101+808", "9401018"):
        assert titles(ask(asked)) == ["Vestbygd kommune"]


def test_exact_ones_and_beginnings_stand_first(ask):
    for name in ("The old Oslo", "Oslo kommune", "Oslo", "Bergen Oslo"):
        founder(name)
    assert titles(ask("oslo"))[:4] == ["Oslo", "Oslo kommune", "Bergen Oslo", "The old Oslo"]


def test_everything_public_is_found_each_kind_with_its_number(ask):
    membership = founder("Vestbygd kommune")
    participations.give_notice(HAND, membership, "We leave.", AT.date(), at=AT)
    groups.group("Vestbygd group", codes=())
    published()
    page = ask("vestbygd")
    assert found(page) == ["organisations", "groups", "notices"]
    assert "reports" in found(ask("progress+2026"))
    assert "Took part until 1 March 2027" in page
    assert found(ask("2.1.4"))[0] == "clauses"
    assert "#2.1.4" in ask("2.1.4")
    assert "help" in found(ask("passkey"))
    assert "pages" in found(ask("accessib"))


def test_of_very_many_a_few_are_shown_with_the_way_to_all_in_pages(ask, visit):
    many(60)
    page = ask("kommune")
    assert len(titles(page)) == 5
    assert "All 60" in page
    second = visit("/search/?q=kommune&kind=organisations&page=2").content.decode()
    assert titles(second)[0] == "Kommune 000025"
    assert 'rel="prev"' in second
    assert 'rel="next"' in second
    assert found(visit("/search/?q=kommune&kind=organisations&page=99").content.decode()) == []


def test_nothing_asked_too_short_and_nothing_found_say_what_to_do(ask):
    assert "The beginning of a word is enough" in ask("")
    assert "Type at least 2 letters or digits" in ask("a")
    assert "Type at least 2 letters or digits" in ask("%25_")
    page = ask("zzzz")
    assert "Nothing found for “zzzz”" in page
    assert "registry number" in page


@pytest.mark.parametrize(
    "asked",
    ["%25%25", "a_b", "'+or+1=1--", "a%00b", "%5C%5C%25", "<script>alert(1)</script>", "x" * 5000, "%F0%9F%98%80"],
)
def test_hostile_questions_break_nothing_and_match_nothing(visit, asked):
    founder("Vestbygd kommune")
    for more in ("", "&kind=organisations&page=0", "&kind='&page=" + "9" * 400):
        answer = visit(f"/search/?q={asked}{more}")
        assert answer.status_code == 200
        assert b"Vestbygd kommune</a>" not in answer.content
        assert b"<script>alert" not in answer.content


def test_a_long_question_is_cut_and_says_so(ask):
    assert "We looked for the first 200 characters" in ask("x" * 300)
    assert Asked.of("a\u202eb\x00c").words == ("a", "b", "c")


def test_the_number_of_queries_does_not_grow(queries):
    founder("Kommune one")
    before = queries("/search/?q=kommune")
    many(40)
    assert queries("/search/?q=kommune") == before <= 10


def test_drafts_people_letters_and_who_has_no_role_are_no_visitors(ask):
    draft(
        organization={"name": "Markerville"}, signatory={"contact_name": "Markerman", "contact_email": "m@mark.example"}
    )
    quiet = organization("Markerquiet")
    person("markerman@mark.example", quiet, "MANAGER")
    letter(quiet, "Marker of a letter")
    received(organization={"name": "Markertown"})
    assert found(ask("marker")) == []
    assert found(ask("markerman@mark.example")) == []


def letter(to, subject: str):
    return record_letter(HAND, to, direction="IN", dated=date(2027, 2, 1), on=AT.date(), at=AT, sender="Them",
                         recipient="Us", subject=subject, text="Words.")  # fmt: skip


@pytest.fixture
def marked(db):
    """Something of every kind that is not public, and somebody else's."""
    quiet = organization("Markerquiet")
    person("markerman@mark.example", quiet, "MANAGER")
    letter(quiet, "Marker of a letter")
    draft(organization={"name": "Markerdraft"})
    received(organization={"name": "Markertown"})
    return quiet


def asked_by(user, words: str):
    return signed_in(user).get(f"/search/?q={words}")


def test_people_of_another_organization_find_their_own_and_nothing_of_others(marked):
    own = founder("Vestbygd kommune").organization
    user = person("ingrid@vestbygd.example", own, "MANAGER", "SIGNATORY")
    answer = asked_by(user, "marker")
    assert found(answer.content.decode()) == []
    assert answer["Cache-Control"] == "no-store"
    assert found(asked_by(user, "vestbygd").content.decode()) == ["yours", "organisations"]
    assert found(asked_by(user, "ingrid").content.decode()) == []


def test_the_secretariat_finds_organizations_people_applications_and_letters(marked):
    staff = person("sam@pact.example", None, "SECRETARIAT")
    page = asked_by(staff, "marker").content.decode()
    assert found(page) == ["records", "people", "applications", "letters"]
    assert "Markertown" in page
    assert "Markerdraft" not in page, "what is still written is nobody else's"
    by_address = asked_by(staff, "markerman@mark").content.decode()
    assert "/secretariat/people/" in by_address


def test_the_committee_finds_applications_received_and_no_people(marked):
    own = founder("Vestbygd kommune").organization
    page = asked_by(person("maria@committee.example", own, "COMMITTEE"), "marker").content.decode()
    assert found(page) == ["applications"]
    assert "Markertown" in page
    assert "Markerdraft" not in page


def test_before_a_second_factor_staff_find_what_is_public_and_no_more(marked, client):
    client.force_login(person("sam@pact.example", None, "SECRETARIAT"))
    assert found(client.get("/search/?q=marker").content.decode()) == []


def test_a_visitors_answer_touches_no_session_and_sets_no_cookie(client, settings):
    settings.PAGE_CACHE = True
    founder("Vestbygd kommune")
    answer = client.get("/search/?q=vestbygd")
    shelf.close()
    assert not answer.cookies
    assert answer["Cache-Control"].startswith("public")
    assert "Cookie" in answer["Vary"]


def test_the_index_serves_the_search(db):
    many(3000)
    with connection.cursor() as cursor:
        cursor.execute("analyze participants_listing")
        cursor.execute("set local enable_seqscan = off")  # three thousand rows are read as quickly as an index
    with CaptureQueriesContext(connection) as asked:
        assert found_organizations(Asked.of("002999")).total == 1
    with connection.cursor() as cursor:
        cursor.execute("explain " + asked.captured_queries[0]["sql"])
        assert "participants_listing_search" in "".join(row[0] for row in cursor.fetchall())
    assert Listing.objects.count() == 3000


def test_a_page_that_is_not_there_offers_the_search(visit):
    answer = visit("/nothing/here/")
    assert answer.status_code == 404
    assert b'action="/search/"' in answer.content
