"""Rules of personal data: addresses and numbers of persons that have no place in a register (MOU7xx)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from mou_tracker.i18n.format import digits
from mou_tracker.rules.base import WARNING, Finding, Rule, at
from mou_tracker.rules.passages import Passages

_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}\.[A-Za-z]{2,}")
_PHONE = re.compile(r"(?:\+|(?<![0-9A-Za-z])00)[1-9][0-9]{0,2}(?:[ \-.()]{0,2}[0-9]){7,11}(?![0-9])")
_LONG_NUMBER = re.compile("[0-9٠-٩][0-9٠-٩]{8}")
_NUMBER = re.compile(r"(?<![0-9A-Za-z/.\-])[0-9]{9,15}(?![0-9A-Za-z])")
_EMIRATES = re.compile(r"(?<![0-9])784[- ]?(?:19|20)[0-9]{2}[- ]?[0-9]{7}[- ]?[0-9](?![0-9])")
_PASSPORT = re.compile(r"(?i:passport|جواز)[^0-9]{0,24}?[A-Z]{0,2}[0-9]{6,9}(?![0-9])")
_PASSPORT_WORDS = ("assport", "جواز")
_IBAN = re.compile(r"(?<![A-Z0-9])(?:AE|BH|KW|OM|QA|SA)[0-9]{2}(?: ?[A-Z0-9]){11,30}(?![A-Z0-9])")
_IBAN_LANDS = ("AE", "BH", "KW", "OM", "QA", "SA")


def _email(passages: Passages) -> Iterable[Finding]:
    if "@" not in passages.everything:
        return ()
    return [at(*one.path) for one in passages.where(_EMAIL.search)]


def _phone(passages: Passages) -> Iterable[Finding]:
    if not passages.holds("+", "00", "٠٠"):
        return ()
    return [at(*one.path) for one in passages.where(lambda text: _PHONE.search(digits(text)))]


def _identity(passages: Passages) -> Iterable[Finding]:
    if not (_LONG_NUMBER.search(passages.everything) or passages.holds("784", *_PASSPORT_WORDS)):
        return ()
    return [at(*one.path) for one in passages.where(lambda text: holds_identity(digits(text)))]


def holds_identity(text: str) -> bool:
    """True when the text holds what has the form of a number of a person's identity in the Gulf, or of a passport."""
    if _EMIRATES.search(text) or _PASSPORT.search(text):
        return True
    return any(_FORMS[len(found)](found) for found in _NUMBER.findall(text) if len(found) in _FORMS)


def _is_bahraini(number: str) -> bool:
    """Year and month of birth, then five digits."""
    return "01" <= number[2:4] <= "12"


def _is_saudi(number: str) -> bool:
    """1 for citizens, 2 for residents; the check digit of Luhn (ISO/IEC 7812-1)."""
    doubled = (int(digit) * (2 - place % 2) for place, digit in enumerate(number))
    return number[0] in "12" and sum(value // 10 + value % 10 for value in doubled) % 10 == 0


def _is_qatari(number: str) -> bool:
    """Century of birth, year, three digits of a country, five more."""
    return number[0] in "23"


def _is_kuwaiti(number: str) -> bool:
    """Century, year, month and day of birth, then five digits."""
    return number[0] in "23" and "01" <= number[3:5] <= "12" and "01" <= number[5:7] <= "31"


_FORMS: dict[int, Callable[[str], bool]] = {9: _is_bahraini, 10: _is_saudi, 11: _is_qatari, 12: _is_kuwaiti}


def _bank_account(passages: Passages) -> Iterable[Finding]:
    if not passages.holds(*_IBAN_LANDS):
        return ()
    return [at(*one.path) for one in passages.where(holds_account)]


def holds_account(text: str) -> bool:
    """True when the text holds an account number of the Gulf whose check digits are right (ISO 13616, mod 97)."""
    found = (match[0].replace(" ", "") for match in _IBAN.finditer(text))
    return any(int("".join(str(int(sign, 36)) for sign in iban[4:] + iban[:4])) % 97 == 1 for iban in found)


RULES: tuple[Rule, ...] = (
    Rule(
        code="MOU703",
        scope="text",
        severity=WARNING,
        title="E-mail address in a text",
        message="The text holds what looks like an e-mail address",
        why="The register and its history are copied and published; a person's address stays in them for ever.",
        remedy="Name the agency or the post instead, and keep addresses in your contact list.",
        sample="commitment",
        bad="note: {en: Write to salim@example.org}",
        good="note: {en: Write to the focal point of the authority}",
        check=_email,
    ),
    Rule(
        code="MOU713",
        scope="text",
        severity=WARNING,
        title="Telephone number in a text",
        message="The text holds what looks like a telephone number",
        why="The register and its history are copied and published; a person's number stays in them for ever.",
        remedy="Name the agency or the post instead, and keep numbers in your contact list.",
        sample="commitment",
        bad="note: {en: Call +973 1700 0000}",
        good="note: {en: Call the focal point of the authority}",
        check=_phone,
    ),
    Rule(
        code="MOU714",
        scope="text",
        severity=WARNING,
        title="Identity number in a text",
        message="The text holds what looks like an identity or passport number",
        why="The register holds no data of cases or persons; what was committed to its history is hard to take back.",
        remedy="Remove the number, and tell whoever keeps the repository if it was already shared.",
        sample="commitment",
        bad="note: {en: Participant 784-1990-1234567-1}",
        good="note: {en: 784 participants}",
        check=_identity,
    ),
    Rule(
        code="MOU715",
        scope="text",
        severity=WARNING,
        title="Bank account in a text",
        message="The text holds a bank account number (IBAN)",
        why="An account number in a shared file invites fraud.",
        remedy="Remove the number; refer to the letter that gives it.",
        source="ISO 13616",
        sample="commitment",
        bad="note: {en: Pay to BH67 BMAG 0000 1299 1234 56}",
        good="note: {en: Pay to the account named in the letter}",
        check=_bank_account,
    ),
)
