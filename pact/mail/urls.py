from django.urls import path

from pact.mail import views

app_name = "mail"

urlpatterns = [
    path("secretariat/mail/", views.letter_list, name="letter-list"),
    path("secretariat/mail/preview/", views.preview_list, name="preview-list"),
    path("secretariat/mail/preview/<str:code>/", views.preview_detail, name="preview-detail"),
    path("secretariat/mail/<uuid:pk>/", views.letter_detail, name="letter-detail"),
    path("secretariat/mail/<uuid:pk>/send-again/", views.letter_send_again, name="letter-send-again"),
    path("secretariat/mail/<uuid:pk>/hold/", views.letter_hold, name="letter-hold"),
]
