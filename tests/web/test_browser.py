"""The site in headless Chromium: with scripts and without, wide and on a phone.

Needs Chromium with its driver and the package selenium. Where CI is set they must be there.
"""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import waitress

from searchapp.settings import Settings
from searchapp.web import create_app
from tests.web.site import Listed

pytestmark = pytest.mark.browser
_OPTIONS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)
PHONE = 390
ENLARGED = 320  # what is left of a screen of 1280 where everything is four times as large
Open = Callable[..., Any]
_PATIENCE = 30.0  # seconds


def missing(what: str) -> None:
    """A browser that is not there fails the run where it has to be, and skips it elsewhere."""
    if os.environ.get("CI"):
        pytest.fail(f"{what} is not installed, and CI runs need it")
    pytest.skip(f"{what} is not installed: apt-get install chromium chromium-driver")


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    app = create_app(Settings(port=0), Listed())
    server = waitress.create_server(app, host="127.0.0.1", port=0, threads=4)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.effective_port}"
    server.close()
    thread.join(timeout=5)


@pytest.fixture(scope="module")
def browse(address: str) -> Iterator[Open]:
    """Opens a page; a browser is started once for each way of looking and used again."""
    programs = {name: shutil.which(name) or "" for name in ("chromium", "chromedriver")}
    try:
        import selenium  # noqa: F401 - only whether it is there
    except ImportError:
        missing("selenium")
    if not all(programs.values()):
        missing("Chromium")
    started: dict[tuple[int, bool, bool], Any] = {}

    def open_page(path: str, *, phone: int = 0, scripts: bool = True, dark: bool = False) -> Any:
        look = (phone, scripts, dark)
        if look not in started:
            started[look] = start(programs, phone=phone, scripts=scripts, dark=dark)
        started[look].get(address + path)
        return started[look]

    yield open_page
    for browser in started.values():
        browser.quit()


def start(programs: dict[str, str], *, phone: int, scripts: bool, dark: bool) -> Any:
    """A browser that looks at pages in this way; `phone` is the width of one, 0 for a screen."""
    from selenium import webdriver

    options = webdriver.ChromeOptions()
    options.binary_location = programs["chromium"]
    # Without scripts the driver cannot touch an emulated phone, so a narrow window stands in.
    width = 500 if phone and not scripts else 1280
    for option in (*_OPTIONS, f"--window-size={width},1600"):
        options.add_argument(option)
    if dark:
        options.add_argument("--blink-settings=preferredColorScheme=0")
    if phone and scripts:
        metrics = {"width": phone, "height": 844, "pixelRatio": 2.0, "touch": True}
        options.add_experimental_option("mobileEmulation", {"deviceMetrics": metrics})
    if not scripts:
        content = {"profile.managed_default_content_settings.javascript": 2}
        options.add_experimental_option("prefs", content)
    service = webdriver.ChromeService(programs["chromedriver"])
    browser = webdriver.Chrome(options=options, service=service)
    browser.set_page_load_timeout(_PATIENCE)
    browser.implicitly_wait(_PATIENCE)
    return browser


def at(browser: Any) -> str:
    """Where the browser is: path and query."""
    return str(browser.current_url).split("/", 3)[3].split("#")[0]


def box(browser: Any, name: str, value: str) -> Any:
    return browser.find_element(
        "css selector", f'input[type="checkbox"][name="{name}"][value="{value}"]'
    )


def wait_for(browser: Any, path: str) -> None:
    from selenium.webdriver.support.wait import WebDriverWait

    WebDriverWait(browser, _PATIENCE).until(lambda each: at(each) == path)


def test_a_tick_by_pointer_applies_at_once_and_back_undoes_it(browse: Open) -> None:
    browser = browse("/search?q=convicts")
    box(browser, "source", "Meduza").click()
    wait_for(browser, "search?q=convicts&source=Meduza")
    assert box(browser, "source", "Meduza").is_selected()
    assert "2 paragraphs in 1 document" in browser.find_element("class name", "status").text
    browser.back()
    wait_for(browser, "search?q=convicts")
    assert not box(browser, "source", "Meduza").is_selected()


