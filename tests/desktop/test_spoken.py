"""The real window as a screen reader has it: names, roles, focus, and what is said by itself."""

import os

import pytest
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys
from session import bus
from spoken import faults, reading
from window import Window

APP = os.environ["EXPORT_DESK_APP"]
PICTURES = os.environ["EXPORT_DESK_PICTURES"]

# A screen reader's bus takes its time on a busy machine: minutes that the usual run doesn't have.
pytestmark = pytest.mark.skipif("EXPORT_DESK_SPOKEN" not in os.environ, reason="asked for by EXPORT_DESK_SPOKEN=1")

SCREENS = ["Exports", "Schedules", "Profiles", "Targets", "Connections", "Settings", "About"]
STEPS = {
    "model": "Data model", "name": "Name & time zone", "filters": "Filters", "aggregation": "Aggregation", "fields": "Fields",
    "format": "Format", "schedule": "Schedule", "target": "Target", "review": "Review",
}


@pytest.fixture(scope="module")
def reader():
    with bus(), reading() as reader:
        yield reader


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    return tmp_path_factory.mktemp("spoken")


@pytest.fixture
def window(home, reader):
    window = Window(APP, home, PICTURES, is_read=True)
    window.find("h1")
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


def headings(rows, level):
    return [row["name"] for row in rows if row["role"] == "heading" and row["attributes"].get("level") == str(level)]


def named(rows, role, name):
    return next((row for row in rows if row["role"] == role and row["name"].startswith(name)), None)


# Who says what stands on a button presses it by speech.
OTHERWISE_NAMED = """
    const told = (element) => element.getAttribute("aria-label")?.toLowerCase().replace(/\\s+/g, " ").trim();
    const shown = (element) => element.innerText.toLowerCase().replace(/[…+\\s]+/g, " ").trim();
    return [...document.querySelectorAll("button[aria-label], a[aria-label], [role=button][aria-label]")]
      .filter((element) => element.offsetParent !== null && shown(element) !== "")
      .filter((element) => !told(element).replace(/…/g, "").includes(shown(element)))
      .map((element) => `${shown(element)} is told as ${told(element)}`)"""


def all_named(reader, window, where):
    rows = reader.page(window)
    assert faults(rows) == [], where
    assert window.driver.execute_script(OTHERWISE_NAMED) == [], where
    return rows


def test_a_first_file_is_told_from_its_start_to_its_end(window, reader):
    rows = all_named(reader, window, "first start")
    assert headings(rows, 1) == ["Exports"]
    assert named(rows, "push button", "Make this file: Active customers")
    reader.forget()
    window.click("button", "Make this file")
    reader.hears("Active customers", "polite")
    reader.hears("“Active customers with points” is ready", "polite")
    rows = all_named(reader, window, "the list")
    table = named(rows, "table", "Exports")
    assert table and "focusable" in table["states"]
    assert [row["text"] for row in rows if row["role"] == "column header"][-3:] == ["Status", "Rows", "Size"]
    # A row says what it is, not only its cells.
    row = next(row for row in rows if row["role"] == "table row" and "Active customers" in row["name"])
    assert "Finished" in row["name"]


def test_every_screen_says_what_is_on_it(window, reader):
    for screen in SCREENS:
        window.click("nav button", screen)
        window.see(screen, "h1")
        if screen == "About":
            # Hundreds of packages are told one like the other.
            window.type("main input[type=search]", "tauri")
            window.until("a few of them", lambda: 0 < len(window.all("main tbody tr")) < 40)
        rows = all_named(reader, window, screen)
        assert headings(rows, 1) == [screen]
        here = [row["name"] for row in rows if row["attributes"].get("current") == "page"]
        assert len(here) == 1 and here[0].startswith(screen)


