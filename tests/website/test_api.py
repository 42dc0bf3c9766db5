"""The interface for machines: pages, filters, problems, schema."""

import pytest

from tests.participants.make import founder
from tests.website.make import many, published

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pact")]
LIST = "/api/v1/participants/"


def test_a_list_is_followed_to_its_end(visit, settings):
    many(60)
    path, seen = LIST, []
    while path:
        page = visit(path).json()
        seen += [one["slug"] for one in page["items"]]
        path = page["next"] and page["next"].removeprefix(settings.SITE_ADDRESS)
    assert seen == [f"k{n:06}" for n in range(60)]
    assert page["previous"].startswith(f"{settings.SITE_ADDRESS}{LIST}?before=")


def test_filters_are_those_of_the_page(visit):
    founder("Région Île-Verte", country="FR")
    founder("Norway", "COORDINATING")
    found = visit(f"{LIST}?country=FR").json()
    assert found["total"] == 1
    (one,) = found["items"]
    assert (one["name"], one["roles"], one["joined_on"]) == ("Région Île-Verte", ["PROCURING"], "2021-06-14")
    assert visit(f"{LIST}?q=norw&role=COORDINATING").json()["total"] is None


def test_what_cannot_be_read_is_a_problem_with_a_sentence_for_each_parameter(visit):
    answer = visit(f"{LIST}?country=ZZ&colour=red")
    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")
    told = answer.json()
    assert told["title"] == "Bad Request" and told["instance"] == LIST
    assert told["errors"] == {
        "country": ["Choose a country from the list."],
        "colour": ["There is no parameter of this name."],
    }


@pytest.mark.parametrize("path", [f"{LIST}nobody/", "/api/v1/results/1999/"])
def test_nothing_there_is_a_problem_too(visit, path):
    answer = visit(path)
    assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")
    assert answer.json()["status"] == 404


def test_it_is_read_only(client):
    answer = client.post(LIST, {}, content_type="application/json")
    assert (answer.status_code, answer["Content-Type"]) == (405, "application/problem+json")


def test_one_organisation_with_what_it_signed(visit):
    founder(website="https://vestbygd.example")
    told = visit(f"{LIST}vestbygd-kommune/").json()
    assert told["website"] == "https://vestbygd.example"
    assert told["founding"] is True
    assert [(role["role"], role["since"], role["founding"]) for role in told["signed"]] == [
        ("PROCURING", "2021-06-14", True)
    ]


def test_countries_are_the_numbers_of_the_map(visit):
    founder()
    assert visit("/api/v1/countries/").json() == {"items": [{"code": "NO", "name": "Norway", "participants": 1}]}


def test_results_are_the_numbers_of_the_report(visit):
    assert visit("/api/v1/results/").json() == {"items": []}
    made = published()
    (year,) = visit("/api/v1/results/").json()["items"]
    assert (year["year"], year["sha256"]) == (2026, made.sha256)
    whole = visit("/api/v1/results/2026/").json()
    assert whole["figures"]["devices"]["total"] == made.snapshot.body["devices"]["total"] == 450


@pytest.mark.parametrize("path", [LIST, f"{LIST}?q=kommune&country=NO"])
def test_a_list_costs_two_queries_whatever_its_length(queries, path):
    many(50)
    assert queries(path) == 2
    many(500)
    assert queries(path) == 2


def test_the_schema_says_what_is_answered(visit):
    founder()
    schema = visit("/api/schema/").json()
    assert schema["openapi"].startswith("3.1")
    assert set(schema["paths"]) == {
        LIST, f"{LIST}{{slug}}/", "/api/v1/countries/", "/api/v1/results/", "/api/v1/results/{year}/",
        "/api/v1/supporters/", "/api/v1/supporters/{slug}/",
    }  # fmt: skip
    shapes = schema["components"]["schemas"]
    (one,) = visit(LIST).json()["items"]
    assert set(shapes["Participant"]["properties"]) == set(one)
    assert set(shapes["Profile"]["properties"]) == set(visit(f"{LIST}vestbygd-kommune/").json())
    founder("Reparierbar e. V.", "SUPPORTER")
    (one,) = visit("/api/v1/supporters/").json()["items"]
    assert set(shapes["Supporter"]["properties"]) == set(one)
    one = visit("/api/v1/supporters/reparierbar-e-v/").json()
    assert set(shapes["SupporterProfile"]["properties"]) == set(one)
    assert set(shapes["SupportLetter"]["properties"]) == set(one["letters"][0])


def test_the_documentation_names_every_parameter(visit):
    page = visit("/api/").content.decode()
    for word in ("GET /api/v1/participants/", "joined_from", "items[].users_served", "OpenAPI 3.1"):
        assert word in page
