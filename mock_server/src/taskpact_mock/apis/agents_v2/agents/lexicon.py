"""The word lists of the proofreading rules."""

from __future__ import annotations

from collections.abc import Mapping


def _pairs(table: str) -> Mapping[str, str]:
    lines = (line.split(" > ") for line in table.strip().splitlines())
    return {wrong.strip(): right.strip() for wrong, right in lines}


def _listed(words: str) -> tuple[str, ...]:
    return tuple(words.split())


MISSPELLINGS = _pairs("""
    absense > absence
    accomodate > accommodate
    accross > across
    acheive > achieve
    adress > address
    agressive > aggressive
    alot > a lot
    amatuer > amateur
    apparant > apparent
    arguement > argument
    basicly > basically
    becuase > because
    begining > beginning
    beleive > believe
    buisness > business
    calender > calendar
    catagory > category
    collegue > colleague
    comittee > committee
    completly > completely
    concious > conscious
    definately > definitely
    dependant on > dependent on
    dissapoint > disappoint
    embarass > embarrass
    enviroment > environment
    existance > existence
    familar > familiar
    finaly > finally
    foriegn > foreign
    freind > friend
    goverment > government
    grammer > grammar
    happend > happened
    immediatly > immediately
    independant > independent
    irregardless > regardless
    knowlege > knowledge
    liason > liaison
    libary > library
    maintainance > maintenance
    millenium > millennium
    neccessary > necessary
    noticable > noticeable
    occured > occurred
    occurence > occurrence
    oportunity > opportunity
    peice > piece
    posession > possession
    prefered > preferred
    priviledge > privilege
    probaly > probably
    publically > publicly
    realy > really
    recieve > receive
    recieved > received
    recomend > recommend
    refered > referred
    relevent > relevant
    seperate > separate
    succesful > successful
    suprise > surprise
    teh > the
    thier > their
    tommorow > tomorrow
    tomorow > tomorrow
    truely > truly
    untill > until
    wich > which
    wierd > weird
    writting > writing
""")

WORDY_PHRASES = _pairs("""
    a large number of > many
    as a consequence of > because of
    at the present time > now
    at this point in time > now
    despite the fact that > although
    due to the fact that > because
    for the purpose of > for
    has the ability to > can
    in order to > to
    in spite of the fact that > although
    in the event that > if
    in the near future > soon
    is able to > can
    on a regular basis > regularly
    the majority of > most
    until such time as > until
    with regard to > about
    with respect to > about
""")

PLAINER_WORDS = _pairs("""
    commence > start
    commenced > started
    endeavour > try
    facilitate > help
    terminate > end
    utilise > use
    utilised > used
    utilize > use
    utilized > used
    very unique > unique
""")

CASUAL_WORDS = _pairs("""
    gonna > going to
    gotta > have to
    kinda > rather
    wanna > want to
""")

CONTRACTIONS = _pairs("""
    aren't > are not
    can't > cannot
    couldn't > could not
    didn't > did not
    doesn't > does not
    don't > do not
    hasn't > has not
    haven't > have not
    isn't > is not
    it's > it is
    shouldn't > should not
    they're > they are
    wasn't > was not
    we're > we are
    weren't > were not
    won't > will not
    wouldn't > would not
    you're > you are
""")

_UNITS = _listed("""
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
    sixteen seventeen eighteen nineteen
""")
_TENS = _listed("twenty thirty forty fifty sixty seventy eighty ninety")

NUMBER_WORDS = (
    *_UNITS,
    *(f"{ten}-{unit}" if unit != "zero" else ten for ten in _TENS for unit in _UNITS[:10]),
    "one hundred",
)
"""The English words for 0 to 100; the index is the number."""
