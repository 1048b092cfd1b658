"""Every page in a browser: no message, no request, no accessibility fault, nothing cut off.

JupyterLab opens the notebook for exploring and runs it. A machine without Chromium may skip
these tests; in CI they fail instead.
"""

from __future__ import annotations

import csv
import json
import os
import secrets
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from framing.cli import main
from framing.coding.byhand.open_sheet import open_sheet
from framing.study import Study, read_study
from tests.conftest import ROOT
from tests.report.test_report import PAGES, SETS, TEXTS

pytestmark = [pytest.mark.slow, pytest.mark.browser]
CHROMIUM = (
    shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
)
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]
OPENED = "() => window.jupyterapp?.shell.currentWidget?.sessionContext"
RUN = """() => void (async () => {
    const {commands, shell} = window.jupyterapp;
    await shell.currentWidget.context.ready;
    await shell.currentWidget.sessionContext.ready;
    return commands.execute('notebook:run-all-cells');
})().then(ran => window.ran = ran, fault => window.ran = String(fault))"""
WIDTHS = (1280, 768, 390)
OF_COLOURS = ["color-contrast", "link-in-text-block"]  # rules of axe
EVERYWHERE = ("index.html", "wire.html")  # looked at in dark at every width: all that pages have
PATIENCE = 300  # seconds, which only what hangs takes


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    if CHROMIUM is None:
        if os.environ.get("CI"):
            pytest.fail("CI must have Chromium")
        pytest.skip("there is no Chromium on this machine")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(
            executable_path=CHROMIUM, args=ARGUMENTS, timeout=1_000 * PATIENCE
        )
        yield launched
        launched.close()


def check(browser: Any, file: Path) -> None:
    """Look at a page in three widths, then in dark, which changes its colours alone."""
    page = browser.new_page(color_scheme="light")
    page.set_default_timeout(1_000 * PATIENCE)
    messages, requests = [], []
    page.on("console", lambda message: messages.append(message.text))
    page.on("pageerror", lambda error: messages.append(str(error)))
    page.on("dialog", lambda dialog: messages.append(dialog.message))
    page.on("request", lambda sent: requests.append(sent.url))
    page.goto(file.as_uri())
    assert page.evaluate("document.querySelectorAll('h1').length") == 1
    assert page.evaluate("document.querySelector('h1').textContent") == page.title()
    page.evaluate(Axe().axe_script)
    for scheme, rules in (("light", []), ("dark", OF_COLOURS)):
        page.emulate_media(color_scheme=scheme)
        for width in WIDTHS if file.name in EVERYWHERE or not rules else WIDTHS[:1]:
            page.set_viewport_size({"width": width, "height": 900})
            size, shown = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
            assert size <= shown, f"{file.name} is {size} wide in a window of {shown}"
            assert faults(page, rules) == [], (width, scheme)
    assert messages == []
    assert [url for url in requests if not url.startswith(("data:", file.as_uri()))] == []
    page.close()


def faults(page: Any, rules: list[str]) -> list[tuple[str, str]]:
    """Return what axe finds by the rules, or by all, and where it cannot tell the contrast."""
    asked: dict[str, Any] = {
        "resultTypes": ["violations", "incomplete"],
        "preload": False,
        "elementRef": False,
    }
    asked |= {"runOnly": rules} if rules else {}
    told = page.evaluate("asked => axe.run(asked)", asked)
    found = [(fault["id"], fault["nodes"][0]["html"][:200]) for fault in told["violations"]]
    return found + [
        (check["data"]["messageKey"], node["html"][:200])
        for fault in told["incomplete"] if fault["id"] == "color-contrast"
        for node in fault["nodes"] for check in node["any"]
        if check["data"]["messageKey"] in ("bgGradient", "bgImage", "pseudoContent")
    ]  # fmt: skip


MOST = {  # screens of 900 px, words beside passages and texts, bytes
    "index.html": (3, 700, 100_000),
    "frame-ukraine_exclusion.html": (6, 1_200, 150_000),
    "frame-trump_putin_rapport.html": (6, 1_200, 150_000),
    "frame-european_reactions.html": (6, 1_200, 150_000),
    "outlets.html": (5, 1_200, 150_000),
    "wire.html": (9, 2_000, 150_000),
}
ON_FIRST = 120  # words of the first screen of the index
WORDS = """([within, texts]) => {
    const left = 'details, figure, svg, blockquote, .passages, .versions, .sr, .contents, style';
    const isWord = /[\\p{L}\\p{N}]/u, walker = document.createTreeWalker(
        document.querySelector('main'), NodeFilter.SHOW_TEXT);
    let n = 0;
    while (walker.nextNode()) {
        const text = walker.currentNode, range = document.createRange();
        const cell = text.parentElement.closest('th, td');
        if (text.parentElement.closest(left) || (cell && texts.some(
            one => cell.textContent.startsWith(one)))) continue;
        for (const word of text.data.matchAll(/\\S+/g)) {
            range.setStart(text, word.index);
            range.setEnd(text, word.index + word[0].length);
            n += isWord.test(word[0]) && range.getBoundingClientRect().top < within;
        }
    }
    return n;
}"""


