"""What every test has: a data folder of its own, quick passwords, and the same four people.

The settings are read after this file has set the environment, so neither a developer's .env nor a
real database has a say in what the tests do. deploy/run_tests.py says which database to use:
TEST_DATABASE_URL for PostgreSQL, nothing for SQLite.
"""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

# These ask Django for its models when they are called: it is not set up yet while this is read.
from tests import postgres
from tests.people import person, signed_in

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.test import Client

DATA_DIR = Path(tempfile.mkdtemp(prefix="dispute-tests-"))
(DATA_DIR / "static").mkdir()
os.environ |= {
    "DJANGO_SETTINGS_MODULE": "dispute.settings",
    "DATA_DIR": str(DATA_DIR),
    "DATABASE_URL": os.environ.get("TEST_DATABASE_URL", "")
    or f"sqlite:///{DATA_DIR}/unused.sqlite3",
    "SECRET_KEY": "a-key-for-tests-alone",
    "DEBUG": "off",
    "SITE_URL": "http://testserver",
    "ALLOWED_HOSTS": "testserver,localhost,127.0.0.1",
    "CACHE_URL": "locmemcache://",
    "EMAIL_URL": "memorymail://",
    "IMAP_URL": "",
    "TRUSTED_PROXIES": "",
}
REQUIRE_ALL = os.environ.get("REQUIRE_ALL") == "1"


# --- The run ------------------------------------------------------------------------------------


def pytest_configure(config: pytest.Config) -> None:
    """Read the settings now, and bend what tests need otherwise."""
    from django.conf import settings

    if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        # A file and not memory: WAL, locks and a live server's threads are as on a real site.
        test = settings.DATABASES["default"].setdefault("TEST", {})
        test["NAME"] = str(DATA_DIR / "test.sqlite3")
    # A live server's threads would keep connections that a test database cannot be dropped with.
    settings.DATABASES["default"]["CONN_MAX_AGE"] = 0
    # Argon2 is slow on purpose, which tests need not wait for.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    # Names with digests want collectstatic first; here files are served from where they lie.
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }


def pytest_unconfigure() -> None:
    shutil.rmtree(DATA_DIR, ignore_errors=True)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what is about the other database; skip all if that database is missing.

    On PostgreSQL, also what may not touch a database: it would prove the same once more.
    """
    if missing := os.environ.get("TEST_POSTGRES_MISSING", ""):
        for item in items:
            item.add_marker(pytest.mark.skip(reason=f"PostgreSQL: {missing}"))
    if os.environ.get("TEST_DATABASE_URL") or missing:
        left_out = {item for item in items if not postgres.is_asked_by(item)}
    else:
        left_out = {item for item in items if item.get_closest_marker("postgres_only")}
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """With REQUIRE_ALL a skipped test is a failure: what did not run has proved nothing."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if REQUIRE_ALL and reporter and reporter.stats.get("skipped") and exitstatus == 0:
        reporter.write_line("REQUIRE_ALL is set, and tests were skipped.", red=True)
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


# --- Every test ---------------------------------------------------------------------------------


@pytest.fixture(autouse=True)
def empty_cache() -> None:
    """What one test cached is no other test's business."""
    from django.core.cache import cache

    cache.clear()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """End what a thread left connected to PostgreSQL's test database, before it is dropped."""
    from django.db import connection

    yield
    if connection.vendor == "postgresql":
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """Return a DATABASE_URL of a real PostgreSQL, also while the suite runs on SQLite."""
    if url := os.environ.get("TEST_POSTGRES_URL"):
        yield url
        return
    try:
        with postgres.running(postgres.find_binaries()) as url:
            yield url
    except postgres.Unavailable as missing:
        pytest.skip(f"PostgreSQL: {missing}")


# --- The same people in every test --------------------------------------------------------------


@pytest.fixture
def officer(db: None) -> "User":
    """Olive keeps the record and publishes."""
    return person("olive", group="officer")


@pytest.fixture
def moderator(db: None) -> "User":
    """Musa checks messages, and nothing else."""
    return person("musa", group="moderator")


@pytest.fixture
def rep(db: None) -> "User":
    """Ruth reads the record for her letters, and changes nothing."""
    return person("ruth", group="rep")


@pytest.fixture
def stranger(db: None) -> "User":
    """Sid has an account and no business in the admin."""
    return person("sid")


@pytest.fixture
def officer_client(officer: "User") -> "Client":
    return signed_in(officer)


@pytest.fixture
def moderator_client(moderator: "User") -> "Client":
    return signed_in(moderator)


@pytest.fixture
def rep_client(rep: "User") -> "Client":
    return signed_in(rep)


@pytest.fixture
def stranger_client(stranger: "User") -> "Client":
    return signed_in(stranger)
