"""What a window is expected to do, in the real one: it zooms, its other mouse
button offers what can be done, and nothing covers what is to be clicked."""

import os

import pytest
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys
from window import Window

APP = os.environ["EXPORT_DESK_APP"]
PICTURES = os.environ["EXPORT_DESK_PICTURES"]


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    return tmp_path_factory.mktemp("comfort")


@pytest.fixture
def window(home):
    window = Window(APP, home, PICTURES)
    yield window
    window.close()


def press(window, *keys):
    chain = ActionChains(window.driver)
    for key in keys[:-1]:
        chain.key_down(key)
    chain.send_keys(keys[-1])
    for key in keys[:-1]:
        chain.key_up(key)
    chain.perform()


def width(window):
    return window.driver.execute_script("return innerWidth")


def test_it_zooms_and_stays_so(home):
    window = Window(APP, home, PICTURES)
    try:
        window.find("button", "New export")
        before = width(window)
        press(window, Keys.CONTROL, "=")
        window.until("larger", lambda: width(window) < before * 0.95)
        larger = width(window)
    finally:
        window.close()
    window = Window(APP, home, PICTURES)
    try:
        window.until("as it was left", lambda: width(window) == larger)
        for _ in range(8):
            press(window, Keys.CONTROL, "=")
        window.until("twice", lambda: abs(width(window) * 2 - before) <= 2)
        # At 200 % everything can be reached: nothing is wider than the window. The driver
        # points beside what is zoomed, so the page itself is told to click.
        window.driver.execute_script("arguments[0].click()", window.find("button", "New export"))
        window.find("[data-testid=wizard]")
        assert window.driver.execute_script("return document.documentElement.scrollWidth <= innerWidth + 1")
        window.picture("zoom-200")
        press(window, Keys.CONTROL, "0")
        window.until("as made", lambda: abs(width(window) - before) <= 1)
    finally:
        window.close()


def test_the_other_button_offers_no_page_menu(window):
    window.find("button", "New export")
    prevented = """const event = new MouseEvent("contextmenu", { bubbles: true, cancelable: true });
                   arguments[0].dispatchEvent(event); return event.defaultPrevented"""
    assert window.driver.execute_script(prevented, window.find("h1"))
    window.click("button", "Make this file")
    row = window.find("[role=row][data-index]")
    window.until("it is finished", lambda: "Finished" in window.text(window.find("[role=row][data-index]")))
    row = window.find("[role=row][data-index]")
    ActionChains(window.driver).context_click(row).perform()
    window.find("[role=menuitem]", "Run now")
    window.picture("row-menu")
    window.click("[role=menuitem]", "Clone")
    window.find("[data-testid=wizard]")
    # Texts keep the system's menu, to copy and paste.
    window.click("[data-testid=step-name]")
    assert not window.driver.execute_script(prevented, window.find("[data-testid=export-name]"))


def test_a_message_covers_no_button_of_a_dialog(window):
    window.find("[role=row][data-index]")
    for kind in ("daily", "by_hand"):
        window.click("[role=gridcell].name")
        window.click("[aria-label='More actions']")
        window.click("[role=menuitem]", "schedule")
        window.click(f"label:has([data-testid=schedule-{kind}])")
        save = window.find(".dialog footer button", "Save schedule")
        top = """const box = arguments[0].getBoundingClientRect();
                 return [[0.1, 0.5], [0.5, 0.5], [0.9, 0.5]].every(([x, y]) =>
                   arguments[0].contains(document.elementFromPoint(box.left + box.width * x, box.top + box.height * y)))"""
        window.until("it can be clicked", save.is_enabled)
        assert window.driver.execute_script(top, save)
        save.click()
        # The message of the first is still there when the second is made.
        window.gone(".dialog")
        window.click("[aria-label='Close details']")
