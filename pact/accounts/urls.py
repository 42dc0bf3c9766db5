"""Where somebody is signed in. Everything else of an account is the sign-in library's."""

from django.urls import path

from pact.accounts import views

app_name = "accounts"

urlpatterns = [
    path("accounts/sessions/", views.session_list, name="session-list"),
    path("accounts/sessions/end/", views.session_end_others, name="session-end-others"),
    path("accounts/sessions/<int:session>/end/", views.session_end, name="session-end"),
]
