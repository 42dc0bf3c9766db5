"""Does a PDF hold anything active? Run as a program of its own: bytes in, names of faults out.

The child limits itself before it opens anything; Django is not loaded here.
"""

import io
import resource
import sys

LOCKED = "locked"
UNREADABLE = "unreadable"
MEMORY = 400_000_000
SECONDS = 10
FORBIDDEN_KEYS = (
    *("/JavaScript", "/JS", "/OpenAction", "/AA", "/XFA"),
    *("/EmbeddedFiles", "/EmbeddedFile", "/EF", "/RichMedia"),
)
FORBIDDEN_KINDS = (
    *("/JavaScript", "/Launch", "/EmbeddedFile", "/GoToE", "/ImportData", "/SubmitForm"),
    *("/Rendition", "/Movie", "/Sound", "/FileAttachment", "/RichMedia", "/3D"),
)
LIMIT = 500_000


def faults(data: bytes) -> list[str]:
    """Names of the active things in this PDF; LOCKED or UNREADABLE alone when it cannot be looked through."""
    import pikepdf

    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            found: set[str] = set()
            for number, thing in enumerate(pdf.objects):
                if number > LIMIT:
                    return [UNREADABLE]
                _look(thing, found)
            _look(pdf.trailer, found)
            if not len(pdf.pages):
                return [UNREADABLE]
            return sorted(found)
    except pikepdf.PasswordError:
        return [LOCKED]
    except (pikepdf.PdfError, ValueError, TypeError, RuntimeError, MemoryError, RecursionError):
        return [UNREADABLE]


def _look(thing, found: set[str]) -> None:
    """Search one object and what stands inside it directly; references are objects of their own in the list."""
    import pikepdf

    waiting, seen = [(thing, 0)], 0
    while waiting:
        item, depth = waiting.pop()
        seen += 1
        if seen > LIMIT or depth > 100:
            raise ValueError("too deep")
        if isinstance(item, (pikepdf.Dictionary, pikepdf.Stream)):
            keys = item.keys()
            found.update(key for key in FORBIDDEN_KEYS if key in keys)
            for name in ("/S", "/Subtype", "/Type"):
                if name in keys and isinstance(item[name], pikepdf.Name) and str(item[name]) in FORBIDDEN_KINDS:
                    found.add(str(item[name]))
            waiting.extend((item[key], depth + 1) for key in keys if _is_direct(item[key]))
        elif isinstance(item, pikepdf.Array):
            waiting.extend((child, depth + 1) for child in item if _is_direct(child))


def _is_direct(item) -> bool:
    import pikepdf

    return isinstance(item, (pikepdf.Dictionary, pikepdf.Array)) and not item.is_indirect


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    print(" ".join(faults(sys.stdin.buffer.read())))
