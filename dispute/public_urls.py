"""The record's public addresses."""

from django.urls import include, path, register_converter

from .views import figures, record, site


class ColourConverter:
    """A colour as six hexadecimal digits."""

    regex = "[0-9a-f]{6}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(ColourConverter, "colour")

app_name = "dispute"

site_urls = [
    path("brand/<colour:colour>.css", site.brand, name="brand"),
    path("media/logos/<str:name>", site.logo, name="logo"),
    path("healthz", site.healthz, name="healthz"),
    path("readyz", site.readyz, name="readyz"),
]

# Below /<dispute>/
dispute_urls = [
    path("figures/", figures.figure_list, name="figures"),
    path("figures/<str:key>/", figures.figure_detail, name="figure"),
    path("figures.csv", figures.figures_csv, name="figures-csv"),
    path("figures.json", figures.figures_as_json, name="figures-json"),
    path("claims/", record.claim_list, name="claims"),
    path("corrections/", record.correction_list, name="corrections"),
]

urlpatterns = [*site_urls, path("<slug:slug>/", include(dispute_urls))]
