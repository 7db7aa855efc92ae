"""The law calendar: what dated rules say of ballots, notices and days of action.

`kinds` names what rules are about; `rules` finds the rule of a day; `ballots`, `mandates`,
`notices`, `strikes` and `planning` work on plain rows and ask neither a database nor a clock;
`record` reads what they need. Rules, readings and worked cases: docs/law.md.
"""
