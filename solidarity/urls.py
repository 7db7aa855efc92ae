"""The wall's addresses, below /<dispute>/wall/."""

from django.urls import include, path

from . import embedding, live, sender_views, views
from .display import views as display
from .feeds import views as feeds
from .sending import views as sending_views

app_name = "solidarity"

wall_urls = [
    path("", views.wall, name="wall"),
    path("live.json", live.live, name="live"),
    path("send/", sending_views.send, name="send"),
    path("send/sent/<str:token>/", sending_views.sent, name="sent"),
    path("display/", display.display, name="display"),
    path("feed.atom", feeds.atom_feed, name="feed-atom"),
    # For other sites: the one page that they may frame, and how.
    path("embed/", embedding.embed, name="embed"),
    path("embed/how/", embedding.how_to_embed, name="embed-how"),
    # Senders' own pages, each behind a link that nobody can guess.
    path("yours/<str:token>/", sender_views.yours, name="yours"),
    path("consent/<str:token>/", sender_views.consent, name="consent"),
    path("<slug:ref>/", views.message_detail, name="message"),
]

urlpatterns = [
    path("<slug:slug>/wall/", include(wall_urls)),
    path("<slug:slug>/wall.json", feeds.json_feed, name="feed-json"),
]
