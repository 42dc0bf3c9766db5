from django.urls import path

from pact.deadlines import views

app_name = "deadlines"

urlpatterns = [
    path("me/", views.desk, name="desk"),
    path("secretariat/deadlines/", views.ladder_list, name="ladder-list"),
    path("secretariat/deadlines/<str:code>/", views.ladder_edit, name="ladder-edit"),
]
