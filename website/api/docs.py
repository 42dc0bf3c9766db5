"""The documentation page, made from the schema itself: Swagger's own page needs inline styles, which no page may."""

from website.api.schema import described


def operations() -> list[dict]:
    """Every address with its parameters and the fields of its answer."""
    schema = described()
    parts = schema["components"]["schemas"]
    return [_operation(path, methods["get"], parts) for path, methods in schema["paths"].items() if "get" in methods]


def _operation(path: str, operation: dict, parts: dict) -> dict:
    answer = operation["responses"]["200"]["content"]["application/json"]["schema"]
    return {
        "id": operation["operationId"],
        "path": path,
        "summary": operation.get("summary", ""),
        "text": operation.get("description", ""),
        "parameters": [
            {"name": one["name"], "place": one["in"], "help": _plain(one.get("description", ""))}
            for one in operation.get("parameters", ())
        ],
        "fields": _fields(answer, parts),
        "try": "" if "{" in path else path,
    }


def _fields(schema: dict, parts: dict) -> list[dict]:
    """Names, types and help of one answer; a list shows what is in it."""
    whole = parts[schema["$ref"].rsplit("/", 1)[-1]] if "$ref" in schema else schema
    found = []
    for name, field in whole.get("properties", {}).items():
        items = field.get("items", {})
        if "$ref" in items:
            found.append({"name": name, "type": "list", "help": ""})
            found += [{**one, "name": f"{name}[].{one['name']}"} for one in _fields(items, parts)]
        else:
            found.append({"name": name, "type": _type(field), "help": field.get("description", "")})
    return found


def _plain(text: str) -> str:
    """Without the marks that a program's tools draw."""
    return text.replace("`", "")


def _type(field: dict) -> str:
    kind = field.get("type", "")
    words = " or ".join(kind) if isinstance(kind, list) else kind
    return f"{words} ({field['format']})" if field.get("format") else words
