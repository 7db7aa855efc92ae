"""Words that make a message worth a second look. Data: to know more of them, add to the lists."""

# Somebody who uses the service, spoken of as one person. Plurals ("our patients deserve better")
# are about everybody, and are left alone.
SERVICE_USERS = (
    "client",
    "patient",
    "service user",
    "service-user",
    "outpatient",
    "inpatient",
    "pupil",
    "tenant",
)
# Before such a word: this one, and not any.
ONE_OF_THEM = (
    "a", "an", "the", "my", "our", "his", "her", "their", "your", "one", "this", "that", "another",
)  # fmt: skip
# "A patient man": the word before these says how somebody is.
AFTER_NO_PERSON = ("man", "woman", "person", "people", "way", "approach", "and", "enough")
# Somebody with a name follows.
NAMED = ("called", "named", "known as", "with the initials", "by the name of")
# Somebody close to the sender, who may use the service and did not write.
RELATIVES = (
    "son", "daughter", "mum", "mother", "dad", "father", "husband", "wife", "partner", "brother",
    "sister", "child", "grandson", "granddaughter", "grandmother", "grandfather", "nan", "uncle",
    "aunt", "nephew", "niece", "neighbour", "friend",
)  # fmt: skip
# What only a service knows of a person.
PRIVATE = (
    "nhs number", "date of birth", "diagnosed with", "sectioned", "her care plan", "his care plan",
    "their care plan", "care coordinator for", "safeguarding", "medical record", "case number",
    "case of mine",
)  # fmt: skip
