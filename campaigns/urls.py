"""The front page, the dispute at a glance, and the letters."""

from django.urls import include, path

from . import views
from .documents import views as documents

app_name = "campaigns"

# Below /<dispute>/
dispute_urls = [
    path("", views.dispute_detail, name="dispute"),
    path("timeline/", views.timeline, name="timeline"),
    path("letters/", views.letter_list, name="letters"),
    path("letters/<slug:letter>/", views.letter_detail, name="letter"),
    path("letters/<slug:letter>.pdf", documents.pdf, name="letter-pdf"),
    path("letters/<slug:letter>.docx", documents.word, name="letter-word"),
]

urlpatterns = [
    path("", views.home, name="home"),
    path("<slug:slug>/", include(dispute_urls)),
]
