"""The front page, the dispute at a glance, and the letters."""

from django.urls import include, path

from . import views

app_name = "campaigns"

# Below /<dispute>/
dispute_urls = [
    path("", views.dispute_detail, name="dispute"),
    path("timeline/", views.timeline, name="timeline"),
    path("letters/", views.letter_list, name="letters"),
    path("letters/<slug:letter>/", views.letter_detail, name="letter"),
]

urlpatterns = [
    path("", views.home, name="home"),
    path("<slug:slug>/", include(dispute_urls)),
]