def test_a_tick_by_key_waits_for_the_button(browse: Open) -> None:
    browser = browse("/search?q=convicts")
    box(browser, "source", "Meduza").send_keys(" ")
    box(browser, "actor", "Wagner").send_keys(" ")
    assert at(browser) == "search?q=convicts"
    browser.find_element("css selector", "#filters .apply button").send_keys("\n")
    wait_for(browser, "search?q=convicts&source=Meduza&actor=Wagner")


def test_without_scripts_everything_is_ticked_applied_and_undone(browse: Open) -> None:
    browser = browse("/search?q=convicts", scripts=False)
    box(browser, "source", "Meduza").click()
    assert at(browser) == "search?q=convicts"
    browser.find_element("css selector", "#filters .apply button").click()
    wait_for(browser, "search?q=convicts&source=Meduza")
    browser.find_element("css selector", "a.chip").click()
    wait_for(browser, "search?q=convicts")


def test_a_typed_period_is_applied_from_the_timeline(browse: Open) -> None:
    browser = browse("/search", scripts=False)
    browser.find_element("name", "published.from").send_keys("2022-10")
    browser.find_element("css selector", ".period button").click()
    wait_for(browser, "search?published=2022-10..")


@pytest.mark.parametrize(
    "path",
    ["/", "/search", "/search?q=convicts&source=Meduza&region=Ukraine/Donetsk+Oblast",
     "/search?q=nothingofthekind&source=Meduza", "/document/a?q=convicts", "/paragraph/a:2",
     "/crosstab?rows=region&columns=date.month", "/cite?q=convicts", "/search?q=convcts",
     "/facet/region", "/about", "/help", "/nothing/here"],
)  # fmt: skip
def test_a_narrow_page_never_scrolls_sideways(browse: Open, path: str) -> None:
    for width in (PHONE, ENLARGED):
        browser = browse(path, phone=width)
        found = browser.execute_script("return [innerWidth, document.documentElement.scrollWidth]")
        assert found == [width, width]


@pytest.mark.parametrize("path", ["/search?q=convicts", "/document/a?q=convicts", "/paragraph/a:2"])
def test_links_are_large_enough_to_be_pressed(browse: Open, path: str) -> None:
    small = """
return [...document.querySelectorAll(".tags a, .meta a, .hit h3 a")].filter((link) => {
  const {width, height} = link.getBoundingClientRect();
  return Math.min(width, height) < 24;
}).map((link) => link.textContent);
"""
    for phone in (0, PHONE):
        assert browse(path, phone=phone).execute_script(small) == []


def test_on_a_phone_one_toggle_opens_the_filters(browse: Open) -> None:
    browser = browse("/search", phone=PHONE)
    assert not box(browser, "source", "Meduza").is_displayed()
    browser.find_element("css selector", ".toggle > summary").click()
    assert box(browser, "source", "Meduza").is_displayed()


def test_on_a_phone_without_scripts_the_filters_can_be_skipped_and_closed(browse: Open) -> None:
    browser = browse("/search", phone=PHONE, scripts=False)
    assert box(browser, "source", "Meduza").is_displayed()
    assert browser.find_element("class name", "to-results").is_displayed()
    browser.find_element("css selector", ".toggle > summary").click()
    assert not box(browser, "source", "Meduza").is_displayed()


def test_on_a_wide_screen_the_filters_stand_open_without_a_toggle(browse: Open) -> None:
    browser = browse("/search", scripts=False)
    assert box(browser, "source", "Meduza").is_displayed()
    assert not browser.find_element("css selector", ".toggle > summary").is_displayed()


def test_the_first_key_reaches_the_link_that_skips_to_the_content(browse: Open) -> None:
    browser = browse("/search")
    browser.find_element("tag name", "body").send_keys("\t")
    focused = browser.switch_to.active_element
    assert focused.get_attribute("class") == "skip"
    assert focused.is_displayed()