def test_every_step_is_told_and_read_from_its_heading(window, reader):
    window.click("button", "New export")
    window.find("[data-testid=wizard]")
    reader.is_at("heading", "Data model")
    all_named(reader, window, "model")
    reader.forget()
    window.click("[data-testid=model-events]")
    # The preview says how many rows match, once it knows.
    reader.hears("rows match", "polite")
    for step, title in list(STEPS.items())[1:]:
        window.click(f"[data-testid=step-{step}]")
        reader.is_at("heading", title)
        rows = all_named(reader, window, step)
        current = [row["name"] for row in rows if row["attributes"].get("current") == "step"]
        assert len(current) == 1 and current[0].startswith(title), current
    window.click("[data-testid=step-filters]")
    window.click("[data-testid=add-group]")
    reader.is_at("combo box", "Field")
    window.pick("[data-testid=condition-0-0]", "Field", "points number")
    all_named(reader, window, "a filter")
    window.click("[data-testid=step-fields]")
    window.click("label", "All fields")
    window.click("[data-testid=add-field-id]")
    reader.hears("ID", "polite")
    window.click("[aria-label='Settings of ID']")
    all_named(reader, window, "a column")
    window.click("[data-testid=step-format]")
    window.click("[data-testid=customise]")
    all_named(reader, window, "every setting of the format")
    window.click("[data-testid=step-schedule]")
    for kind in ("on_date", "daily", "weekly", "monthly"):
        reader.forget()
        window.click(f"label:has([data-testid=schedule-{kind}])")
        if kind == "weekly":
            # No day is chosen yet: how much is missing is said.
            reader.hears("to fix", "polite")
        all_named(reader, window, kind)


def test_a_drawer_and_dialogs_take_the_focus_and_give_it_back(window, reader):
    window.click("[role=gridcell].name", "Active customers")
    rows = all_named(reader, window, "details")
    drawer = named(rows, "dialog", "Active customers")
    assert drawer and "focused" in drawer["states"]
    press(window, Keys.ESCAPE)
    window.gone(".drawer")
    reader.is_at("table", "Exports")
    for keys, title, role in (((Keys.CONTROL, "k"), "", "combo box"), (("?",), "Keyboard shortcuts", None), ((Keys.F1,), "Handbook", None)):
        press(window, *keys)
        window.find(".dialog")
        rows = all_named(reader, window, title or "palette")
        dialog = next(row for row in rows if row["role"] == "dialog")
        assert dialog["name"] and title in dialog["name"]
        inside = rows[rows.index(dialog):]
        assert any("focused" in row["states"] for row in inside), title
        press(window, Keys.ESCAPE)
        window.gone(".dialog")
        reader.is_at("table", "Exports")
    for screen, button in (("Targets", "Add a target"), ("Connections", "Add a connection")):
        window.click("nav button", screen)
        window.click("main button", button)
        rows = all_named(reader, window, button)
        kinds = [row for row in rows if row["role"] == "dialog"]
        assert kinds and kinds[0]["name"]
        press(window, Keys.ESCAPE)
        window.gone(".dialog")
        reader.is_at("push button", button)


def test_a_wrong_value_is_said_where_it_is(window, reader):
    window.click("nav button", "Connections")
    window.click("main button", "Add a connection")
    window.click("[data-testid=kind-postgres]")
    window.find("[role=dialog] button", "Save connection")
    all_named(reader, window, "a database's settings")
    reader.forget()
    window.click("[role=dialog] button", "Save connection")
    # The first box that is wrong has the focus, and its words belong to it.
    node = reader.is_at("entry", "")
    assert "invalid_entry" in node["states"], node
    assert node["description"], node


SHOWN = """
    const place = document.activeElement;
    for (let element = place; element && element !== document.body; element = element.parentElement)
      if (getComputedStyle(element).outlineStyle !== "none") return true;
    return false;"""


