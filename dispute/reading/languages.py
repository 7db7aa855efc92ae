"""A cheap hint of a sentence's language, by its commonest words."""

from .shapes import Sentence
from .words import FUNCTION_WORDS, these

# The commonest words of other languages that are read here, without those that are English too.
_OTHERS = (
    these(
        "yn yr mae ac ar o i wedi bod gan gyda eu ein ond fel hefyd oedd roedd sydd nid ddim "
        "yng ym nghymru streic diwrnod dydd bydd y nhw ni chi am fod dros le la les des du et "
        "est que dans pour une sur au aux nous vous ils elle avec par pas sont ont été plus ce "
        "cette qui ne se leur jours der die das und ist nicht ein eine mit von für auf den dem "
        "zu sich sind wir el los las y del por con para una es se no han más il gli che di non "
        "sono della nel em não os um uma ao na w z się nie jest na od są że"
    )
    - FUNCTION_WORDS
)


def is_english(sentence: Sentence) -> bool:
    """Say whether nothing speaks against English: no more words of other languages than of it.

    A heading or a table's cell with no common word at all is taken for English.
    """
    words = [word.text for word in sentence.words]
    english = sum(word in FUNCTION_WORDS for word in words)
    other = sum(word in _OTHERS for word in words)
    return english >= other
