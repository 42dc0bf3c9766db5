"""What the views say of themselves, as OpenAPI 3.1; its generator is loaded when it is asked for."""

MEDIA = "application/vnd.oai.openapi+json"


def described() -> dict:
    from drf_spectacular.generators import SchemaGenerator

    return SchemaGenerator().get_schema(request=None, public=True)


def written() -> bytes:
    from drf_spectacular.renderers import OpenApiJsonRenderer

    return OpenApiJsonRenderer().render(described(), renderer_context={})
