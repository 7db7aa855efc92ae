"""The wall's addresses, below /<dispute>/wall/."""

from django.urls import include, path

from . import sender_views, views
from .sending import views as sending_views

app_name = "solidarity"

wall_urls = [
    path("", views.wall, name="wall"),
    path("send/", sending_views.send, name="send"),
    path("send/sent/<str:token>/", sending_views.sent, name="sent"),
    # Senders' own pages, each behind a link that nobody can guess.
    path("yours/<str:token>/", sender_views.yours, name="yours"),
    path("consent/<str:token>/", sender_views.consent, name="consent"),
    path("<slug:ref>/", views.message_detail, name="message"),
]

urlpatterns = [path("<slug:slug>/wall/", include(wall_urls))]
