"""What a file is, by its bytes; what it may be called; and why it is refused, in one sentence (Security D1)."""

import re
import subprocess
import sys
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from pact.files.pdfs import LOCKED, UNREADABLE
from pact.sheets.archives import BACKGROUND, Unreadable, inspect_archive
from pact.sheets.reading import SENTENCES

INSPECTOR = Path(__file__).with_name("pdfs.py")
SECONDS = 20
_BIDI = "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


@dataclass(frozen=True)
class Kind:
    code: str
    label: str
    extension: str
    content_type: str
    limit: int


KINDS = {
    "pdf": Kind("PDF", gettext_noop("a PDF"), ".pdf", "application/pdf", 10_000_000),
    "xlsx": Kind(
        "XLSX",
        gettext_noop("an .xlsx workbook"),
        ".xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        5_000_000,
    ),
    "csv": Kind("CSV", gettext_noop("a CSV file"), ".csv", "text/csv; charset=utf-8", 5_000_000),
}


@dataclass(frozen=True)
class Checked:
    kind: Kind
    name: str
    data: bytes


def check(upload: Any, allow: tuple[str, ...] = ("pdf", "xlsx", "csv"), limit: int | None = None) -> Checked:
    """The upload's kind, safe name and bytes; raises ValidationError with a sentence that says what to do."""
    most = limit or max(KINDS[name].limit for name in allow)
    upload.seek(0)
    data = upload.read(most + 1)
    upload.seek(0)
    if not data.strip():
        raise ValidationError(_("This file is empty. Choose another one."), code="empty")
    kind = KINDS.get(_kind_of(data))
    if kind is None or kind not in [KINDS[name] for name in allow]:
        kinds = _(" or ").join(_(KINDS[name].label) for name in allow)
        raise ValidationError(_("This file is not %(kinds)s. Choose %(kinds)s.") % {"kinds": kinds}, code="kind")
    allowed = limit or kind.limit
    if len(data) > allowed:
        sentence = _("This file is larger than %(size)s MB. Make it smaller and choose it again.")
        raise ValidationError(sentence % {"size": allowed // 1_000_000}, code="size")
    fault = pdf_fault(data) if kind.code == "PDF" else workbook_fault(data) if kind.code == "XLSX" else ""
    if fault:
        raise ValidationError(fault, code="content")
    return Checked(kind, safe_name(getattr(upload, "name", "") or "", kind.extension), data)


def _kind_of(data: bytes) -> str:
    if data.startswith(b"%PDF-"):
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        return "xlsx" if b"[Content_Types].xml" in data and b"xl/workbook.xml" in data else ""
    return "csv" if _is_text(data) else ""


def _is_text(data: bytes) -> bool:
    """Text without control characters, in one of the encodings of `pact.sheets`."""
    encodings = ["utf-16"] if data.startswith((b"\xff\xfe", b"\xfe\xff")) else ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        head = text.lstrip()[:200].lower()
        markup = head.startswith(("<", "%!", "#!", "{\\rtf", "mz")) or "<script" in text.lower()
        return not markup and not re.search("[\x00-\x08\x0e-\x1f\x7f]", text)
    return False


def pdf_fault(data: bytes) -> str:
    """Why this PDF is refused, or nothing. It is opened in a child process that a bomb may kill without harm."""
    try:
        told = subprocess.run(  # noqa: S603  fixed program, data by pipe
            [sys.executable, "-I", str(INSPECTOR)], input=data, capture_output=True, timeout=SECONDS * 2, env={}
        )
        faults = told.stdout.decode("ascii", "replace").split() if told.returncode == 0 else [UNREADABLE]
    except subprocess.TimeoutExpired:
        faults = [UNREADABLE]
    if not faults:
        return ""
    if faults[0] == LOCKED:
        return _("This PDF is locked with a password. Save it without one and choose it again.")
    if faults[0] == UNREADABLE:
        return _("This PDF is damaged or too complicated to read. Print it to a new PDF and choose that one.")
    sentence = _("This PDF holds active content (%(names)s). Print it to a new PDF and choose that one.")
    return sentence % {"names": ", ".join(name.strip("/") for name in faults[:3])}


def workbook_fault(data: bytes) -> str:
    """Why this workbook is refused, or nothing: macros, bombs, a password."""
    try:
        inspect_archive(data, BACKGROUND)
    except Unreadable as reason:
        return _(SENTENCES[reason.code]) % reason.facts
    return ""


def safe_name(name: str, extension: str) -> str:
    """The name for people: letters, digits, a few marks, 80 characters, and the extension of what it really is."""
    stem = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    stem = re.sub(r"\.[A-Za-z0-9]{1,5}\Z", "", stem.strip())
    letters = (c for c in stem if c not in _BIDI)
    kept = "".join(c if c.isalnum() or unicodedata.category(c) == "Mn" or c in " -_()," else "-" for c in letters)
    kept = re.sub(r"-{2,}", "-", re.sub(r"\s+", " ", kept)).strip(" -")[:80].strip(" -")
    return f"{kept or _('file')}{extension}"
