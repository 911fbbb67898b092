"""How many clicks the most frequent jobs take, typing apart, counted in the real window."""

import os

import pytest
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys
from window import Window

APP = os.environ["EXPORT_DESK_APP"]
PICTURES = os.environ["EXPORT_DESK_PICTURES"]

COUNT = """
    window.clicks_ = 0;
    addEventListener("mousedown", (event) => { if (event.isTrusted) window.clicks_ += 1; }, true);"""


@pytest.fixture(scope="module")
def window(tmp_path_factory):
    window = Window(APP, tmp_path_factory.mktemp("clicks"), PICTURES)
    window.find("button", "New export")
    window.driver.execute_script(COUNT)
    yield window
    window.close()


def clicks(window):
    """Those since it was asked last."""
    return window.driver.execute_script("const before = clicks_; clicks_ = 0; return before")


def point(window, name):
    """Moves the pointer to an export's row, which shows what can be done."""


    def shown():
        # A row that has come under a pointer that rests isn't pointed at yet.
        for part in ("status", "name"):
            ActionChains(window.driver).move_to_element(window.find(f"[role=row][data-index] .{part}")).perform()
        return window.all("[data-testid=quick-actions]")

    window.find("[role=gridcell].name", name)
    window.until("what can be done with the row", shown)


def write(window, *keys):
    ActionChains(window.driver).send_keys(*keys).perform()


def saved(window):
    """Waits for the file that was saved, and takes it away."""
    window.until("the file", lambda: list(window.dialogs.glob("*.zip")))
    for file in window.dialogs.glob("*.zip"):
        file.unlink()


def test_a_new_export_with_a_filter_and_five_fields(window):
    """22 before."""
    clicks(window)
    window.click("button", "New export")
    window.click("[data-testid=model-events]")
    window.click("[data-testid=step-filters]")
    window.click("[data-testid=add-group]")
    row = "[data-testid=condition-0-0]"
    window.until("the field's box", lambda: window.driver.execute_script(f"return document.activeElement.closest('{row}') !== null"))
    write(window, "points number")
    window.find("[role=option][data-highlighted]")
    write(window, Keys.ENTER)
    window.find(f"{row} .value input").click()
    write(window, "100")
    window.click("[data-testid=step-fields]")
    window.click("label", "All fields")
    window.click("[data-testid=search-fields]")
    for index, name in enumerate(("id", "customer", "action", "process", "points number")):
        write(window, name, Keys.ENTER)
        window.find(f"[data-testid=column-{index}]")
    window.see("id,customer,action,process_timestamp,points", "[data-testid=preview-file]")
    window.picture("wizard-with-preview")
    window.click("[data-testid=step-format]")
    window.click("[data-testid=preset-PSV]")
    window.until("it can be made", lambda: window.find("[data-testid=create-and-run]").is_enabled())
    window.click("[data-testid=create-and-run]")
    window.gone("[data-testid=wizard]")
    count = clicks(window)
    print(f"a new export: {count} clicks")
    assert count <= 11
    window.until("it is finished", lambda: "Finished" in window.text(window.find("[role=row][data-index]")))


def name_of_first(window):
    return window.text(window.find("[role=row][data-index] .title"))


def test_an_export_run_again_and_its_file_saved(window):
    """4 before."""
    name = name_of_first(window)
    for dismiss in window.all("[aria-label^='Dismiss:']"):
        dismiss.click()
    clicks(window)
    point(window, name)
    window.click("[data-testid=quick-run]")
    window.click(".toast button", "Download")
    saved(window)
    count = clicks(window)
    print(f"run again and save: {count} clicks")
    assert count <= 2


def test_last_nights_file(window):
    """3 before."""
    name = name_of_first(window)
    clicks(window)
    point(window, name)
    window.click("[data-testid=quick-download]")
    saved(window)
    count = clicks(window)
    print(f"last night's file: {count} clicks")
    assert count <= 1


def test_a_filter_changed_and_run(window):
    """5 before."""
    name = name_of_first(window)
    clicks(window)
    point(window, name)
    window.click("[data-testid=quick-filters]")
    window.find("[data-testid=condition-0-0]")
    value = "[data-testid=condition-0-0] .value input"
    window.until("the value has the focus", lambda: window.driver.execute_script("return document.activeElement.matches(arguments[0])", value))
    # What is typed takes the place of what stands there.
    ActionChains(window.driver).key_down(Keys.CONTROL).send_keys("a").key_up(Keys.CONTROL).send_keys("5000").perform()
    window.see("5,000", "[data-testid=filter-sentence]")
    window.until("it can be saved", lambda: window.find("[data-testid=create-and-run]").is_enabled())
    window.click("[data-testid=create-and-run]")
    window.gone("[data-testid=wizard]")
    count = clicks(window)
    print(f"a filter changed and run: {count} clicks")
    assert count <= 2
    window.until("it is finished", lambda: "Finished" in window.text(window.find("[role=row][data-index]", name)))


def test_a_schedule_on_the_last_day_of_each_month(window):
    """7 before. Half of it would need a choice made before it was asked for."""
    name = name_of_first(window)
    clicks(window)
    point(window, name)
    window.click("[data-testid=quick-schedule]")
    window.click("[role=dialog] label:has([data-testid=schedule-monthly])")
    window.click("[role=dialog] button", "Last")
    window.click("[role=dialog] footer button", "Save schedule")
    window.gone(".dialog")
    window.see("Monthly, last day", "[role=row]")
    count = clicks(window)
    print(f"monthly, last day: {count} clicks")
    assert count <= 4
