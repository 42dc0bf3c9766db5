"""What a floor puts into the pack of the committee: a chapter of plain words and tables (Pact 5.2.1)."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class PackTable:
    """`widths` of columns are equal but the first, which is wide."""

    caption: str
    head: list[str]
    rows: list[list[str]]


@dataclass(frozen=True)
class PackChapter:
    title: str
    paragraphs: list[str] = field(default_factory=list)
    tables: list[PackTable] = field(default_factory=list)
