"""Ways of speaking in which a number counts nothing: data, and where they stand in a sentence.

"#" stands for any number in words or figures; hyphens between the words make no difference.
"""

from collections.abc import Iterator

from .found import Tokens
from .tokens import Sort, Token
from .words import CARDINALS, ORDINALS, TENS

_SAYINGS = """
one of us | one of them | one of you | one of those | one of these | one of our | one of the
one of my | one of many | one of several | one of a | one of your | one of their | one of its
one of his | one of her | one thing | one another | one day soon | one fine day | one by one
one to one | one on one | one and all | one and the same | one and only | one or two | one or more
one or other | one or the other | one or another | one too many | one way | one way or another
one side | one hand | one voice | one step | one eye | one reason | one example | one point
one question | one word | one minute | one moment | one last | one final | one stop | one size
one sided | one nation | one big | one big family | one union | one team | one size fits all
one rule for | one law for | one off | one in the eye | one and a | one foot | at one | as one
for one | in one | back to square one | square one | day one | number one | rule one | everyone
no one | any one | some one | one such | one again | one clear | one simple | one message
one thought | one aim | one goal | one place | one wonders | one would | one can | one could
one might | one must | one should | one may | one has | one is | one was | one will | one does
one that | one which | one who | one where | one with | one for | one another's | which one
this one | that one | the one | only one way | good one | not one of | in one go | one inch
one jot | one iota | one penny more | one bit | one hundred per cent behind | once | two sides
two sides of the same coin | two way | two tier | two faced | two fold | two wrongs | in two minds
the two of us | two cents | put two and two together | two heads | two birds | two party
two hours a | between two stools | in two | two pronged | two handed | two by two | two up
two a penny | second to none | second hand | second class | second nature | second chance
second chances | second thought | second thoughts | second best | second rate | second home
second language | second guess | second opinion | on second thoughts | a second to | split second
every second counts | first hand | first class | first rate | first name | first names
first place | first instance | first aid | first aider | first language | first time
first and foremost | first of all | first come | first line | first step | first steps
first things first | first choice | first minister | first secretary | first world | first floor
at first | from the first | in the first | for the first | first ever | first light | first thing
first responder | first responders | first bus | first direct | first port | first glance
first sight | first principles | first contact | first point | first tier | first degree
first past | first and last | first term | first half | second half | first draft
first point of contact | first to | the first and | first we | first they | first you | first it
first let | second world war | first world war | third party | third parties | third sector
third world | third reading | second reading | first reading | third rate | third class
third age | sixth form | sixth sense | fifth column | fourth estate | tenth floor | eleventh hour
seventh heaven | ninth floor | the third way | nth | third degree | third way | fifth wheel
first quarter | second quarter | third quarter | fourth quarter | first year | second year student
three quarters of an hour | three times over | three cheers | three way | three fold
three pronged | three rs | three strikes and | two or three things | three line whip
third time lucky | four corners | four letter | four walls | on all fours | all fours
four figure | five figure | six figure | seven figure | three figure | five star | four star
three star | two star | one star | five a side | high five | give me five | take five
nine to five | 9 to 5 | five minutes | six of one | at sixes and sevens | at six and seven
deep six | seven days a week | five days a week | six days a week | # days a week | # hours a day
# hours a week | # days a year | # weeks a year | # hour week | # hour weeks | # day week
# day weeks | # hours per week | # hours per day | # days per week | # hours each week
# hours every week | # nights a week | # times a day | # times a week | # hour day | # hour days
# hour shift | # hour shifts | # hours a night | # times over | cloud nine | nine lives
nine times out of ten | nine out of ten times | 99 times out of 100
ninety nine times out of a hundred | ninety nine per cent of the time | 99 % of the time
dressed to the nines | the whole nine yards | nine day wonder | ten to one | ten a penny
perfect ten | number ten | no 10 | no . 10 | number 10 | top ten | top 10 | top five | top 5
top 20 | top 100 | ten commandments | big four | big five | gang of four | fab four
a stitch in time saves nine | twelve angry | dozen of the other | half a dozen of the other
baker's dozen | daily dozen | a dime a dozen | by the dozen | a hundred times | a thousand times
a million times | hundred times | thousand times | million times | 100 times | 1,000 times
1000 times | a million reasons | a hundred reasons | a thousand reasons | a million miles
a thousand miles | a hundred miles | a thousand words | a million dollar | million dollar
thousand cuts | a hundred and one | a hundred and ten per cent | 110 % | 110 per cent
one hundred and ten per cent | 200 % | 100 % behind | 100 % committed | 100 % certain | 100 % sure
100 % right | 100 % with | 100 % clear | 100 % support | 100 % supportive | 100 % confident
100 % correct | 100 % dedicated | 100 % true | 100 per cent behind | 100 per cent committed
100 per cent certain | 100 per cent sure | 100 per cent right | 100 per cent with
100 per cent clear | 100 per cent support | 100 per cent correct | give 100 % | giving 100 %
gave 100 % | give 100 per cent | one million per cent | a million per cent | a thousand per cent
a hundred per cent | hundred per cent behind | thousand per cent | million per cent
a million thanks | thousand thanks | a million other | one in a million | one in a thousand
zero tolerance | zero hours | zero hour | zero sum | ground zero | net zero | sub zero
zero chance | zero doubt | zero respect | zero interest | zero intention | zero regard
zero understanding | zero evidence | zero emission | zero emissions | zero carbon | zero sense
zero to hero | zero confidence | zero accountability | fifty fifty | 50 50 | 50 / 50 | 80 / 20
20 / 20 | 360 degree | 360 degrees | 180 degree | 180 degrees | catch 22 | 24 hours a day | 24 / 7
twenty four seven | 7 days a week | twenty four hours a day | 57 varieties | a 101 | 101 ways
sixty four thousand dollar | double standard | double standards | double check | double booked
double shift | double shifts | double bed | double edged | double whammy | double down
doubled down | doubling down | double glazing | double take | double counting | double act
double decker | double deckers | on the double | doubled over | double bind | double speak
double dealing | double blow | treble chance | think twice | once or twice | twice over
twice shy | think twice about | thought twice | triple lock | triple whammy | triple crown
at once | all at once | half hearted | half heartedly | half measures | half truth | half truths
half term | half time | half way | half baked | half life | half the battle | half the time
half the story | half past | half price | half decent | half full | half empty | half mast
half an eye | half a chance | half a mind | better half | other half | how the other half
half of it | half day | half days | not half | half hour | half term holiday | half marathon
half asleep | half as | half the problem | half the picture | quarter final | a quarter past
a quarter to | close quarters | third of the way | half the trouble | one in the same
one hundred and ten percent | sign of the times | at the eleventh hour | one third off
two weeks ' notice | first come first served | one hour | once in a lifetime | six feet | six foot
2 m | two metres | two metre | 2 metres | 6 feet | ten years younger | five a day | 5 a day
one more time | one more thing | one more push | one more heave | one more reason | one single
one person one vote | one member one vote | one year on | one year old | two minutes ' silence
two minute silence | one minute silence | one minute ' s silence | a minute's silence
three day week | four day week | five day week | working 9 to 5 | seven year itch
one step forward | two steps back | two steps forward | one step back | step one | step two
phase one | phase two | plan one | stage one | stage two | part one | part two | chapter one
chapter two | round one | round two | act one | year one | year two | band six | band five
band seven | world war one | world war two | two world wars | take two | father of # | mother of #
mum of # | dad of # | one love | one world | one planet | one community | one family | one country
all for one | one for all
"""
_NUMBERS = frozenset({*CARDINALS, *TENS, "hundred", "thousand", "million", "dozen"})


