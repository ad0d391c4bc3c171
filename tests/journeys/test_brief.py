"""`mou brief` as it is typed: formats by the ending, languages, days, refusals with words; and the page in a browser."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from mou_tracker import __version__
from tests.journeys.running import Ran, acting, mou
from tests.lively_register import FILES, laid_out

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return laid_out(tmp_path_factory.mktemp("brief"))


def refused(ran: Ran, *told: str, code: int = 2) -> None:
    assert (ran.code, ran.out) == (code, "")
    for words in told:
        assert words in ran.err


def test_markdown_goes_to_the_screen(place: Path) -> None:
    ran = mou(place, "--lang", "en", "brief", "committee")
    assert ran.code == 0
    assert ran.err == ""
    assert ran.out.startswith("**Classification: public**\n\n# Next meeting of Joint Committee\n")
    assert f"Made by mou-tracker {__version__} from the register, as of 30 June 2026." in ran.out
    assert acting(ran.out) == []


@pytest.mark.parametrize(
    ("name", "begins"),
    [("b.html", "<!doctype html>"), ("b.HTM", "<!doctype html>"), ("b.md", "**Cl"), ("b.markdown", "**Cl")],
)
def test_the_ending_names_the_format(name: str, begins: str, place: Path, tmp_path: Path) -> None:
    assert mou(place, "brief", "lively", "-o", str(tmp_path / name), "--lang", "en").code == 0
    assert (tmp_path / name).read_text("utf-8").startswith(begins)


def test_the_format_said_comes_first(place: Path, tmp_path: Path) -> None:
    assert mou(place, "brief", "lively", "-o", str(tmp_path / "b.txt"), "--format", "html").code == 0
    assert (tmp_path / "b.txt").read_text("utf-8").startswith('<!doctype html>\n<html lang="ar" dir="rtl">')
    assert mou(place, "brief", "lively", "--format", "html", "-o", "-").out.startswith("<!doctype html>")


def test_the_register_has_its_day_language_digits_and_calendar(place: Path, tmp_path: Path) -> None:
    files = {**FILES, "mou.toml": 'digits = "arab"\nhijri = true\n' + FILES["mou.toml"]}
    ran = mou(laid_out(tmp_path, files), "brief", "sample", "--as-of", "2026-07-01")
    assert "بتاريخ ١٦ محرم ١٤٤٨هـ الموافق ١ يوليو ٢٠٢٦م" in ran.out
    assert "بتاريخ 30 يونيو 2026" in mou(place, "brief", "sample").out
    assert (
        "As of 15 Muharram 1448 AH, corresponding to 30 June 2026"
        in mou(place, "brief", "sample", "--lang", "en", "--hijri").out
    )


def test_the_audience_decides_what_is_in_it(tmp_path: Path) -> None:
    files = {**FILES, "agreements/lively.yaml": FILES["agreements/lively.yaml"].replace("public", "internal")}
    place = laid_out(tmp_path, files)
    assert "lively" in mou(place, "brief", "committee", "--lang", "en").out
    public = mou(place, "brief", "committee", "--lang", "en", "--audience", "public")
    assert public.code == 0
    assert "lively" not in public.out
    assert "records not classified public are left out" in public.out
    refused(
        mou(place, "brief", "lively", "--lang", "en", "--audience", "parties"),
        "error: lively is not classified for this audience",
        "help: For internal use: --audience internal",
    )


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("brief", "livley"), ("There is no record livley", "Did you mean lively?")),
        (("brief", "lively/shelter"), ("lively/shelter is a part of one", "Did you mean lively?")),
        (("brief", "world-office"), ("world-office holds no meetings", "mou status --agency world-office")),
        (("brief", "lively", "--format", "htlm"), ("--format has no value htlm", "Did you mean html?")),
        (("brief", "lively", "--audience", "all"), ("--audience has no value all", "internal, parties, public")),
        (("brief", "lively", "--digits", "roman"), ("--digits has no value roman", "latn, arab")),
        (("brief", "lively", "-o", "brief.xyz"), ("The ending of brief.xyz names no format", "md, html")),
        (("brief", "lively", "-o", "brief"), ("The ending of brief names no format",)),
        (("brief",), ("REF is missing",)),
    ],
)
def test_what_cannot_be_is_told(words: tuple[str, ...], told: tuple[str, ...], place: Path) -> None:
    refused(mou(place, "--lang", "en", *words), *told)
    assert not (place / "brief.xyz").exists()


def test_a_fault_in_a_template_of_ones_own_is_told_with_its_place(tmp_path: Path) -> None:
    place = laid_out(tmp_path, {**FILES, "templates/brief.md.j2": "# {{ brief.title | text }}\n{{ brief.overdu }}\n"})
    refused(mou(place, "--lang", "en", "brief", "lively"), "brief.md.j2, line 2: there is no field overdu", "overdue?")
    ran = mou(place, "brief", "lively")
    refused(ran, "لا يوجد حقل باسم")
    assert mou(place, "brief", "lively", "--format", "html").code == 0


def test_a_template_that_leads_out_is_refused(tmp_path: Path) -> None:
    place = laid_out(tmp_path / "register")
    (tmp_path / "secret").write_text("the secret", "utf-8")
    (place / "templates").mkdir()
    (place / "templates" / "brief.md.j2").symlink_to(tmp_path / "secret")
    ran = mou(place, "--lang", "en", "brief", "lively")
    refused(ran, "is a link that leads out of its folder")
    assert "the secret" not in ran.err


def test_the_example_register_has_briefs(tmp_path: Path) -> None:
    for ref in ("bh-om-2025-trafficking", "kw-national-committee/23", "kw-national-committee", "bh-lmra", "gov-forum"):
        for lang in ("ar", "en"):
            for kind in ("md", "html"):
                ran = mou(ROOT, "--lang", lang, "brief", ref, "--format", kind)
                assert (ran.code, ran.err) == (0, "")


# ---- in a browser ----

BROWSER = next((path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), "")
FLAGS = (
    *(
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-sync",
        "--hide-scrollbars",
    ),
    *(
        "--disable-background-networking",
        "--disable-component-update",
        "--virtual-time-budget=5000",
        "--window-size=800,900",
    ),
)
PROBE = """<!doctype html><meta charset="utf-8"><body><iframe id="page" style="width:390px;height:900px;border:0"></iframe><script>
const frame = document.getElementById("page");
frame.onload = () => {
  const root = frame.contentDocument.documentElement, wide = [];
  for (const one of frame.contentDocument.querySelectorAll("body *")) {
    const box = one.getBoundingClientRect();
    const hidden = one.closest(".skip, .sprite, thead");
    if (!hidden && box.width && (box.left < -0.5 || box.right > 390.5)) wide.push(one.outerHTML.slice(0, 80));
  }
  const found = {scroll: root.scrollWidth, client: root.clientWidth, wide: wide.slice(0, 3)};
  const told = document.createElement("pre");
  told.textContent = "FOUND" + JSON.stringify(found) + "DNUOF";
  document.body.append(told);
};
frame.srcdoc = PAGE;
</script>"""


@pytest.mark.slow
@pytest.mark.skipif(not BROWSER, reason="there is no chromium to look at the page with")
@pytest.mark.parametrize("lang", ["ar", "en"])
@pytest.mark.parametrize("ref", ["committee", "lively", "committee/2"])
def test_nothing_is_cut_or_scrolls_sideways_on_a_telephone(ref: str, lang: str, place: Path, tmp_path: Path) -> None:
    page = mou(place, "--lang", lang, "brief", ref, "--format", "html").out
    found = on_a_telephone(page, tmp_path)
    assert found["wide"] == []
    assert found["scroll"] == found["client"] == 390


@pytest.mark.slow
@pytest.mark.skipif(not BROWSER, reason="there is no chromium to look at the page with")
def test_a_page_that_is_too_wide_is_noticed(place: Path, tmp_path: Path) -> None:
    page = mou(place, "brief", "lively", "--format", "html").out
    found = on_a_telephone(page.replace("</style>", ".figures { inline-size: 30rem; }</style>"), tmp_path)
    assert found["wide"]


def on_a_telephone(page: str, folder: Path) -> dict[str, Any]:
    """What stands out of a window 390 pixels wide, and how wide the page is in it."""
    page = re.sub(r"<meta http-equiv=.*?>\n", "", page)
    quoted = json.dumps(page).replace("</", "<\\/")
    (folder / "probe.html").write_text(PROBE.replace("PAGE", quoted), "utf-8")
    return in_browser(folder / "probe.html", folder / "profile")


def in_browser(page: Path, profile: Path) -> dict[str, Any]:
    """What the script of a page found."""
    command = [BROWSER, *FLAGS, f"--user-data-dir={profile}", "--dump-dom", page.as_uri()]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=120, check=False)
    told = re.search("FOUND(.*?)DNUOF", done.stdout.split("<pre>")[-1])
    assert told, done.stderr
    found: dict[str, Any] = json.loads(told[1].replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"))
    return found
