"""Is this XLSX safe to open? Looked at before any spreadsheet library sees it (Security D3).

Sizes are counted while unpacking, never believed; every XML part is parsed once by expat, which refuses a DOCTYPE in
any encoding and counts rows, columns and cells: the reader behind it allots a full rectangle of cells.
"""

import io
import re
import zipfile
import zlib
from dataclasses import dataclass
from xml.parsers import expat


class Unreadable(Exception):
    """A file that we do not open: a code and, for the caller to translate, facts."""

    def __init__(self, code: str, **facts):
        super().__init__(code)
        self.code = code
        self.facts = facts


@dataclass(frozen=True)
class Limits:
    size: int
    rows: int
    columns: int
    members: int = 200
    unpacked: int = 30_000_000
    ratio: int = 100


GRID = Limits(size=5_000_000, rows=5_000, columns=60)
BACKGROUND = Limits(size=25_000_000, rows=200_000, columns=60, unpacked=400_000_000)
_REFERENCE = re.compile(r"([A-Z]{1,4})([0-9]{1,8})\Z")


def inspect_archive(data: bytes, limits: Limits) -> dict[str, str]:
    """Raise `Unreadable`, or return the custom document properties."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        members = archive.infolist()
        names = [member.filename for member in members]
        if len(members) > limits.members or len({name.replace("\\", "/").lower() for name in names}) != len(names):
            raise Unreadable("too-many-parts")
        if any(member.flag_bits & 1 for member in members):
            raise Unreadable("locked")
        if "[Content_Types].xml" not in names or "xl/workbook.xml" not in names:
            raise Unreadable("not-a-workbook")
        if any(name.lower().endswith(("vbaproject.bin", ".exe", ".dll")) for name in names):
            raise Unreadable("macros")
        return _inspect_members(archive, members, len(data), limits)
    except (
        zipfile.BadZipFile,
        zlib.error,
        NotImplementedError,
        EOFError,
        OSError,
        LookupError,
        ValueError,
        RuntimeError,
    ) as error:
        raise Unreadable("damaged") from error


def _inspect_members(archive, members, packed: int, limits: Limits) -> dict[str, str]:
    allowed = min(limits.unpacked, packed * limits.ratio)
    properties: dict[str, str] = {}
    for member in members:
        reader = _reader_for(member.filename, properties, limits)
        with archive.open(member) as part:
            while chunk := part.read(65_536):
                allowed -= len(chunk)
                if allowed < 0:
                    raise Unreadable("too-large-inside")
                reader.feed(chunk)
        reader.close()
    return properties


def _reader_for(name: str, properties: dict[str, str], limits: Limits):
    lower = name.lower()
    if lower == "docprops/custom.xml":
        return _Properties(properties)
    if lower.startswith("xl/_rels/"):
        return _Relations()
    # Any part may be named as a worksheet by a hostile workbook, so all are counted alike.
    return _Worksheet(limits) if lower.endswith(".xml") else _Xml() if lower.endswith(".rels") else _Opaque()


class _Opaque:
    """A part that no reader parses as XML (pictures, old drawings); only a DOCTYPE is looked for."""

    tail = b""

    def feed(self, chunk: bytes) -> None:
        seen = (self.tail + chunk).replace(b"\x00", b"").upper()
        if b"<!DOCTYPE" in seen or b"<!ENTITY" in seen:
            raise Unreadable("doctype")
        self.tail = chunk[-32:]

    def close(self) -> None:
        return None


class _Xml:
    def __init__(self):
        self.parser = expat.ParserCreate()
        self.parser.StartDoctypeDeclHandler = self._doctype

    def feed(self, chunk: bytes) -> None:
        try:
            self.parser.Parse(chunk, False)
        except expat.ExpatError as error:
            raise Unreadable("damaged") from error

    def close(self) -> None:
        try:
            self.parser.Parse(b"", True)
        except expat.ExpatError as error:
            raise Unreadable("damaged") from error

    @staticmethod
    def _doctype(*_args) -> None:
        raise Unreadable("doctype")


class _Worksheet(_Xml):
    """Counts what has a value; empty cells that only carry a style are nobody's business."""

    def __init__(self, limits: Limits):
        super().__init__()
        self.limits = limits
        self.row = self.column = 0
        self.cells = 0
        self.parser.StartElementHandler = self._start

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        tag = name.rpartition(":")[2]
        if tag == "c":
            self._cell(attributes.get("r", ""))
        elif tag == "row":
            number = attributes.get("r", "")
            self.row, self.column = int(number) if number.isascii() and number.isdigit() else self.row + 1, 0
        elif tag in ("v", "is", "f") and self.column:
            if self.row > self.limits.rows + 50:
                raise Unreadable("too-many-rows", maximum=f"{self.limits.rows:,}")
            if self.column > self.limits.columns + 4:
                raise Unreadable("too-many-columns", maximum=self.limits.columns)

    def _cell(self, reference: str) -> None:
        self.cells += 1
        if self.cells > (self.limits.rows + 50) * (self.limits.columns + 4):
            raise Unreadable("too-many-rows", maximum=f"{self.limits.rows:,}")
        found = _REFERENCE.match(reference)
        if not found:
            self.column += 1
            if reference:
                raise Unreadable("damaged")
            return
        self.row, self.column = int(found[2]), column_number(found[1])


class _Relations(_Xml):
    """The workbook's parts: what is not XML would escape the counting."""

    def __init__(self):
        super().__init__()
        self.parser.StartElementHandler = self._start

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        target = attributes.get("Target", "")
        if target and attributes.get("TargetMode") != "External" and not target.lower().endswith(".xml"):
            raise Unreadable("damaged")


class _Properties(_Xml):
    """`docProps/custom.xml`: names and texts."""

    def __init__(self, properties: dict[str, str]):
        super().__init__()
        self.properties, self.name = properties, ""
        self.parser.StartElementHandler = self._start
        self.parser.CharacterDataHandler = self._text

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self.name = attributes.get("name", self.name)[:80]

    def _text(self, text: str) -> None:
        if self.name and len(self.properties) < 50:
            self.properties[self.name] = (self.properties.get(self.name, "") + text)[:200].strip()


def column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
