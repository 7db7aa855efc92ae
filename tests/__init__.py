"""The tests mirror the apps: tests/dispute, tests/solidarity, tests/campaigns.

house/ holds the conventions and browser/ what only a browser can show. Modules of one name in two
folders do not collide, because pytest imports by path (--import-mode=importlib in pyproject.toml);
so no other folder here needs an __init__.py. This one does: tests import `tests.factories` by name.
"""
