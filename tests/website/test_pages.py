"""Home, groups, the Pact, results, reports, and what machines ask for."""

import gzip
import hashlib
import json
import re
from datetime import date, datetime

import pytest
from django.conf import settings

from buyergroups.actions import delegations, groups, memberships
from pact.clock import now
from pact.publishing.cache import remembered, shelf
from participants.actions import territories
from participants.models import Territory
from participants.public import pact_text
from tests.buyergroups.appointing import pair
from tests.participants.make import AT, HAND, founder
from tests.website.make import PUBLISHED, many, published

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pact")]
PAGES = (
    "/", "/participants/", "/supporters/", "/buyer-groups/", "/events/", "/statements/", "/notices/",
    "/about/", "/about/pact/", "/about/pact/1/",
    "/about/definitions/", "/about/governance/", "/about/rules/", "/about/readings/",
    "/about/decisions/", "/results/targets/", "/about/how-we-count/", "/accessibility/", "/privacy/", "/contact/",
    "/results/", "/reports/", "/api/", "/sitemap.xml", "/robots.txt", "/.well-known/security.txt",
)  # fmt: skip


def group(name: str = "Norway", slug: str = "norway"):
    territories.load()
    coordination = founder(name, "COORDINATING")
    return groups.found_group(
        HAND, name=name, slug=slug, coordination=coordination, territories=[Territory.objects.get(code="NO")],
        working_language="nb", founded_on=date(2021, 9, 1), at=AT,
    )  # fmt: skip


@pytest.mark.parametrize("path", PAGES)
def test_every_page_opens_on_an_empty_installation_without_a_cookie(visit, path):
    answer = visit(path)
    assert answer.status_code == 200
    assert not answer.cookies
    assert b" style=" not in answer.content


def test_before_the_first_report_the_home_page_shows_aims_and_never_zeros(visit):
    founder()
    page = visit("/").content.decode()
    assert "What we aim for" in page and "3,000,000" in page and "Where we stand" not in page
    assert '<dd class="big">0</dd>' not in page


def test_with_a_report_each_figure_has_date_coverage_method_and_file(visit):
    founder()
    published()
    page = visit("/").content.decode()
    for words in (
        "Where we stand",
        "1 June 2027",
        "by 1 of 2 procuring organisations",
        "How we count",
        "Download (CSV)",
    ):
        assert words in page
    assert visit("/results/2026/key-figures.csv").content.decode().splitlines()[2].startswith("2026,devices bought")
    assert visit("/results/2026/key-figures.json").json()["year"] == 2026


def test_home_has_ring_map_and_what_is_new(visit):
    founder("Vestbygd kommune")
    page = visit("/").content.decode()
    assert 'class="ring"' in page and "Boundaries imply no opinion" in page and "Vestbygd kommune joined" in page
    assert 'href="/participants/country/no/"' in page


@pytest.mark.parametrize(
    "path", ["/", "/participants/vestbygd-kommune/", "/buyer-groups/", "/buyer-groups/norway/", "/sitemap.xml"]
)
def test_pages_cost_the_same_however_many_there_are(queries, path):
    made = group()
    founder("Vestbygd kommune")
    published()
    few = queries(path)
    many(50)
    for number in range(6):
        one = founder(f"Member {number}").organization
        memberships.join(HAND, memberships.ask_to_join(made, one, actor=HAND, at=AT), at=AT)
    assert queries(path) == few
    assert few <= 22


def test_a_group_names_its_coordinator_and_its_participants(visit):
    made = group()
    vestbygd = founder("Vestbygd kommune").organization
    memberships.join(
        HAND, memberships.ask_to_join(made, vestbygd, actor=HAND, at=AT), at=datetime(2026, 1, 2, tzinfo=AT.tzinfo)
    )
    listed = visit("/buyer-groups/").content.decode()
    assert "Norway" in listed and 'href="/participants/norway/"' in listed
    page = visit("/buyer-groups/norway/").content.decode()
    assert 'href="/participants/vestbygd-kommune/"' in page and "Norwegian" in page
    assert visit("/buyer-groups/nowhere/").status_code == 404


def test_who_carries_out_the_role_is_named_with_the_one_who_coordinates(visit):
    cast = pair()
    row = cast.in_force(at=now())
    for address in ("/buyer-groups/norway-group/", "/buyer-groups/"):
        page = visit(address).content.decode()
        assert "Nordic Digital Agency on behalf of <a" in " ".join(page.split())
        assert f'href="/participants/{cast.norway.slug}/"' in page
    delegations.end(cast.coordinator(), "revoke", row, "", at=now())
    assert "Nordic Digital Agency" not in visit("/buyer-groups/norway-group/").content.decode()


def test_every_clause_of_the_pact_has_an_address(visit):
    page = visit("/about/pact/").content.decode()
    for clause in pact_text().clauses:
        assert f'id="c-{clause.id}"' in page, clause.id
    assert pact_text().sha256 in page
    for unknown in (0, 9, 10**20):
        assert visit(f"/about/pact/{unknown}/").status_code == 404
    assert "economic system of closed energy" in visit("/about/definitions/").content.decode()


