"""The one place where WeasyPrint is entered. Run as a program of its own: HTML in, PDF out (Security D2).

It knows nothing of Django, the database or the network. It can fetch the print style sheet and the fonts, which it
holds in memory, and nothing else: text that people typed cannot make it read or call anything. The parent sends one
line of JSON with the length of the HTML and a limit of processor seconds, then the HTML; lines of JSON come back,
the last one with the length of the PDF that follows it.
"""

import gc
import io
import json
import logging
import os
import resource
import select
import sys
from pathlib import Path

MEMORY = 1_500_000_000
# A warm compositor sets a receipt in half a second; after a report, or when nobody asks, it makes room.
IDLE_SECONDS = 120
DOCUMENTS = 100
PAGES = 20
BASE = "https://print.invalid/"
STYLE = "static/css/print.css"
STATIC = Path(__file__).resolve().parents[3] / "static"


def assets() -> dict[str, tuple[bytes, str]]:
    """Everything a document can be made of besides its own HTML: address → bytes and type."""
    named = {BASE + STYLE: ((STATIC / "css/print.css").read_bytes(), "text/css")}
    for font in sorted((STATIC / "fonts/paper").glob("*.ttf")):
        named[f"{BASE}static/fonts/paper/{font.name}"] = (font.read_bytes(), "font/ttf")
    return named


def press(named: dict[str, tuple[bytes, str]]):
    """A function (html, tell) → (pdf, pages) with fonts and style sheet read once for all documents."""
    import weasyprint
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class Shelf(URLFetcher):
        """Denies everything but the named assets, before any protocol is looked at."""

        def __init__(self):
            super().__init__(allowed_protocols=(), allow_redirects=False)

        def fetch(self, url, headers=None):
            if url not in named:
                raise ValueError("only the print style sheet and fonts can be used")
            body, content_type = named[url]
            return URLFetcherResponse(url, body, {"Content-Type": content_type})

    class Desk(Shelf):
        """For documents: the style sheet is on the desk already, its link brings an empty one."""

        def fetch(self, url, headers=None):
            if url == BASE + STYLE:
                return URLFetcherResponse(url, b"", {"Content-Type": "text/css"})
            return super().fetch(url, headers)

    fonts = FontConfiguration()
    style = weasyprint.CSS(url=BASE + STYLE, url_fetcher=Shelf(), font_config=fonts)
    desk = Desk()

    def printed(html: str) -> tuple[bytes, int]:
        source = weasyprint.HTML(string=html, base_url=BASE, url_fetcher=desk)
        document = source.render(stylesheets=[style], font_config=fonts, pdf_variant="pdf/ua-1", pdf_tags=True)
        out = io.BytesIO()
        document.write_pdf(out, pdf_variant="pdf/ua-1", pdf_tags=True)
        return out.getvalue(), len(document.pages)

    return printed


class Steps(logging.Handler):
    """WeasyPrint says what it does; each sentence becomes a line to the parent."""

    def __init__(self, tell):
        super().__init__(logging.INFO)
        self.tell = tell

    def emit(self, record: logging.LogRecord) -> None:
        self.tell({"step": record.getMessage()[:200]})


def limit(seconds: int) -> None:
    """So many processor seconds from now: a layout that never ends is killed by the kernel, in C code as well."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    used = int(usage.ru_utime + usage.ru_stime) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (used + seconds, resource.RLIM_INFINITY))


def main() -> None:
    """Serve documents until the parent closes the pipe, or it is time to make room."""
    requests, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # nothing but answers goes down the pipe
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))

    def tell(answer: dict) -> None:
        answers.write(json.dumps(answer).encode() + b"\n")
        answers.flush()

    printed = press(assets())
    steps = logging.getLogger("weasyprint.progress")
    steps.setLevel(logging.INFO)
    steps.propagate = False
    steps.addHandler(Steps(tell))
    gc.collect()
    gc.freeze()
    gc.disable()  # a document is thrown away whole; the collector would walk it a hundred times
    done = 0
    while done < DOCUMENTS and select.select([requests], [], [], IDLE_SECONDS)[0] and (line := requests.readline()):
        order = json.loads(line)
        html = requests.read(order["length"]).decode()
        limit(order["seconds"])
        try:
            pdf, pages = printed(html)
        except MemoryError:
            tell({"fault": "memory"})
            return
        except Exception as fault:
            tell({"fault": f"{type(fault).__name__}: {fault}"[:500]})
            continue
        tell({"length": len(pdf), "pages": pages})
        answers.write(pdf)
        answers.flush()
        done += 1 if pages <= PAGES else DOCUMENTS
        gc.collect()


if __name__ == "__main__":
    main()