_NUMBER_WORDS = frozenset({*CARDINALS, *TENS, *ORDINALS, "hundred", "thousand", "million", "dozen"})


def _by_first_two() -> dict[tuple[str, str], list[tuple[str, ...]]]:
    found: dict[tuple[str, str], list[tuple[str, ...]]] = {}
    for saying in _SAYINGS.replace("\n", " | ").split("|"):
        words = tuple(saying.split())
        if len(words) > 1:
            found.setdefault((words[0], words[1]), []).append(words)
    return found


_BY_FIRST_TWO = _by_first_two()


def sayings_in(tokens: Tokens) -> Iterator[tuple[int, int]]:
    """Yield the first and the last token of each saying in a sentence."""
    bare = [index for index, token in enumerate(tokens) if token.raw != "-"]
    kinds = ["#" if _is_number(tokens[index]) else "" for index in bare]
    words = [tokens[index].word for index in bare]
    for place in range(len(bare) - 1):
        for first in {words[place], kinds[place]}:
            for second in {words[place + 1], kinds[place + 1]}:
                for saying in _BY_FIRST_TWO.get((first, second), ()):
                    if _stands(saying, words, kinds, place):
                        yield bare[place], bare[place + len(saying) - 1]


def _is_number(token: Token) -> bool:
    return token.sort is Sort.NUMERAL or token.text in _NUMBER_WORDS


def _stands(saying: tuple[str, ...], words: list[str], kinds: list[str], place: int) -> bool:
    """Say whether all of a saying stands at a place."""
    if place + len(saying) > len(words):
        return False
    return all(
        each in (words[place + step], kinds[place + step]) for step, each in enumerate(saying)
    )