@pytest.mark.parametrize("name", MOST)
def test_a_shipped_page_is_no_longer_than_it_is_to_be(
    name: str, browser: Any, shipped: Path, study: Study
) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto((shipped / name).as_uri())
    texts = study.sentences["text"].tolist()
    screens, words, size = MOST[name]
    assert page.evaluate("document.documentElement.scrollHeight") <= 900 * screens
    assert 100 < page.evaluate(WORDS, [1e9, texts]) <= words
    assert (shipped / name).stat().st_size <= size
    if name == "index.html":
        assert 50 < page.evaluate(WORDS, [900, texts]) <= ON_FIRST
    page.close()


@pytest.mark.parametrize("name", [*PAGES, *SETS, TEXTS[0]])  # the texts' pages are alike
def test_a_page_of_the_shipped_report_opens_clean(name: str, browser: Any, shipped: Path) -> None:
    check(browser, shipped / name)


@pytest.mark.parametrize(
    "name", ["index.html", "frame-alarm.html", "outlets.html", "validity.html"]
)
def test_a_page_of_the_generated_report_opens_clean(
    name: str, browser: Any, generated: Path
) -> None:
    check(browser, generated / name)


def test_what_is_wrong_with_a_page_is_found(browser: Any) -> None:
    page = browser.new_page()
    page.set_content("<html lang=en><title>t</title><main><h1>t</h1>"
                     "<p style='color:#aaa;background:#fff'>Pale</p></main>")  # fmt: skip
    page.evaluate(Axe().axe_script)
    assert [fault for fault, _ in faults(page, OF_COLOURS)] == ["color-contrast"]
    page.close()


def test_every_link_within_the_report_leads_somewhere(browser: Any, shipped: Path) -> None:
    page = browser.new_page()
    page.set_default_timeout(1_000 * PATIENCE)
    for name in [*PAGES, *SETS]:
        page.goto((shipped / name).as_uri())
        for link in page.evaluate("[...document.links].map(a => a.getAttribute('href'))"):
            if link.startswith("https://"):  # a source, or a licence
                continue
            target, _, anchor = link.partition("#")
            file = shipped / (target or name)
            assert file.is_file(), (name, link)
            if anchor:
                assert f'id="{anchor}"' in file.read_text(encoding="utf-8"), (name, link)
    page.close()


def test_a_filled_box_of_a_strip_opens_its_passage(browser: Any, shipped: Path) -> None:
    """The pointer meets the box itself, whatever is drawn in it."""
    page = browser.new_page()
    page.set_default_timeout(1_000 * PATIENCE)
    page.goto((shipped / "frame-ukraine_exclusion.html").as_uri())
    for box in page.locator("#figure-strips svg a").all():
        box.click()
        assert page.url.endswith(box.get_attribute("href"))
    page.close()


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """JupyterLab on a study that two people coded; the address of a notebook there, the folder.

    The notebook is the one for exploring, with cells for coding behind it.
    """
    home = tmp_path_factory.mktemp("lab")
    shutil.copytree(ROOT / "seeds", home / "seeds")
    shutil.rmtree(home / "seeds" / "coding", ignore_errors=True)
    coded_twice(home / "seeds")
    book = nbformat.read(ROOT / "notebooks" / "explore.ipynb", as_version=4)
    book.cells += [nbformat.v4.new_code_cell(cell) for cell in CODING]
    nbformat.write(book, home / "explore.ipynb")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    token = secrets.token_hex(16)
    options = ["--no-browser", "--allow-root", f"--port={port}", f"--ServerApp.root_dir={home}"]
    options += [f"--IdentityProvider.token={token}", "--LabApp.expose_app_in_browser=True"]
    shown = home / "config" / "labconfig" / "default_setting_overrides.json"
    shown.parent.mkdir(parents=True)
    shown.write_text(json.dumps(WHOLE), encoding="utf-8")
    environment = {**os.environ, "JUPYTER_CONFIG_DIR": str(home / "config")}
    server = subprocess.Popen(
        [sys.executable, "-m", "jupyterlab", *options], env=environment,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        wait_for(server, port)
        yield f"http://127.0.0.1:{port}/lab/tree/explore.ipynb?token={token}", home
    finally:
        server.terminate()
        server.wait(PATIENCE)


WHOLE = {"@jupyterlab/notebook-extension:tracker": {"windowingMode": "none"}}  # cells out of sight
CODING = (  # two people's sheets, one of them not begun, and the one that settles them
    'fr.code_sheet(this, "final-anna.csv")',
    'fr.code_sheet(this, "adjudication-clara.csv")',
    "this.codings",
)


def coded_twice(folder: Path) -> None:
    """Draw sentences for three people; ben and cleo have coded, and differ once."""
    options = ["--n", "40", *(word for who in ("anna", "ben", "cleo") for word in ("--coder", who))]
    assert main(["sample", str(folder), *options]) == 0
    for who in ("ben", "cleo"):
        sheet = open_sheet(
            folder / "coding" / f"final-{who}.csv", codebook=read_study(folder).codebook
        )
        unit = min(line["unit"] for line in sheet.lines)
        for line in sheet.lines:
            differs = who == "cleo" and line["unit"] == unit
            line["decision"] = "present" if differs else "absent"
        sheet.write(0, "note", "")
    settings = folder / "study.toml"
    text = settings.read_text(encoding="utf-8")
    more = '"coding/final-ben.csv", "coding/final-cleo.csv"'
    assert text.count("codings = [") == 1
    settings.write_text(text.replace("codings = [", f"codings = [{more}, "), encoding="utf-8")
    asked = ["--coder", "clara", "--of", "ben", "--of", "cleo"]
    assert main(["adjudicate", str(folder), *asked]) == 0


def wait_for(server: subprocess.Popen[bytes], port: int) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        assert server.poll() is None, "JupyterLab ended before it answered"
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.2)
    pytest.fail("JupyterLab did not answer")


