"""Papers bound behind a document, each with its bookmark. Run as a program of its own: what people uploaded is opened
here, within limits, and nowhere in the product (Security D2).

One line of JSON with titles and lengths comes in, then the bytes: the document first, then the papers. The bound file
goes out. The document keeps its structure tree, its language and its own bookmarks; a paper is as it was uploaded, so
the whole no longer claims to be PDF/UA.
"""

import io
import json
import resource
import sys

MEMORY = 800_000_000
SECONDS = 60


def bound(document: bytes, papers: list[tuple[str, bytes]]) -> tuple[bytes, int]:
    """The document with all papers behind it, and the number of pages."""
    import pikepdf

    with pikepdf.open(io.BytesIO(document)) as whole:
        firsts = []
        for title, data in papers:
            with pikepdf.open(io.BytesIO(data)) as paper:
                firsts.append((title, len(whole.pages)))
                for page in paper.pages:
                    whole.pages.append(page)
        for page in whole.pages[firsts[0][1] if firsts else len(whole.pages) :]:
            _untie(page.obj)
        with whole.open_outline() as outline:
            outline.root.extend(pikepdf.OutlineItem(title, number) for title, number in firsts)
        if papers:
            with whole.open_metadata(set_pikepdf_as_editor=False) as told:
                for name in [key for key in told if "pdfua" in key]:
                    del told[name]
        out = io.BytesIO()
        whole.save(out)
        return out.getvalue(), len(whole.pages)


def _untie(page) -> None:
    """Numbers that point into the paper's own structure tree would point into ours."""
    if "/StructParents" in page:
        del page["/StructParents"]
    for note in page.get("/Annots", []):
        if "/StructParent" in note:
            del note["/StructParent"]


def main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    told = json.loads(sys.stdin.buffer.readline())
    document = sys.stdin.buffer.read(told["length"])
    papers = [(one["title"], sys.stdin.buffer.read(one["length"])) for one in told["papers"]]
    pdf, pages = bound(document, papers)
    sys.stdout.buffer.write(json.dumps({"pages": pages}).encode() + b"\n" + pdf)


if __name__ == "__main__":
    main()
