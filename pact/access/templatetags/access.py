"""`{% may "monitoring.submit" submission as can_submit %}`: an unknown code raises, so that a slip hides nothing."""

from django import template

from pact.access.permissions import by_code

register = template.Library()


@register.simple_tag(takes_context=True)
def may(context, code: str, obj=None) -> bool:
    return by_code(code).allows(context["request"].actor, obj)
