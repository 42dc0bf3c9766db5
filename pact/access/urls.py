"""Health and metrics, for machines."""

from django.urls import path

from pact.access import health

app_name = "access"
urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("metrics", health.metrics, name="metrics"),
]
