"""Log lines hold no personal data, whatever is thrown at the loggers."""

import json
import logging
import sys
from collections.abc import Iterator
from io import StringIO
from typing import Any

import pytest
from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

from dispute.log import ALLOWED_FIELDS, PrivateJsonFormatter

SECRET = "ines@private.example"
ALWAYS = {"when", "level", "logger", "message"}


def fails(request: HttpRequest, name: str = "") -> HttpResponse:
    raise ValueError(f"{SECRET} is no postcode")


def suspicious(request: HttpRequest) -> HttpResponse:
    raise SuspiciousOperation(f"{SECRET} tried something")


def quiet(request: HttpRequest, name: str) -> HttpResponse:
    return HttpResponse("Fine.")


urlpatterns = [
    path("fails/", fails),
    path("suspicious/", suspicious),
    path("hello/<str:name>/", quiet),
]


@pytest.fixture
def stream() -> Iterator[StringIO]:
    """Return what all loggers write, by the formatter of the real settings."""
    written = StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(PrivateJsonFormatter())
    loggers = [logging.getLogger(name) for name in ("", "django")]
    for logger in loggers:
        logger.addHandler(handler)
    yield written
    for logger in loggers:
        logger.removeHandler(handler)


def lines(stream: StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def test_the_settings_use_this_formatter_for_every_handler() -> None:
    handlers = settings.LOGGING["handlers"].values()
    names = {handler["formatter"] for handler in handlers}
    assert [settings.LOGGING["formatters"][name]["()"] for name in names] == [
        "dispute.log.PrivateJsonFormatter"
    ]


def test_a_line_is_one_object_with_when_level_logger_and_message(stream: StringIO) -> None:
    logging.getLogger("dispute.somewhere").warning("The disk is full")
    (line,) = lines(stream)
    assert set(line) == ALWAYS
    assert line["level"] == "WARNING"
    assert line["logger"] == "dispute.somewhere"
    assert line["message"] == "The disk is full"
    assert len(line["when"]) == len("2026-03-10T09:30:00+0000")


def test_arguments_are_left_out(stream: StringIO) -> None:
    logging.getLogger("dispute").warning("No place for %s", SECRET)
    assert lines(stream)[0]["message"] == "No place for %s"
    assert SECRET not in stream.getvalue()


def test_arguments_that_do_not_fit_are_not_printed(
    stream: StringIO, capsys: pytest.CaptureFixture[str]
) -> None:
    logger = logging.Logger("apart")
    handler = logging.StreamHandler(stream)
    handler.setFormatter(PrivateJsonFormatter())
    logger.addHandler(handler)
    logger.warning("No place for %s and %s", SECRET)
    assert lines(stream)[0]["message"] == "No place for %s and %s"
    assert SECRET not in capsys.readouterr().err


def test_fields_that_are_not_allowed_are_left_out(stream: StringIO) -> None:
    logging.getLogger("dispute").warning("Saved", extra={"email": SECRET, "status": 200})
    assert set(lines(stream)[0]) == ALWAYS | {"status"}


def test_an_error_is_its_type_and_its_place(stream: StringIO) -> None:
    try:
        fails(HttpRequest())
    except ValueError:
        logging.getLogger("dispute").exception("It failed")
    (line,) = lines(stream)
    assert set(line) == ALWAYS | {"error", "where"}
    assert line["error"] == "ValueError"
    assert line["where"][-1].endswith(" fails")
    assert __file__ in line["where"][-1]
    assert SECRET not in stream.getvalue()


@pytest.mark.parametrize("exc_info", [True, False])
def test_an_error_given_as_the_message_is_its_type(stream: StringIO, exc_info: bool) -> None:
    try:
        raise KeyError(SECRET)
    except KeyError as error:
        logging.getLogger("dispute").error(error, exc_info=exc_info)
    assert lines(stream)[0]["message"] == "KeyError"
    assert SECRET not in stream.getvalue()


def test_the_words_of_an_error_given_as_the_message_are_left_out(stream: StringIO) -> None:
    try:
        raise ValueError(f"{SECRET} is no date")
    except ValueError as error:
        logging.getLogger("dispute").error(str(error), exc_info=sys.exc_info())
        logging.getLogger("dispute").error(f"Refused: {error}", exc_info=True)
    assert [line["message"] for line in lines(stream)] == ["ValueError", "ValueError"]
    assert SECRET not in stream.getvalue()


def test_an_object_given_as_the_message_is_its_type(stream: StringIO) -> None:
    logging.getLogger("dispute").warning({"email": SECRET})
    assert lines(stream)[0]["message"] == "dict"
    assert set(lines(stream)[0]) == ALWAYS


def test_line_breaks_cannot_forge_a_line(stream: StringIO) -> None:
    logging.getLogger("dispute").warning('a\n{"level": "CRITICAL"}')
    assert len(lines(stream)) == 1


# --- Whole requests -------------------------------------------------------------------------------


@pytest.mark.urls(__name__)
@pytest.mark.parametrize(
    ("address", "status", "route"),
    [
        (f"/hello/{SECRET}/?q={SECRET}", 200, "hello/<str:name>/"),
        (f"/nowhere/{SECRET}/?q={SECRET}", 404, ""),
        (f"/suspicious/?q={SECRET}", 400, "suspicious/"),
        (f"/fails/?q={SECRET}", 500, "fails/"),
    ],
)
@pytest.mark.django_db
def test_a_request_leaves_the_pattern_of_its_address_and_no_more(
    stream: StringIO, address: str, status: int, route: str
) -> None:
    client = Client(raise_request_exception=False)
    headers = {"user-agent": SECRET, "referer": f"https://a.example/{SECRET}"}
    assert client.get(address, headers=headers).status_code == status
    assert SECRET not in stream.getvalue()
    assert all(set(line) <= ALWAYS | ALLOWED_FIELDS for line in lines(stream))
    (line,) = (line for line in lines(stream) if line["message"] == "request")
    assert (line["method"], line["route"], line["status"]) == ("GET", route, status)
    assert line["milliseconds"] >= 0


@pytest.mark.urls(__name__)
@pytest.mark.django_db
def test_a_host_that_is_refused_is_not_quoted(stream: StringIO) -> None:
    client = Client(raise_request_exception=False)
    client.get("/hello/you/", headers={"host": "ines.private.example"})
    assert "ines" not in stream.getvalue()
    refused, request = lines(stream)
    assert (refused["level"], refused["logger"]) == ("WARNING", "django.security.DisallowedHost")
    assert set(refused) == ALWAYS
    assert request["status"] == 400
