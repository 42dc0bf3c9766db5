"""How the interface speaks: JSON, whatever is asked for; text is JSON already."""

import json

from django.core.serializers.json import DjangoJSONEncoder
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.renderers import BaseRenderer


class Told(BaseRenderer):
    media_type = "application/json"
    format = "json"
    charset = None

    def render(self, data: dict | str, accepted_media_type=None, renderer_context=None) -> bytes:
        text = data if isinstance(data, str) else json.dumps(data, cls=DjangoJSONEncoder, ensure_ascii=False)
        return text.encode()


class Anyone(BaseContentNegotiation):
    """There is one form, so nobody is refused for what he accepts."""

    def select_parser(self, request, parsers):
        return None

    def select_renderer(self, request, renderers, format_suffix=None):
        return renderers[0], renderers[0].media_type
