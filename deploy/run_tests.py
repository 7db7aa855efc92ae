"""Run the whole suite on SQLite, then on a PostgreSQL of our own, and say how both ended.

Arguments go to pytest. The floor under coverage stands under the run on SQLite, and only when the
whole suite ran: measuring slows every line by half, and the lines for PostgreSQL alone are few.
REQUIRE_ALL=1 (.ci/run sets it) makes a skipped test a failure.
"""

import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests import postgres  # noqa: E402 - the path above makes it importable

NO_TESTS_COLLECTED = 5
PYTEST = [sys.executable, "-m", "pytest", "-n", "2"]


def suite(database: str, arguments: list[str], environment: dict[str, str]) -> int:
    """Run pytest once, showing what it prints; return its exit status."""
    print(f"\n=== The suite on {database} ===", flush=True)
    started = time.monotonic()
    # Compiled once for both runs, both workers and every command that they start.
    told = os.environ | environment
    told.pop("PYTHONDONTWRITEBYTECODE", None)
    status = subprocess.run([*PYTEST, *arguments], cwd=ROOT, env=told, check=False).returncode
    print(f"=== {database}: {time.monotonic() - started:.0f} seconds ===", flush=True)
    return status


def both(arguments: list[str]) -> dict[str, int]:
    """Run the suite on each database; return the exit status of each by its name."""
    measured = arguments or ["--cov", "--cov-report="]
    try:
        with postgres.running(postgres.find_binaries()) as url:
            server = {"TEST_POSTGRES_URL": url}
            return {
                "SQLite": suite("SQLite", measured, server),
                "PostgreSQL": suite("PostgreSQL", arguments, server | {"TEST_DATABASE_URL": url}),
            }
    except postgres.Unavailable as missing:
        # Collected and counted as skipped, so that nobody takes half a run for a whole one.
        return {
            "SQLite": suite("SQLite", measured, {}),
            "PostgreSQL": suite("PostgreSQL", arguments, {"TEST_POSTGRES_MISSING": str(missing)}),
        }


def main(arguments: list[str]) -> int:
    """Return 0 if both runs passed and coverage is above its floor."""
    ended = both(arguments)
    if not arguments and not any(ended.values()):
        ended["coverage"] = subprocess.run(
            [sys.executable, "-m", "coverage", "report", "--skip-covered", "--format=total"],
            cwd=ROOT,
            check=False,
        ).returncode
    if set(ended.values()) == {0, NO_TESTS_COLLECTED} or set(ended.values()) == {0}:
        return 0
    print("make test failed:", ", ".join(name for name, status in ended.items() if status))
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
