"""The site's table of contents. Public addresses stay for ever: docs/addresses.md."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("admin/", admin.site.urls),
    path("", include("dispute.public_urls")),
    path("", include("solidarity.urls")),
    path("", include("campaigns.urls")),
]

handler400 = "dispute.views.site.bad_request"
handler403 = "dispute.views.site.forbidden"
handler404 = "dispute.views.site.not_found"
