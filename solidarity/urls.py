"""The wall's addresses, below /<dispute>/wall/."""

from django.urls import include, path

from . import views

app_name = "solidarity"

wall_urls = [
    path("", views.wall, name="wall"),
    path("<slug:ref>/", views.message_detail, name="message"),
]

urlpatterns = [path("<slug:slug>/wall/", include(wall_urls))]
