"""Numbers that are passed over, each for its reason."""

import pytest

from tests.dispute.reading.read import ours, reasons


@pytest.mark.parametrize(
    ("reason", "text"),
    [
        ("a year", "Since 2021 it has been so."),
        ("a year", "The 2023/24 budget was cut."),
        ("a year", "In the 1990s it was so."),
        ("a time of day", "Meet us at 8am."),
        ("a time of day", "Meet us at 12.30 on Monday."),
        ("a time of day", "We picket from 8 to 12 on Monday."),
        ("a time of day", "Doors open at half past seven."),
        ("a time of day", "The picket is 7:30–10am."),
        ("a telephone number", "Ring 01632 960 123."),
        ("a telephone number", "Ring +44 7700 900123."),
        ("a telephone number", "Text STRIKE to 60022."),
        ("an address", "Come to 2 Tannery Lane."),
        ("an address", "Come to 118–120 High Road."),
        ("an address", "Our postcode is LM4 2QT."),
        ("an address", "Committee Room 3 is booked."),
        ("an address", "Take the 125 bus."),
        ("an address", "It is on the 3rd floor."),
        ("an address", "Write to branch14@example.org."),
        ("a law", "See section 226B of it."),
        ("a law", "See s.226(2)(a)(iii) of it."),
        ("a law", "See sections 226 and 227."),
        ("a law", "Regulation 4 says so."),
        ("a law", "The Trade Union Act 2016 says so."),
        ("a law", "The 1992 Act says so."),
        ("a law", "Article 8 says so."),
        ("a reference", "Case no. 12/345 is open."),
        ("a reference", "This is version 1.2.3."),
        ("a reference", "See page 14."),
        ("a reference", "A Band 6 post."),
        ("a reference", "Bands 5 to 7 are hit."),
        ("a reference", "Pupils in Year 2 suffer."),
        ("a reference", "Since COVID-19 it is worse."),
        ("a reference", "We care 24/7."),
        ("a reference", "It is a 9-to-5 job."),
        ("a reference", "Somebody rang 999."),
        ("a reference", "The A1000 is shut."),
        ("a reference", "Sort code 12-34-56."),
        ("an age", "A man aged 42 waits."),
        ("an age", "A 42-year-old waits."),
        ("an age", "People aged between 25 and 34 wait."),
        ("a reference", "It is a 2:1 degree."),
        ("a reference", "Our branch 14 wrote."),
        ("an age", "The over-65s wait."),
        ("an age", "Jo Bloggs, 42, waits."),
        ("a figure of speech", "One of us will ask."),
        ("a figure of speech", "It is one thing to say so."),
        ("a figure of speech", "One day we will win."),
        ("a figure of speech", "We said so a hundred times."),
        ("a figure of speech", "There are a million reasons."),
        ("a figure of speech", "Our care is second to none."),
        ("a figure of speech", "We know it first-hand."),
        ("a figure of speech", "They show zero tolerance."),
        ("a figure of speech", "They give 24-hour care."),
        ("a figure of speech", "No one asked us."),
        ("a figure of speech", "Not one manager came."),
        ("percentage points", "It rose by 5 percentage points."),
        ("a quotation", "He said “we lost 14 people”."),
        ("a quotation", 'He said "we lost 14 people".'),
        ("a quotation", "He said ‘the workers’ 14 days’."),
        ("a quotation", "> We lost 14 people."),
        ("a quotation", "“One has 14\n\n“and two has 15.”"),
    ],
)
def test_it_is_passed_over(reason: str, text: str) -> None:
    assert reasons(text) == {reason}


@pytest.mark.parametrize(
    "text",
    [
        "One member of staff has left.",
        "One day of strike action was lost.",
        "We have 2000 members.",
        "A 24-hour strike began.",
        "The workers' 14 days and the nurses' hope.",
        "An unclosed “quote of 14.",
        "He said “no”. We lost 14.",
        "Our second strike began.",
        "We waited one or two weeks.",
        "It was 24 or more.",
    ],
)
def test_it_is_ours(text: str) -> None:
    assert len(ours(text)) == 1