def test_a_key_reaches_the_results_without_passing_every_filter(browse: Open) -> None:
    from selenium.webdriver import ActionChains, Keys

    browser = browse("/search?q=convicts")
    link = browser.find_element("class name", "to-results")
    assert link.size["width"] == 1
    ActionChains(browser).send_keys(Keys.TAB, Keys.ENTER).perform()
    ActionChains(browser).send_keys(Keys.TAB).perform()
    assert browser.switch_to.active_element == link
    assert link.size["width"] > 50
    ActionChains(browser).send_keys(Keys.ENTER, Keys.TAB).perform()
    focused = browser.switch_to.active_element
    assert browser.execute_script("return arguments[0].closest('#results') !== null", focused)


def test_nothing_is_refused_by_the_content_policy(browse: Open) -> None:
    for path in ("/", "/search?q=convicts", "/document/a?q=convicts", "/paragraph/a:2"):
        browser = browse(path)
        assert [entry["message"] for entry in browser.get_log("browser")] == []


def test_completions_are_offered_as_one_types(browse: Open) -> None:
    from selenium.webdriver.support.wait import WebDriverWait

    browser = browse("/search")
    browser.find_element("id", "q").send_keys("medu")
    script = "return [...document.querySelectorAll('#completions option')].map(o => o.value)"
    WebDriverWait(browser, _PATIENCE).until(lambda each: each.execute_script(script))
    assert browser.execute_script(script) == ["meduza", "source:Meduza"]


CONTRAST = """
const canvas = document.createElement("canvas").getContext("2d", {willReadFrequently: true});
const parse = (colour) => {
  canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1);
  const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
  return [r, g, b, a / 255];
};
const light = ([r, g, b]) => [r, g, b].map((each) => each / 255)
  .map((each) => each <= 0.03928 ? each / 12.92 : ((each + 0.055) / 1.055) ** 2.4)
  .reduce((sum, each, place) => sum + each * [0.2126, 0.7152, 0.0722][place], 0);
const ground = (element) => {
  for (let each = element; each; each = each.parentElement) {
    const colour = parse(getComputedStyle(each).backgroundColor);
    if (colour[3] === 1) return colour;
  }
  return [255, 255, 255, 1];
};
const poor = [];
for (const element of document.body.querySelectorAll("*")) {
  const own = [...element.childNodes].some((each) => each.nodeType === 3 && each.data.trim());
  if (!own || !element.checkVisibility() || element.closest(".unseen, .skip, svg")) continue;
  const [one, two] = [parse(getComputedStyle(element).color), ground(element)].map(light);
  const ratio = (Math.max(one, two) + 0.05) / (Math.min(one, two) + 0.05);
  if (ratio < 4.5) poor.push(`${element.className || element.tagName}: ${ratio.toFixed(2)}`);
}
return [...new Set(poor)];
"""


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize(
    "path", ["/", "/search?q=convicts&not.topic=mobilization", "/document/a?q=convicts",
             "/document/a?q=convicts#p2", "/paragraph/a:2", "/facet/region", "/help", "/about",
             "/search?q=convcts", "/crosstab?rows=region&columns=date.month", "/nothing/here",
             "/cite?q=convicts"],
)  # fmt: skip
def test_every_text_stands_out_from_its_ground(browse: Open, path: str, dark: bool) -> None:
    browser = browse(path, dark=dark)
    assert browser.execute_script(CONTRAST) == []


def test_dragging_over_the_timeline_chooses_a_period(browse: Open) -> None:
    from selenium.webdriver import ActionChains

    browser = browse("/search")
    bars = browser.find_elements("css selector", "svg [data-period] .slot")
    periods = [
        each.get_attribute("data-period")
        for each in browser.find_elements("css selector", "svg [data-period]")
    ]
    assert (
        periods
        == [f"{year}-{month:02d}" for year in (2021, 2022, 2023) for month in range(1, 13)][11:26]
    )
    ActionChains(browser).click_and_hold(bars[2]).move_to_element(bars[12]).release().perform()
    wait_for(browser, "search?published=2022-02..2022-12")
