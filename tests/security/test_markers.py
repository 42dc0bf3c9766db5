"""Security A4: what one organization writes appears on no page and in no file of anybody who has no part in it."""

import pytest
from django.core.cache import caches
from django.db import connection, transaction

from participants.models import Organization
from tests.security.test_headers import pages

MARK = "zqxmarker"
PLACES = {
    "mail_outboxmail": ("subject", "text", "html", '"to"'),
    "deadlines_obligation": ("title",),
    "documents_document": ("title",),
}


def plant(organization_id: int) -> int:
    """Put the marker into everything private that the organization has; returns the number of rows."""
    done = 0
    with connection.cursor() as cursor:
        for table, names in PLACES.items():
            sets = ", ".join(f"{name} = '{MARK}@x.example'" for name in names)
            public = " and not public" if table == "documents_document" else ""
            cursor.execute(f"update {table} set {sets} where organization_id = %s{public}", [organization_id])
            done += cursor.rowcount
        # What a screening found is never changed (2.1.4), so one more is written.
        cursor.execute(
            "insert into participants_screening (ref, organization_id, application_ref, purpose, answers, evidence, "
            "outcome, screened_at) values (%s, %s, '', 'PARTICIPATION', '{}', %s, 'CLEAR', now())",
            [MARK, organization_id, f"{MARK}@x.example"],
        )
        done += cursor.rowcount
        cursor.execute(
            f"update monitoring_deviceline l set label = '{MARK}' || l.line from monitoring_submissionversion v "
            "where v.id = l.version_id and v.sent_at is null and l.organization_id = %s",
            [organization_id],
        )
        done += cursor.rowcount
        cursor.execute(
            f"update accounts_user set name = '{MARK} ' || id, email = '{MARK}' || id || '@x.example' "
            "where id in (select user_id from participants_appointment where organization_id = %s)",
            [organization_id],
        )
        return done + cursor.rowcount


@pytest.mark.parametrize("role", ["visitor", "stranger", "supporter", "other_coordinator"])
def test_no_page_or_file_of_others_holds_it(stage, sign_in, role):
    vestbygd = Organization.objects.get(name="Vestbygd kommune")
    urls = pages(stage)
    own = sign_in("procurer")
    client = sign_in(role)
    assert plant(vestbygd.pk) > 10
    caches["process"].clear()
    assert MARK in own.get(f"/o/{vestbygd.slug}/people/").content.decode()
    # Who sits in one working group knows by name who else does, and how it votes (4.2).
    urls = [url for url in urls if role == "visitor" or not url.startswith("/wg/")] if role != "supporter" else urls
    leaks = []
    slug = {"stranger": "city-of-lindebrugge"}.get(role, vestbygd.slug)
    for url in {*urls, *(one.replace(f"/o/{vestbygd.slug}/", f"/o/{slug}/") for one in urls)}:
        with transaction.atomic():
            answer = client.get(url)
            data = b"".join(answer) if answer.streaming else answer.content
            transaction.set_rollback(True)
        if MARK.encode() in data or MARK in str(answer.headers):
            leaks.append(f"{url} ({answer.status_code})")
    assert not leaks, "\n".join(leaks)
