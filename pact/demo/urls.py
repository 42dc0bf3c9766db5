"""Names and paths of the demo."""

from django.urls import path

from pact.demo import views

app_name = "demo"
urlpatterns = [
    path("", views.demo, name="demo"),
    path("clock/", views.clock_move, name="clock-move"),
    path("letters/", views.letter_list, name="letter-list"),
    path("letters/<str:name>/", views.letter_detail, name="letter-detail"),
]
