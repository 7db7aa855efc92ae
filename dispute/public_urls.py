"""The record's public addresses."""

from django.urls import include, path, register_converter

from .exports import FORMS
from .views import charts, documents, exports, figures, privacy, record, site


class ColourConverter:
    """A colour as six hexadecimal digits."""

    regex = "[0-9a-f]{6}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class FormConverter:
    """The end of a file's name: one of the forms in which tables can be taken away."""

    regex = "|".join(each.extension for each in FORMS)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(ColourConverter, "colour")
register_converter(FormConverter, "form")

app_name = "dispute"

site_urls = [
    path("brand/<colour:colour>.css", site.brand, name="brand"),
    path("media/logos/<str:name>", site.logo, name="logo"),
    path("healthz", site.healthz, name="healthz"),
    path("readyz", site.readyz, name="readyz"),
    path("privacy/", privacy.privacy, name="privacy"),
    path("data-complaint/", privacy.data_complaint, name="data-complaint"),
]

# Below /<dispute>/
dispute_urls = [
    path("figures/", figures.figure_list, name="figures"),
    path("figures/<str:key>/", figures.figure_detail, name="figure"),
    path("figures/<str:key>/chart.svg", charts.chart_svg, name="chart-svg"),
    path("figures/<str:key>/chart.png", charts.chart_png, name="chart-png"),
    path("figures.pdf", documents.figures_pdf, name="figures-pdf"),
    path("figures.docx", documents.figures_word, name="figures-word"),
    path("figures.<form:form>", exports.figures_file, name="figures-file"),
    path("figures/<str:key>.<form:form>", exports.figure_file, name="figure-file"),
    path("record/", exports.record_list, name="record"),
    path("record/<slug:table>.<form:form>", exports.record_file, name="record-file"),
    path("claims/", record.claim_list, name="claims"),
    path("corrections/", record.correction_list, name="corrections"),
]

urlpatterns = [*site_urls, path("<slug:slug>/", include(dispute_urls))]
