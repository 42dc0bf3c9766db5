"""The front door, by names: what lies behind stands in each floor's `urls.py`."""

from django.conf import settings
from django.urls import include, path

# The public site first: its pages are asked for most, and an address is looked for in this order.
urlpatterns = [
    path("", include("website.urls")),
    path("", include("pact.ui.urls")),
    path("", include("pact.accounts.urls")),
    path("accounts/", include("allauth.urls")),
]
for room in ("pact.access", "pact.mail", "pact.deadlines", "pact.documents", "pact.persons"):
    urlpatterns.append(path("", include(f"{room}.urls")))
for floor in ("participants", "governance", "buyergroups", "monitoring", "reports"):
    urlpatterns.append(path("", include(f"{floor}.urls")))
if settings.DEMO:
    urlpatterns.append(path("demo/", include("pact.demo.urls")))

handler400 = "pact.ui.views.bad_request"
handler403 = "pact.ui.views.permission_denied"
handler404 = "pact.ui.views.page_not_found"
handler500 = "pact.ui.views.server_error"
