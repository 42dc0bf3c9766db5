"""Large spreadsheets: how far they are, and what their pages say."""

from django.utils.translation import gettext as _

from monitoring.models import LargeFile, Submission
from monitoring.queries.pages import frame, url
from pact.access import Actor

# So many sentences stand on the page; the report holds more.
SHOWN = 20


def large_files(actor: Actor):
    rows = LargeFile.objects.visible_to(actor)
    return rows.select_related("submission__cycle", "submission__organization", "submission__group", "uploaded_by")


def unfinished(actor: Actor, submission: Submission) -> list[dict]:
    """Files of these figures that were neither taken over nor put aside."""
    rows = large_files(actor).filter(submission=submission).exclude(stage__in=("APPLIED", "DROPPED"))
    place = url(submission, "import-upload").removesuffix("import/")
    return [{"name": row.file_name, "url": f"{place}large/{row.ref}/"} for row in rows.order_by("-created_at")]


def file_page(actor: Actor, row: LargeFile) -> dict:
    changes = row.counts.get("NEW", 0) + row.counts.get("CHANGED", 0)
    return {
        **frame(actor, row.submission, _("A large spreadsheet")),
        **state(row),
        "file": row.facts,
        "shown": row.problems[:SHOWN],
        "more": max(0, row.wrong - SHOWN),
        "failed": row.state == LargeFile.FAILED,
        "ready": row.stage == "READ" and not row.waiting and not row.wrong and bool(changes),
    }


def state(row: LargeFile) -> dict:
    """The part that moves."""
    label = _("Taking the file over") if row.stage == "APPLYING" else _("Reading the file")
    words = row.progress_text or _("Begins within half a minute. You can leave this page.")
    return {"row": row, "label": label, "words": words, "waits": row.waiting and row.stage in ("READING", "APPLYING")}
