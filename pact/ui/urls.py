from django.urls import path

from pact.ui import views

app_name = "ui"

urlpatterns = [path("design/", views.gallery, name="gallery")]