@pytest.fixture(scope="module")
def notebook(browser: Any, lab: tuple[str, Path]) -> Iterator[Any]:
    """A notebook in JupyterLab, all of which has run without a fault."""
    page = browser.new_page(viewport={"width": 1400, "height": 1300})
    page.set_default_timeout(1_000 * PATIENCE)
    page.goto(lab[0])
    page.wait_for_function(OPENED)
    page.evaluate(RUN)
    page.wait_for_function("window.ran !== undefined")
    assert page.evaluate("window.ran") is True
    told = page.locator('[data-mime-type="application/vnd.jupyter.stderr"]').all_inner_texts()
    assert told == []
    yield page
    page.close()


def test_jupyterlab_explores_a_study(notebook: Any, lab: tuple[str, Path], tmp_path: Path) -> None:
    """A filled box shows its sentence, and an indicator is edited from what it has today."""
    page = notebook
    page.wait_for_selector(".widget-dropdown", state="attached")
    boxes, shown = page.locator("svg g[data-opens]"), page.locator(".told span:visible")
    expect(shown).to_contain_text("rest the pointer on it", timeout=1_000 * PATIENCE)
    texts = [title.strip() for title in boxes.locator("title").all_text_contents()]
    assert set(texts) <= set(read_study(lab[1] / "seeds").sentences["text"])
    boxes.nth(1).hover()
    expect(shown).to_have_text([texts[1]], timeout=1_000 * PATIENCE)
    shot(page, tmp_path, "hovered")
    page.mouse.move(0, 0)
    boxes.nth(2).focus()  # as by the Tab key
    expect(shown).to_have_text([texts[2]], timeout=1_000 * PATIENCE)
    entries = page.locator(".widget-textarea textarea")
    entries.scroll_into_view_if_needed()
    assert "= [" in entries.input_value()  # what the indicator has today
    entries.fill("Kyiv")
    entries.blur()
    page.wait_for_selector('.finding:has-text("with Kyiv")', state="attached")
    shot(page, tmp_path, "edited")
    entries.fill("any = [")
    entries.blur()
    page.wait_for_selector('.finding:has-text("the trial is not written as in")', state="attached")


def test_jupyterlab_codes_a_sentence_and_settles_a_difference(
    notebook: Any, lab: tuple[str, Path], tmp_path: Path
) -> None:
    page, coding = notebook, lab[1] / "seeds" / "coding"
    keys = page.get_by_label("keys").first
    keys.scroll_into_view_if_needed()
    keys.press("p")
    page.wait_for_selector('p:has-text("1 of 120 lines decided. Line 2.")')
    keys.press("a")
    page.wait_for_selector('p:has-text("2 of 120 lines decided. Line 3.")')
    page.get_by_role("button", name="Cannot say").first.click()
    page.wait_for_selector('p:has-text("3 of 120 lines decided. Line 4.")')
    assert decided(coding / "final-anna.csv")[:4] == ["present", "absent", "cannot say", ""]
    shot(page, tmp_path, "coding")
    settles = page.get_by_role("button", name="Present").last
    settles.scroll_into_view_if_needed()
    n = len(decided(coding / "adjudication-clara.csv"))
    settles.click()
    page.wait_for_selector(f'p:has-text("1 of {n} lines decided.")')
    assert decided(coding / "adjudication-clara.csv")[0] == "present"
    table = page.locator('table:has(caption:has-text("codings: "))')
    assert table.locator("td").first.evaluate("cell => getComputedStyle(cell).textAlign") == "left"
    shot(page, tmp_path, "settled")


def decided(sheet: Path) -> list[str]:
    with sheet.open(encoding="utf-8-sig", newline="") as file:
        return [row["decision"] for row in csv.DictReader(file)]


def shot(page: Any, folder: Path, name: str) -> None:
    """Keep a picture, for whoever wants to look."""
    page.screenshot(path=Path(os.environ.get("FRAMING_SHOTS", folder)) / f"{name}.png")
