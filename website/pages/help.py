"""Help: short articles, one for each audience. Their words stand in `templates/website/help/`, a file for each."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from website.pages.about import contact


@dataclass(frozen=True)
class Article:
    slug: str
    title: Promise
    whom: Promise
    line: Promise

    @property
    def template(self) -> str:
        return f"website/help/{self.slug.replace('-', '_')}.html"


ARTICLES = (
    Article("joining", _("Join the Pact"), _("Applicants"), _("What you need, who signs, and when you hear from us.")),
    Article("signing-in", _("Sign in"), _("Everybody"), _("By code, password or passkey; colleagues.")),
    Article(
        "yearly-figures",
        _("Yearly figures, step by step"),
        _("Procuring organisations"),
        _("Four parts, what counts, what to do when you do not know."),
    ),
    Article(
        "spreadsheet", _("Figures from a spreadsheet"), _("Procuring organisations"), _("Paste, or upload a file.")
    ),
    Article("grid-keys", _("Keys of the grid"), _("Procuring organisations"), _("Everything without a mouse.")),
    Article(
        "group-report",
        _("The group report"),
        _("Coordinating organisations"),
        _("Members, users served, reminders, and the report of the group."),
    ),
    Article(
        "supporting",
        _("Support the Pact"),
        _("Supporters"),
        _("The letter, what you undertake, exceptions, and reports of misuse."),
    ),
    Article(
        "amending",
        _("Change the Pact together"),
        _("Participants"),
        _("Request an amendment, answer one, and what it takes."),
    ),
    Article(
        "deciding",
        _("How the committee decides"),
        _("Steering Committee"),
        _("What can be proposed, what a decision changes, and where it is read."),
    ),
    Article(
        "committee",
        _("Seats, elections, meetings"),
        _("Steering Committee"),
        _("Who sits and for how long, how the chair is elected, what a meeting needs."),
    ),
    Article(
        "making-criteria",
        _("Make criteria and guidelines"),
        _("Working groups"),
        _("From the first row to the published version: comments, vote, committee."),
    ),
    Article("voting", _("Vote and decide"), _("Steering Committee"), _("How a vote opens, counts and closes.")),
    Article(
        "cases",
        _("Hearings and disputes"),
        _("Everybody concerned"),
        _("How a participation can be ended only after a hearing, and how disputes are settled."),
    ),
    Article(
        "secretariat",
        _("The year of the Secretariat"),
        _("Secretariat"),
        _("Applications, the cycle from January to June, letters and deadlines."),
    ),
    Article(
        "open-data",
        _("Open data and API"),
        _("Researchers, journalists"),
        _("Files, and an interface."),
    ),
    Article(
        "using-this-site",
        _("Use this site your way"),
        _("Everybody"),
        _("Keyboard, voice, colours, paper."),
    ),
    Article("glossary", _("Words of the Pact"), _("Everybody"), _("What the words on these pages mean.")),
)


def article(slug: str) -> dict | None:
    """One article among the others."""
    found = next((one for one in ARTICLES if one.slug == slug), None)
    return found and {"article": found, "articles": ARTICLES, **contact()}


def articles() -> dict:
    return {"articles": ARTICLES, **contact()}
