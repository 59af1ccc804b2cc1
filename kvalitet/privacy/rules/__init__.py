"""Finding and taking away what says too much about a person; pure. [D9]"""

from kvalitet.privacy.choices import FindingKind as FindingKind
from kvalitet.privacy.rules.finding import find as find
from kvalitet.privacy.rules.findings import Finding as Finding
from kvalitet.privacy.rules.findings import keep_label as keep_label
from kvalitet.privacy.rules.findings import key_of as key_of
from kvalitet.privacy.rules.findings import placeholder as placeholder
from kvalitet.privacy.rules.findings import redact as redact
from kvalitet.privacy.rules.names import KnownName as KnownName
from kvalitet.privacy.rules.names import name_pairs as name_pairs
from kvalitet.privacy.rules.searching import name_beginnings as name_beginnings
from kvalitet.privacy.rules.searching import search_words as search_words
from kvalitet.privacy.rules.searching import telling_words as telling_words
