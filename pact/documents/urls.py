"""Names and paths."""

from django.urls import path

from pact.documents import views

app_name = "documents"
urlpatterns = [
    path("documents/<slug:ref>/", views.document_progress, name="document-progress"),
    path("documents/<slug:ref>/state/", views.document_state, name="document-state"),
    path("documents/<slug:ref>/file/", views.document_file, name="document-file"),
    path("published/<slug:ref>.pdf", views.document_public, name="document-public"),
]