def test_governance_shows_the_numbers_with_their_clauses(visit):
    page = visit("/about/governance/").content.decode()
    assert "The first committee is being formed." in page
    rules = visit("/about/rules/").content.decode()
    assert 'href="/about/rules/"' in page
    for words in ("75%", "31 December 2030", "15,000", "6.5.2"):
        assert words in rules


def test_a_report_is_a_page_with_its_words_figures_files_and_hashes(visit):
    founder()
    made = published()
    page = visit("/reports/progress-2026/").content.decode()
    for words in (made.title, "In 2026, 1 of 2", "Who reported", "2026 not reported", "&lt;b&gt;Nobody", "SC-2027-014"):
        assert words in page
    assert made.sha256 in page and made.snapshot.sha256 in page
    told = visit("/reports/progress-2026/data.json").content
    assert hashlib.sha256(told).hexdigest() == made.snapshot.sha256
    lines = visit("/reports/progress-2026/data.csv").content.decode().splitlines()
    assert f"2026,devices.total,{json.loads(told)['devices']['total']}" in lines
    link = "/reports/progress-2026/figures/devices.csv"
    assert link in page and link in visit("/results/2026/").content.decode()
    assert "Laptops,300,100,0" in visit(link).content.decode()
    assert visit("/reports/progress-2026/figures/nothing.csv").status_code == 404
    results = visit("/results/2026/").content.decode()
    assert "450" in results and "% of the aim of the Pact, 3,000,000" in results
    assert results.count("/how-we-count/#") >= results.count('<div id="figure-') > 1
    assert "Collective progress report 2026" in visit("/reports/").content.decode()
    assert "2026" in visit("/results/").content.decode()
    for unknown in (
        "/reports/nothing/",
        "/reports/progress-2026/data.xml",
        "/results/1999/",
        "/results/1999/key-figures.csv",
    ):
        assert visit(unknown).status_code == 404


def test_a_report_is_shown_also_when_its_decision_has_no_public_text(visit):
    published(public_text="")
    assert visit("/reports/progress-2026/").status_code == 200
    assert visit("/").status_code == 200


def test_an_unpublished_report_is_nowhere(visit):
    made = published()
    type(made).objects.filter(pk=made.pk).update(state="APPROVED", published_at=None)
    assert visit("/reports/progress-2026/").status_code == 404
    assert visit("/api/v1/results/2026/").status_code == 404
    assert "No report yet." in visit("/reports/").content.decode()


def test_machines_find_every_public_page_and_no_workspace(visit):
    founder()
    published()
    sitemap = visit("/sitemap.xml").content.decode()
    for path in (
        "/participants/vestbygd-kommune/",
        "/reports/progress-2026/",
        "/participants/country/no/",
        "/about/pact/",
    ):
        assert f"{path}</loc>" in sitemap
    assert "Disallow: /secretariat/" in visit("/robots.txt").content.decode()
    assert "/participants/vestbygd-kommune/" in visit("/feeds/published.atom").content.decode()
    told = visit("/.well-known/security.txt").content.decode()
    assert "Contact: mailto:" in told and "Expires: 20" in told


@pytest.fixture
def kept(settings):
    """With the cache of whole pages; its listening connection is hung up afterwards."""
    settings.PAGE_CACHE = True
    shelf.close()
    yield
    shelf.close()


def test_public_pages_are_kept_until_something_is_published(client, kept):
    founder()
    first = client.get("/participants/")
    assert first["ETag"] and first["Cache-Control"] == "public, max-age=0, must-revalidate"
    again = client.get("/participants/", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    told = client.get("/api/v1/countries/")
    assert client.get("/api/v1/countries/", headers={"If-None-Match": told["ETag"]}).status_code == 304


def test_what_pages_count_alike_is_kept_as_long_as_the_pages(kept):
    made = []

    def count() -> int:
        made.append("counted")
        return len(made)

    assert [remembered("test", count), remembered("test", count)] == [1, 1]
    shelf.clear()
    assert remembered("test", count) == 2
    assert remembered("test over", count, seconds=0) == 3
    assert remembered("test over", count, seconds=0) == 4


def test_published_moments_are_days_of_the_year_they_were(visit):
    published()
    assert PUBLISHED.date().isoformat() in visit("/results/2026/key-figures.csv").content.decode()


def test_a_first_visit_to_the_home_page_weighs_at_most_200_kilobytes(visit):
    """The page, what it links, and the two fonts of Latin text, compressed as they travel."""
    for number, country in enumerate(
        ("NO", "NL", "BE", "DE", "GB", "AT", "CH", "CA", "SE", "DK", "FR", "IE", "AU", "ES")
    ):
        founder(f"Kommune {number}", country=country)
    many(170)
    published()
    page = visit("/").content
    linked = {match.decode() for match in re.findall(rb'(?:href|src)="/static/([^"#]+)[^"]*"', page)}
    fonts = {"fonts/source-sans-3-latin-wght-normal.woff2", "fonts/source-serif-4-latin-opsz-normal.woff2"}
    weight = len(gzip.compress(page))
    for name in linked | fonts:
        body = (settings.BASE_DIR / "static" / name).read_bytes()
        weight += len(body) if name.endswith(".woff2") else len(gzip.compress(body))
    assert weight <= 200_000
