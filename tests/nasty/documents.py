"""More than five hundred documents that break, slow down or fool YAML readers, each with the verdict it must get."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from mou_tracker.store.reader import MAX_BYTES

SYNTAX = {
    "tab": ["a:\n\tb: 1\n", "\ta: 1\n", "a:\tb\n", "a: b\t\n", "a: b\tc\n", "- a:\n\t- b\n", "a: |\n\tb\n", "a: |\n \tb\n", "a: [b,\tc]\n"],
    "unclosed_quote": ['a: "b\n', "a: 'b\n", 'a: "b\nc: d\n', 'a: "b\\"\n', "a: 'b''\n", '"a\n', 'a: ["b]\n', 'a: "b\n---\nc"\n'],
    "bad_escape": ['a: "\\ud800"\n', 'a: "\\udfff"\n', 'a: "\\ud83d\\ude00"\n', 'a: "\\U00110000"\n', 'a: "\\UFFFFFFFF"\n', 'a: "\\x4"\n', 'a: "\\u12"\n'],
    "unclosed_bracket": ["a: [b\n", "a: {b: c\n", "a: [b, c\nd: e\n", "a: {b: [c}\n", "a: [[b]\n", "a: {b\n", "[\n", "a: [b,\n"],
    "missing_comma": ["a: ['b' 'c']\n", "a: ['b' c]\n", "a: [[b] c]\n", "a: {'b': 'c' 'd': e}\n"],
    "colon_in_brackets": ["a: {b:}\n", "a: {b:,c: d}\n", "a: [b:]\n", "a: {b:[c]}\n", "a: [b:{c: d}]\n", "a: {b  :, c: d}\n", "a: [b\n  :]\n"],
    "stray_mark": ["a: [,]\n", "a: [b,,c]\n", "a: ]\n", "a: }\n", "a: ,b\n", "a: {,}\n", "a: {b: :c}\n", "a: [-]\n", "...\n"],
    "special_start": ["a: @b\n", "a: `b`\n", "a: %b\n", "@a: b\n", "a: [%b]\n", "a: [@b]\n"],
    "colon_in_text": ["a: b: c\n", "a: b: c: d\n", "- a: b: c\n", "title: Memo: on training\n", "a: b:\n"],
    "mapping_here": ["a: b\n c: d\n", "a: b\n  c: d\n", "a\n  b: c\n", "- a\n  b: c\n"],
    "list_here": ["a: - b\n", "a: -\n", "a: - - b\n"],
    "question_mark": ["a: ? b\n", "a: {?b: c}\n"],
    "missing_colon": ["a: b\nc\n", "a: b\nc\nd: e\n", "a: b\n'c'\n", "a:\n  b: c\n  d\ne: f\n"],
    "text_after_value": ['a: "b" c\n', "a: 'b' c\n", "a: [b] c\n", "a: {b: c} d\n", '"a" b: c\n'],
    "bad_indent": ["a:\n  - b\n c: d\n", "a:\n    b: c\n  d: e\n", "a: b # c\n  d\n", "a:\n  b: c\n d: e\n", "  a: b\n c: d\n", "  a: b\nc: d\n"],
    "list_broken": ["a:\n  - b\n  c: d\n", "- a\nb: c\n"],
    "glued_comment": ['a: "b"#c\n', "a: 'b'#c\n", "a: [b]#c\n", "a: [b,#c\n  d]\n", "a: {}#\n"],
    "block_header": ["a: |x\n  b\n", "a: >#c\n  b\n", "a: |0\n  b\n", "a: |12\n  b\n", "a: |++\n  b\n", "a: | b\n  c\n"],
    "text_after_end": ["{a: b}\nc: d\n", "{a: b} c\n", "a: b\n...\nc: d\n"],
}  # fmt: skip
"""Documents for each problem of MOU005."""

FINE = {
    "words of YAML 1.1": "a: NO\nb: yes\nc: on\nd: y\n",
    "numbers of YAML 1.1": "a: 010\nb: 1_000\nc: 12:30:00\nd: 0b1\ne: 1e3\nf: 0o17\ng: 0x1F\n",
    "dates": "a: 2025-01-15\nb: 2001-12-14t21:59:43.10-05:00\nc: 2025-01\n",
    "Arabic-Indic digits": "a: ٢٠٢٥\nb: ١٢٫٥\n",
    "eighteen digits": "a: 123456789012345678\nb: -123456789012345678\nc: 0.12345678901234567\n",
    "zeros": "a: 0\nb: -0\nc: 0.0\nd: 0e999\n",
    "keys that are no texts elsewhere": "null: a\ntrue: b\n1: c\n~: d\nno: e\n1.5: f\n2025-01-15: g\n",
    "numbers as different keys": "1: a\n01: b\n1.0: c\n",
    "keys that differ in case": "a: b\nA: c\n",
    "keys alike but for a mark": "ا: b\nأ: c\n",
    "brackets in quotes": f'a: "{"[" * 5000}"\nb: \'{"{" * 5000}\'\n',
    "brackets in a block": "a: |\n" + "  [[[[{{{{\n" * 500,
    "quotes in a text": "a: it's \"fine\" here\n",
    "indicators inside texts": "a: b#c\nb: x:y\nc: a-b ?c !d &e *f |g >h %i @j\nd: https://e.org/?a=b&c=d#e\n",
    "indicators in quotes": "a: '!b'\nb: \"&c\"\nc: '*d'\nd: '<<'\n",
    "merge sign as a value": "a: <<\nb: =\n",
    "escapes": 'a: "\\" \\\\ \\/ \\n \\t \\x41 \\u0627 \\U0001F600 \\_"\n',
    "emoji": "a: 🤝\n",
    "carriage returns before line feeds": "a: b\r\nc:\r\n  - d\r\n",
    "no line end": "a: b",
    "a block without line end": "a: |\n  b",
    "spaces at the end": "a: b   \n   \n   ",
    "tabs in quotes, blocks and remarks": 'a: "b\tc"\nb: \'d\te\'\nc: |\n  f\tg\n# h\ti\n',
    "a document start": "---\na: b\n",
    "a document end": "a: b\n...\n",
    "remarks everywhere": "# a\na: # b\n  # c\n  - d # e\n# f\n",
    "list in its key's column": "a:\n- b\n-\n  c: d\n- - e\n",
    "question marks": "? a\n: b\nc: {d: e?f, ? g : h}\n",
    "empty values": "a:\nb: {}\nc: []\nd: ''\ne: |\nf: {g: , h}\n",
    "text over lines": "a: b\n  c\n\n  d\ne: \"f\n  g\"\nh: 'i\n\n  j'\nk: [l,\n  m]\n",
    "blocks": "a: |+\n  b\n\nc: >-\n  d\n  e\n\n   f\ng: |2\n    h\n",
    "a pair in a list": "a: [b: c, d]\n",
    "private use and noncharacters": "a: \ue000\ufdd0\U0001fffe\n",
    "no-break space": "a: b\u00a0c\n\u00a0d: e\n",
    "twenty deep": "a: " + "[" * 19 + "]" * 19 + "\n",
    "twenty deep in blocks": "".join("  " * depth + "a:\n" for depth in range(20)),
    "a list of many": "a:\n" + "- b\n" * 20_000,
    "a line of a megabyte": "a: " + "b" * (MAX_BYTES - 4) + "\n",
    "quotes of a megabyte": 'a: "' + "b " * (MAX_BYTES // 2 - 4) + '"\n',
    "a text over many lines": "a: b\n" + "  c\n" * 200_000,
    "blank lines": "a: b" + "\n" * 1_000_000,
    "spaces": "a: b\n" + " " * 1_000_000,
    "colons": "a: " + "b:" * 500_000 + "c\n",
    "remarks of a megabyte": "a: b\n" + "#" * 1_000_000,
    "many keys": "".join(f"k{number}: v\n" for number in range(50_000)),
    "many brackets": "a: [" + "[]," * 100_000 + "]\n",
}  # fmt: skip

REFUSED = {
    "MOU006": ["a: 1\na: 2\n", "a: 1\n'a': 2\n", '"a": 1\n\'a\': 2\n', "a: {b: 1, b: 2}\n", "a:\n  - b: 1\n    b: 2\n", "1: a\n'1': b\n", "a: 1\nb: 2\n? a\n: 3\n"]
    + [f"{whole}: 1\n{parts}: 2\n" for whole, parts in (("é", "e\u0301"), ("أ", "ا\u0654"), ("ئ", "ي\u0654"), ("ؤ", "و\u0654"), ("آ", "ا\u0653"), ("각", "\u1100\u1161\u11a8"), ("Å", "\u212b"))],
    "MOU007": [
        *(f"a: {tag} b\n" for tag in ("!", "!b", "!!str", "!!int", "!!binary", "!!python/object:os.system", "!!python/object/apply:os.system", "!<tag:yaml.org,2002:str>", "!!set", "!!omap", "!!timestamp", "!!null", "!ruby/object:Gem")),
        "!!map {a: b}\n", "a: !!seq [b]\n", "!a b: c\n", "a: !\nb: c\n", "a: !!python/name:os.system\n", "a: ![b]\n", "a: !e!b c\n", "a: !<b c\n",
        "a: !!python/object/apply:subprocess.check_output [[id]]\n",
    ],
    "MOU008": [
        "a: &b c\n", "a: *b\n", "a: &b c\nd: *b\n", "&a b: c\n", "a: &b [*b]\n", "&a [*a]\n", "&a {b: *a}\n", "*a : b\n", "<<: {a: b}\n", "<<: [a]\n", "a: {<<: {b: c}}\n",
        "a: &b {c: d}\ne:\n  <<: *b\n", "a: & b\n", "a: * b\n", "a: &\n", "a: [&b c, *b]\n", "a: &b\nc: *b\n", "a: !!str &b c\n",
        "a: &a [x,x]\n" + "".join(f"b{n}: &b{n} [{','.join([f'*b{n - 1}' if n else '*a'] * 9)}]\n" for n in range(9)),
        "a: &a a\n" + "b: [" + "*a," * 100_000 + "]\n",
        "a: [" + "&a b," * 50_000 + "]\n",
    ],
    "MOU009": ["a: b\n---\nc: d\n", "a: b\n---\n", "---\n---\na: b\n", "a: b\n...\n---\nc: d\n", "%YAML 1.1\n---\na: b\n", "%YAML 1.2\n---\na: b\n", "%TAG ! tag:e.org,2000:\n---\na: b\n", "%FOO bar\n---\na: b\n", "%YAML 9.9\n---\na: b\n", "%\n", "%YAML\n---\na: b\n", "a: b\n" + "---\na: b\n" * 10_000],
    "MOU010": [
        *(opening * 100_000 for opening in ("[", "{", "{a: ", "[a, ", "- ", "? ", "[{a: ", "- - ", "[[a], ")),
        *("a: " + opening * 21 for opening in ("[", "{a: ", "[a, ")),
        "a: " + "[" * 20 + "]" * 20 + "\n", "a: " + "{b: " * 20 + "c" + "}" * 20 + "\n",
        "".join("  " * depth + "a:\n" for depth in range(21)) + "  " * 21 + "b: c\n", "".join(" " * depth + "a:\n" for depth in range(1000)) + " " * 1000 + "b: c\n", "a:\n" + "- " * 20 + "b\n",
    ],
    "MOU011": ["", " ", "\n", "\n\n", "# a\n", "---\n", "null\n", "~\n", "[]\n", "[a]\n", "- a\n", "- a: b\n", "a\n", "a b c\n", '""\n', "'a: b'\n", "1\n", "true\n", "|\n  a: b\n", "--- a\n", "2025-01-15\n", "a:b\n", "a :b\n"],
    "MOU012": ["[a]: b\n", "{a: b}: c\n", "? [a]\n: b\n", "? {a: b}\n: c\n", "? - a\n: b\n", "'': a\n", '"": a\n', "? |\n  a\n: b\n", "? >\n  a\n: b\n", '? "a\n\n  b"\n: c\n', '"a\\nb": c\n', "? \n: a\n", "a: {[b]: c}\n", "a: [[b]: c]\n", "a: {? : b}\n", "{{a: b}: c}\n", "{[a]}\n", '? "a\n  b"\n: c\n', "? a\n  b\n: c\n", "a: {b\n  c, d: e}\n"],
    "MOU013": [f"a: {number}\n" for number in (".inf", "-.inf", "+.inf", ".Inf", ".INF", ".nan", ".NaN", ".NAN", "1" * 19, "-" + "1" * 19, "+" + "0" * 19, "1" * 5000, "1" * 1_000_000, "1e999", "-1e999", "1e-999", "0x" + "F" * 19, "0o" + "7" * 19, "0." + "1" * 18, "1" * 5000 + ".5", "1e" + "9" * 100_000, "1" * 19 + "e5")]
    + ["a: [.inf]\n", "a: {b: .nan}\n"],
}  # fmt: skip


class Nasty(NamedTuple):
    """A document; the code of an error it must give, or "" when it must be read; the warnings it must give."""

    name: str
    content: bytes
    code: str = ""
    warnings: frozenset[str] = frozenset()
    problem: str = ""


def documents() -> list[Nasty]:
    """All of them, in a fixed order."""
    families = (_syntax, _fine, _refused, _escapes, _controls, _breaks, _directions, _marks, _encodings, _sizes)
    return [document for family in families for document in family()]


def _syntax() -> Iterator[Nasty]:
    for problem, texts in SYNTAX.items():
        for number, text in enumerate(texts):
            yield Nasty(f"{problem} {number}", text.encode(), "MOU005", problem=problem)


def _fine() -> Iterator[Nasty]:
    for name, text in FINE.items():
        yield Nasty(name, text.encode())


def _refused() -> Iterator[Nasty]:
    for code, texts in REFUSED.items():
        for number, text in enumerate(texts):
            yield Nasty(f"{code} {number}", text.encode(), code)


def _escapes() -> Iterator[Nasty]:
    """Backslashes before a character that has no meaning after one (YAML 1.2.2, section 5.7)."""
    for character in map(chr, range(0x21, 0x7F)):
        if character not in '0abtnvfre"/\\N_LPxuU':
            yield Nasty(f"backslash {character}", f'a: "\\{character}"\n'.encode(), "MOU005", problem="bad_escape")


def _controls() -> Iterator[Nasty]:
    for point in (*range(0x20), *range(0x7F, 0xA0), 0xFFFE, 0xFFFF):
        if point in (0x09, 0x0A, 0x0D, 0x85):
            continue
        yield Nasty(f"control U+{point:04X}", f"a: b{chr(point)}c\n".encode(), "MOU004")
        yield Nasty(f"escaped control U+{point:04X}", f'a: "b\\u{point:04x}c"\n'.encode(), "MOU004")
    for name in "0abvfre":
        yield Nasty(f"control by name \\{name}", f'a: "\\{name}"\n'.encode(), "MOU004")
    for place in (
        "\x1ba: b\n",
        "a\x1b: b\n",
        "# \x1b\na: b\n",
        "a: |\n  b\x1b\n",
        "a: b\n\x00",
        "a: '\x07'\n",
        '"\\e": a\n',
        "a: {b: \x1b}\n",
    ):
        yield Nasty(f"control in {place!r}", place.encode(), "MOU004")


def _breaks() -> Iterator[Nasty]:
    for character in ("\r", "\x85", "\u2028", "\u2029"):
        for text in (
            "a: b{}c: d\n",
            "a: 'b{}c'\n",
            "# b{}c\na: d\n",
            "a{}: b\n",
            "a: |\n  b{}  c\n",
            "{}a: b\n",
            "a: b\n{}",
        ):
            yield Nasty(f"line break {text!r} U+{ord(character):04X}", text.format(character).encode(), "MOU018")
    for escape, code in (
        ("\\N", "MOU018"),
        ("\\L", "MOU018"),
        ("\\P", "MOU018"),
        ("\\r", "MOU004"),
        ("\\u2028", "MOU018"),
        ("\\x85", "MOU018"),
    ):
        yield Nasty(f"escaped line break {escape}", f'a: "b{escape}c"\n'.encode(), code)
    yield Nasty("lone CR among pairs", b"a: b\r\nc: d\re: f\r\n", "MOU018")
    yield Nasty("CR twice", b"a: b\r\r\nc: d\n", "MOU018")


def _directions() -> Iterator[Nasty]:
    for point in (*range(0x202A, 0x202F), *range(0x2066, 0x206A)):
        for text in ("a: b{}c\n", "a: '{}'\n", "# {}\na: b\n", "a{}: b\n", "a: [{}]\n"):
            yield Nasty(f"direction {text!r} U+{point:04X}", text.format(chr(point)).encode(), "MOU014")
        yield Nasty(f"escaped direction U+{point:04X}", f'a: "\\u{point:04X}"\n'.encode(), "MOU014")


def _marks() -> Iterator[Nasty]:
    hidden, order = frozenset({"MOU015"}), frozenset({"MOU016"})
    for point in (0x061C, *range(0x200B, 0x2010), 0xFEFF):
        for text in ("a: b{}c\n", "a: '{}'\n", "# {}\na: b\n", "a{}: b\n", "a: [{}b]\n"):
            yield Nasty(f"mark {text!r} U+{point:04X}", text.format(chr(point)).encode(), warnings=hidden)
        yield Nasty(f"escaped mark U+{point:04X}", f'a: "\\u{point:04X}"\n'.encode(), warnings=hidden)
    yield Nasty("keys alike but for an unseen mark", "a: b\na\u200b: c\n".encode(), warnings=hidden)
    yield Nasty("many marks", ("a: " + "\u200e" * 100_000 + "\n").encode(), warnings=hidden)
    yield Nasty("byte-order mark", "\ufeffa: b\n".encode(), warnings=order)
    yield Nasty("byte-order mark and remark", "\ufeff# a\na: b\n".encode(), warnings=order)
    yield Nasty("byte-order mark and start", "\ufeff---\na: b\n".encode(), warnings=order)
    yield Nasty("byte-order mark alone", "\ufeff".encode(), "MOU011", order)
    yield Nasty("byte-order mark twice", "\ufeff\ufeffa: b\n".encode(), "MOU004", order)
    yield Nasty("byte-order mark before a later key", "a: b\n\ufeffc: d\n".encode(), "MOU004")


def _encodings() -> Iterator[Nasty]:
    text = "title: مذكرة تفاهم بشأن التدريب\nkind: memorandum_of_understanding\n"
    for encoding in (
        "utf-16",
        "utf-16-le",
        "utf-16-be",
        "utf-32",
        "utf-32-le",
        "utf-32-be",
        "cp1256",
        "iso8859-6",
        "cp720",
    ):
        yield Nasty(encoding, text.encode(encoding), "MOU003")
    yield Nasty("cp1252", "a: é\n".encode("cp1252"), "MOU003")
    for whole in ("é", "ع", "€", "ﷺ", "😀"):
        for kept in range(1, len(whole.encode())):
            yield Nasty(f"{whole} cut to {kept}", b"a: " + whole.encode()[:kept], "MOU003")
            yield Nasty(f"{whole} cut to {kept} inside", b"a: " + whole.encode()[:kept] + b"b\n", "MOU003")
    for wrong in (b"\x80", b"\xbf", b"\xc0\x80", b"\xc0\xaf", b"\xc1\xbf", b"\xe0\x80\x80", b"\xed\xa0\x80", b"\xed\xbf\xbf", b"\xf0\x80\x80\x80", b"\xf4\x90\x80\x80", b"\xf5\x80\x80\x80", b"\xfe", b"\xff"):  # fmt: skip
        yield Nasty(f"bytes {wrong.hex()}", b"a: " + wrong + b"\n", "MOU003")


def _sizes() -> Iterator[Nasty]:
    yield Nasty("at the limit", b"a: b\n" + b"#" * (MAX_BYTES - 5))
    yield Nasty("one byte over", b"a: b\n" + b"#" * (MAX_BYTES - 4), "MOU002")
    yield Nasty("far over", b"[" * (4 * MAX_BYTES), "MOU002")
    yield Nasty("zero bytes", b"\x00" * 1_000_000, "MOU003")
    yield Nasty("repeated keys", b"a: b\n" * 200_000, "MOU006")
    yield Nasty("backslashes", b'a: "' + b"\\" * 999_999, "MOU005")
    yield Nasty("a key of a megabyte", b"a" * 1_000_000 + b": b\n", "MOU005")
    yield Nasty("tabs of a megabyte", b"a:" + b"\t" * 1_000_000 + b"b\n", "MOU005")
    yield Nasty("spaces then a tab", b"a: b\n" + b" " * 1_000_000 + b"\tc: d\n", "MOU005")
