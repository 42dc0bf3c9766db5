"""What is held about me."""

from django.urls import path

from pact.persons import views

app_name = "persons"

urlpatterns = [
    path("me/data/", views.own_data, name="own-data"),
    path("me/data/file/", views.own_data_file, name="own-data-file"),
]
