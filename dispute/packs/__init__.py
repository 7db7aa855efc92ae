"""The pack: one folder, or a ZIP of it, is the way in and the way out. See docs/pack.md.

Which tables there are is in `tables`; each app adds its own when it is ready.
"""
