"""Help: every article is there for everybody, and each page leads to its own."""

import re

import pytest
from django.urls import reverse

from pact.ui import navigation
from website.pages.help import ARTICLES

SLUGS = {one.slug for one in ARTICLES}


@pytest.mark.parametrize("article", ARTICLES, ids=lambda one: one.slug)
def test_an_article_is_open_to_everybody(client, db, article):
    answer = client.get(reverse("website:help-article", kwargs={"slug": article.slug}))
    told = answer.content.decode()
    assert answer.status_code == 200 and not answer.cookies
    assert f"<h1>{article.title}</h1>" in told
    # Links to other articles and pages lead somewhere.
    for path in set(re.findall(r'href="(/help/[^"]*)"', told)):
        assert client.get(path).status_code == 200, path


def test_the_list_names_every_article(client, db):
    told = client.get(reverse("website:help-list")).content.decode()
    assert all(f"/help/{slug}/" in told for slug in SLUGS)


def test_what_is_no_article_is_not_found(client, db):
    assert client.get("/help/nothing/").status_code == 404


def test_every_page_that_has_an_article_leads_to_one_that_exists():
    named = {slug for _beginning, slug in navigation.HELP_BY_NAME} | set(navigation.HELP_BY_WORKSPACE.values())
    assert named <= SLUGS


@pytest.mark.parametrize(
    ("name", "workspace", "slug"),
    [
        ("monitoring:device-grid", "organization", "grid-keys"),
        ("monitoring:import-detail", "organization", "spreadsheet"),
        ("monitoring:submission-check", "organization", "yearly-figures"),
        ("participants:people", "organization", "signing-in"),
        ("reports:coordinated-detail", "group", "group-report"),
        ("governance:decision-detail", "secretariat", "voting"),
        ("participants:application-detail", "secretariat", "secretariat"),
        ("participants:join-start", "me", "joining"),
    ],
)
def test_a_page_leads_to_the_article_about_it(name, workspace, slug):
    assert navigation.help_for(name, workspace) == f"/help/{slug}/"


def test_a_page_without_an_article_leads_to_the_list():
    assert navigation.help_for("deadlines:desk", "me") == "/help/"
