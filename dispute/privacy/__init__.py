"""Privacy as software: what is held and why, how long, complaints, reports, and erasing in time.

Three registries to which each app adds when it is ready: `held` (what /privacy/ says), `retention`
(rules by which things are erased) and `reports` (what is held about an e-mail address). The page
is made from the settings in force and from the rules themselves, so that it cannot promise what
the code does not do.
"""