def tab_to(window, selector, most=70):
    """Presses Tab until the focus is there; wherever it stops on the way, it is seen."""
    at = "return document.activeElement.matches(arguments[0])"
    for _ in range(most):
        if window.driver.execute_script(at, selector):
            return
        press(window, Keys.TAB)
        on = window.driver.execute_script("return document.activeElement.outerHTML.slice(0, 160)")
        assert window.driver.execute_script(SHOWN), f"the focus isn't seen on {on}"
    raise AssertionError(f"{selector} isn't reached by Tab; the focus is on {on}")


def find_first(window, text):
    """Types into the combobox that has the focus and takes what is found first."""
    ActionChains(window.driver).send_keys(text).perform()
    window.find("[role=option][data-highlighted]")
    press(window, Keys.ENTER)
    window.gone("[role=option]")


def choose(window, option):
    """Opens the select that has the focus and goes to an entry."""
    press(window, Keys.ENTER)
    window.find("[role=option]")

    def there():
        marked = window.all("[role=option][data-highlighted]")
        if marked and window.text(marked[0]).startswith(option):
            return True
        press(window, Keys.ARROW_DOWN)
        return False

    window.until(f"the entry {option}", there)
    press(window, Keys.ENTER)
    window.gone("[role=option]")


def test_an_export_is_made_by_keys_alone(window, reader):
    tab_to(window, "button[class*=primary]")
    press(window, Keys.ENTER)
    reader.is_at("heading", "Data model")
    window.find("[data-testid=model-events]")
    tab_to(window, "[data-testid^=model-]")
    for _ in range(12):
        if window.driver.execute_script("return document.activeElement.dataset.testid") == "model-events":
            break
        press(window, Keys.ARROW_RIGHT)
    reader.is_at("toggle button", "Events")
    press(window, Keys.SPACE)
    window.until("the model", lambda: window.find("[data-testid=next]").is_enabled())
    press(window, Keys.CONTROL, Keys.ENTER)
    reader.is_at("heading", "Name & time zone")
    tab_to(window, "[data-testid=export-name]")
    reader.is_at("entry", "Name")
    press(window, Keys.CONTROL, "a")
    ActionChains(window.driver).send_keys("Made by keys").perform()
    press(window, Keys.CONTROL, Keys.ENTER)

    reader.is_at("heading", "Filters")
    tab_to(window, "[data-testid=add-group]")
    press(window, Keys.ENTER)
    reader.is_at("combo box", "Field")
    find_first(window, "points number")
    first = "[data-testid=condition-0-0]"
    tab_to(window, f"{first} [aria-label^=Comparison], {first} .operator button")
    choose(window, "is at least")
    tab_to(window, f"{first} .value input")
    ActionChains(window.driver).send_keys("100").perform()
    window.see("Points is at least 100", "[data-testid=filter-sentence]")
    press(window, Keys.CONTROL, Keys.ENTER)

    reader.is_at("heading", "Aggregation")
    press(window, Keys.TAB)
    press(window, Keys.ARROW_DOWN)
    reader.is_at("radio button", "One row for each group")
    press(window, Keys.CONTROL, Keys.ENTER)
    reader.is_at("heading", "Fields")
    tab_to(window, "[data-testid=search-fields]")
    for index, name in enumerate(("action", "points number")):
        ActionChains(window.driver).send_keys(name + Keys.ENTER).perform()
        window.find(f"[data-testid=column-{index}]")
    for index, aggregate in enumerate(("Group", "Sum")):
        tab_to(window, f"[data-testid=column-{index}-aggregate] button")
        choose(window, aggregate)
    window.see("action,points_sum", "[data-testid=preview-file]")
    for step in ("Format", "Schedule", "Target", "Review"):
        press(window, Keys.CONTROL, Keys.ENTER)
        reader.is_at("heading", step)
    window.until("it can be made", lambda: window.find("[data-testid=create-and-run]").is_enabled())
    press(window, Keys.CONTROL, Keys.ENTER)
    window.gone("[data-testid=wizard]")
    reader.is_at("table", "Exports")
    window.until("it is finished", lambda: "Finished" in window.text(window.find("[role=row]", "Made by keys")))
