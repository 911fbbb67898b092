"""What is typed counts, in the real window: WebKit tells no box that is removed
that it has lost the focus, and no other browser shows what that leads to."""

import contextlib
import json
import os
import sqlite3

import pytest
from PIL import Image, ImageChops
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys
from window import Window

APP = os.environ["EXPORT_DESK_APP"]
PICTURES = os.environ["EXPORT_DESK_PICTURES"]
FIRST = "[data-testid=condition-0-0]"
SENTENCE = "[data-testid=filter-sentence]"
STATUS = "footer [role=status]"


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    return tmp_path_factory.mktemp("typing")


@pytest.fixture(scope="module")
def window(home):
    window = Window(APP, home, PICTURES)
    yield window
    window.close()


def definition(home, name):
    """As it was saved."""
    with contextlib.closing(sqlite3.connect(f"file:{home}/desk/history.db?mode=ro", uri=True)) as history:
        ((spec,),) = history.execute("SELECT spec FROM exports WHERE name = ?", [name])
    return json.loads(spec)


def press(window, *keys):
    """Keys on whatever has the focus, all down at once."""
    chain = ActionChains(window.driver)
    for key in keys[:-1]:
        chain.key_down(key)
    chain.send_keys(keys[-1])
    for key in keys[:-1]:
        chain.key_up(key)
    chain.perform()


def go_on(window):
    press(window, Keys.CONTROL, Keys.ENTER)


def begin(window, name, model="events"):
    """The wizard with a name and a data model, on the made-up brand."""
    # A test that failed may have left it open.
    for close in window.all("[data-testid=close-wizard]"):
        close.click()
    window.click("nav button", "Exports")
    window.click("button", "New export")
    window.find("[data-testid=wizard]")
    for forget in window.all("[data-testid=forget-draft]"):
        forget.click()
    window.click(f"[data-testid=model-{model}]")
    window.click("[data-testid=step-name]")
    window.replace(window.find("[data-testid=export-name]"), name)


def leave(window):
    """Out of the wizard, which keeps a draft."""
    window.click("header button", "Close")
    window.gone("[data-testid=wizard]")
    window.click(".draft button", "Discard")
    window.gone(".draft")


def condition(window, attribute, comparison):
    window.click("[data-testid=step-filters]")
    window.click("[data-testid=add-group]")
    window.pick(FIRST, "Field", attribute)
    window.choose(f"{FIRST} [aria-label^=Comparison]", comparison)


def save(window, home, name):
    """By keys alone, from the last step; gives what was saved."""
    window.click("[data-testid=step-review]")
    window.see("Review", "h2")
    go_on(window)
    window.gone("[data-testid=wizard]")
    return definition(home, name)


def by_hand(window):
    window.click("[data-testid=step-schedule]")
    window.click("label:has([data-testid=schedule-by_hand])")


@pytest.mark.parametrize("away", ["keys", "rail"])
def test_a_date_typed_last_is_the_one_that_counts(window, home, away):
    name = f"Dates by {away}"
    begin(window, name, "customers")
    condition(window, "created at", "is on or before")
    field = window.field(FIRST, "Value for Created at")
    window.enter(field, "2023-06-30" + Keys.TAB)
    window.see("30 Jun 2023", SENTENCE)
    window.replace(field, "31.12.2025")
    if away == "keys":
        go_on(window)
    else:
        window.click("[data-testid=step-aggregation]")
    window.see("Aggregation", "h2")
    by_hand(window)
    assert save(window, home, name)["filters"] == [[{"field": "created_at", "operator": "on_or_before", "value": "2025-12-31"}]]


def test_a_time_typed_last_is_the_one_that_counts(window, home):
    begin(window, "At half past nine")
    window.click("[data-testid=step-schedule]")
    window.click("label:has([data-testid=schedule-daily])")
    window.replace(window.field("[data-testid=schedule-editor]", "Time 1"), "21:30")
    go_on(window)
    window.see("Target", "h2")
    go_on(window)
    window.see("Every day at 21:30", "[data-testid=review-schedule]")
    go_on(window)
    window.gone("[data-testid=wizard]")
    assert definition(home, "At half past nine")["schedule"]["when"] == {"kind": "daily", "times": ["21:30"]}


def test_numbers_values_and_addresses_typed_last_count(window, home):
    begin(window, "Everything typed last")
    condition(window, "points number", "is at least")
    window.enter(window.field(FIRST, "Value for Points"), "250")
    go_on(window)
    window.click("[data-testid=step-filters]")
    window.click("[data-testid=add-condition-0]")
    second = "[data-testid=condition-0-1]"
    window.pick(second, "Field", "action")
    window.choose(f"{second} [aria-label^=Comparison]", "is one of")
    window.enter(window.field(second, "Values for Action"), "refund")
    # The list is open, and nothing of it is chosen.
    window.click("[data-testid=step-schedule]")
    window.click("label:has([data-testid=schedule-daily])")
    window.replace(window.field("[data-testid=schedule-editor]", "Don’t catch up runs older than"), "3")
    window.click("[data-testid=step-target]")
    window.click("[data-testid=tell-people] label", "Send an e-mail")
    window.enter(window.field("[data-testid=tell-people]", "To"), "anna@example.com" + Keys.ENTER + "bela@example.com")
    go_on(window)
    spec = save(window, home, "Everything typed last")
    assert spec["filters"] == [[
        {"field": "points", "operator": "greater_or_equal", "value": 250},
        {"field": "action", "operator": "is_any_of", "value": ["refund"]},
    ]]
    assert spec["schedule"]["max_age_hours"] == 72
    assert spec["email"]["to"] == ["anna@example.com", "bela@example.com"]


def test_esc_keeps_what_was_typed_in_the_draft(window):
    begin(window, "Left by Esc", "customers")
    condition(window, "created at", "is before")
    window.enter(window.field(FIRST, "Value for Created at"), "31 Dec 2025 6 pm")
    press(window, Keys.ESCAPE)
    window.gone("[data-testid=wizard]")
    window.click(".draft button", "Continue")
    window.click("[data-testid=step-filters]")
    window.see("31 Dec 2025, 18:00", SENTENCE)
    leave(window)


def test_esc_in_a_dialog_asks_before_it_drops_what_was_typed(window):
    window.click("nav button", "Targets")
    window.click("main button", "Add a target")
    window.click("[data-testid=kind-sftp]")
    window.enter(window.field("[role=dialog]", "Host"), "sftp.example.com")
    press(window, Keys.ESCAPE)
    window.see("aren’t saved yet", "[role=alertdialog]")
    press(window, Keys.ESCAPE)
    window.gone("[role=alertdialog]")
    assert window.field("[role=dialog]", "Host").get_property("value") == "sftp.example.com"
    press(window, Keys.ESCAPE)
    window.click("[role=alertdialog] button", "Discard")
    window.gone("[role=dialog]")


def test_settings_typed_last_are_kept(window):
    window.click("nav button", "Settings")
    window.replace(window.field("main", "Exports at once"), "5")
    window.replace(window.field("main", "Your name"), "Anna K")
    # Search takes the box away that is typed into.
    press(window, Keys.CONTROL, "f")
    window.see("Exports", "h1")
    window.click("nav button", "Settings")
    window.until("both", lambda: (
        window.field("main", "Exports at once").get_property("value"), window.field("main", "Your name").get_property("value")
    ) == ("5", "Anna K"))


def test_what_cant_be_read_is_a_problem_and_never_the_value_from_before(window):
    begin(window, "Unreadable", "customers")
    by_hand(window)
    condition(window, "created at", "is on or before")
    field = window.field(FIRST, "Value for Created at")
    window.enter(field, "2023-06-30" + Keys.TAB)
    window.see("30 Jun 2023", SENTENCE)
    window.until("nothing to fix", lambda: window.find("[data-testid=create]").is_enabled())
    window.replace(field, "31.12.20o5" + Keys.TAB)
    window.see("can’t be read", FIRST)
    window.see("1 problem to fix", STATUS)
    window.see("31.12.20o5", SENTENCE)
    assert not window.find("[data-testid=create]").is_enabled()
    window.picture("unreadable-date")
    window.click("[data-testid=step-review]")
    window.see("31.12.20o5", "[data-testid=review-problems]")
    assert "Jun 2023" not in window.text(window.find("[data-testid=review-filters]"))

    # What is typed and can't be read survives the window too.
    press(window, Keys.ESCAPE)
    window.gone("[data-testid=wizard]")
    window.click(".draft button", "Continue")
    window.click("[data-testid=step-schedule]")
    window.click("label:has([data-testid=schedule-daily])")
    window.replace(window.field("[data-testid=schedule-editor]", "Don’t catch up runs older than"), "0" + Keys.TAB)
    window.see("Type a whole number", "[data-testid=schedule-editor]")
    window.see("2 problems to fix", STATUS)
    window.replace(window.field("[data-testid=schedule-editor]", "Time 1"), "25:00")
    window.see("3 problems to fix", STATUS)
    press(window, Keys.ESCAPE)
    window.gone("[data-testid=wizard]")
    window.click(".draft button", "Continue")
    window.see("3 problems to fix", STATUS)
    window.click("[data-testid=step-schedule]")
    assert window.field("[data-testid=schedule-editor]", "Time 1").get_property("value") == "25:00"
    leave(window)


def test_numbers_are_asked_about_where_they_mean_two_things(window):
    begin(window, "Numbers", "customers")
    condition(window, "spendable", "is at least")
    field = window.field(FIRST, "Value for Spendable")
    window.enter(field, "1,234.56")
    assert field.get_property("value") == "1,234.56", "nothing is rewritten while it is typed"
    window.see("is at least 1,234.56", SENTENCE)
    window.replace(field, "1,234")
    window.see("Read as 1,234.", FIRST)
    window.see("is at least 1,234", SENTENCE)
    window.picture("number-asked")
    window.click(f"{FIRST} button", "Use 1.234 instead")
    window.see("is at least 1.234", SENTENCE)
    window.replace(field, "1.234,56" + Keys.TAB)
    window.see("is at least 1,234.56", SENTENCE)
    assert field.get_property("value") == "1234.56"
    leave(window)


def test_days_as_europe_writes_them(window):
    begin(window, "Days", "customers")
    condition(window, "created at", "is on")
    field = window.field(FIRST, "Value for Created at")
    for typed in ("31.12.2027", "2027. 12. 31.", "31 Dec 2027", "31. Dezember 2027", "2027. december 31."):
        window.replace(field, typed + Keys.TAB)
        window.see("31 Dec 2027", SENTENCE)
        assert field.get_property("value") == "2027-12-31", typed
    window.replace(field, "1/3/2027" + Keys.TAB)
    words = window.text(window.find(f"{FIRST} [role=status]"))
    assert {"1 March 2027", "3 January 2027"} == {part for part in ("1 March 2027", "3 January 2027") if part in words}, words
    leave(window)


def test_a_pasted_list_is_as_many_values(window):
    begin(window, "HU, DE, AT", "customers")
    press(window, Keys.CONTROL, "a")
    press(window, Keys.CONTROL, "c")
    condition(window, "country", "is one of")
    values = window.field(FIRST, "Values for Country")
    values.click()
    press(window, Keys.CONTROL, "v")
    window.see("3 values added.", FIRST)
    window.see("Country is one of “HU”, “DE” or “AT”", SENTENCE)
    window.picture("pasted")

    def paste(text):
        window.driver.execute_script(
            """const data = new DataTransfer(); data.setData("text/plain", arguments[1]);
               arguments[0].dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));""",
            window.field(FIRST, "Values for Country"), text)

    paste('"HU"\t\'FR\'\n"Bosnia, Herzegovina"; SE')
    window.see("3 values added, 1 already there.", FIRST)
    window.see("“HU”, “DE”, “AT”, “FR”, “Bosnia, Herzegovina” or “SE”", SENTENCE)
    paste("\n".join(f"id-{number}" for number in range(10_000)) + "\nid-7\nid-8")
    window.see("10,000 values added, 2 already there.", FIRST)
    # It stays quick: a letter is there at once, and a value is taken.
    window.enter(window.field(FIRST, "Values for Country"), "XX" + Keys.ENTER)
    window.see("1 value added.", FIRST)
    window.check()
    leave(window)


def test_a_name_typed_into_a_filled_search_box_replaces_it(window):
    begin(window, "Searched again", "customers")
    condition(window, "spendable", "is at least")
    attribute = window.field(FIRST, "Field")
    attribute.click()
    window.until("its text is marked", lambda: window.driver.execute_script(
        "return arguments[0].selectionEnd - arguments[0].selectionStart === arguments[0].value.length", attribute))
    press(window, "first name")
    window.find("[role=option][data-highlighted]", "First name")
    assert attribute.get_property("value") == "first name"
    attribute.send_keys(Keys.ENTER)
    window.see("First name", SENTENCE)
    leave(window)


def test_weekly_and_monthly_begin_with_no_day(window):
    begin(window, "Days are chosen")
    window.click("[data-testid=step-schedule]")
    for kind, chosen, words in (("weekly", "Fri", "Every Friday at 06:00"), ("monthly", "Last", "On the last day of every month at 06:00")):
        window.click(f"label:has([data-testid=schedule-{kind}])")
        window.until("no day", lambda: not window.all("[data-testid=schedule-editor] [aria-pressed=true]"))
        window.see("1 problem to fix", STATUS)
        window.click("[data-testid=schedule-editor] [aria-pressed]", chosen)
        window.click("[data-testid=step-review]")
        window.see(words, "[data-testid=review-schedule]")
        window.click("[data-testid=step-schedule]")
    leave(window)


def test_letters_in_the_list_lead_to_a_name_and_change_nothing(window, home):
    begin(window, "Points daily")
    window.click("[data-testid=step-schedule]")
    window.click("label:has([data-testid=schedule-daily])")
    save(window, home, "Points daily")
    begin(window, "Zones")
    by_hand(window)
    save(window, home, "Zones")
    # Whoever comes back from the wizard goes on in the list.
    window.until("the focus", lambda: window.driver.execute_script("return document.activeElement.role") == "grid")
    grid = window.find("[role=grid]")

    def active():
        place = grid.get_attribute("aria-activedescendant")
        return window.driver.execute_script("return document.getElementById(arguments[0])?.querySelector('.title')?.textContent ?? ''", place)

    grid.send_keys("Po")
    window.until("Points daily", lambda: active().startswith("Points daily"))
    grid.send_keys(Keys.HOME)
    grid.send_keys("z")
    window.until("Zones", lambda: active().startswith("Zones"))
    assert "is paused" not in window.text(window.find("section[aria-label=Notifications]"))
    with contextlib.closing(sqlite3.connect(f"file:{home}/desk/history.db?mode=ro", uri=True)) as history:
        assert history.execute("SELECT count(*) FROM schedules WHERE paused_at IS NOT NULL").fetchone() == (0,)
    grid.send_keys(Keys.HOME)
    grid.send_keys("points daily")
    window.until("Points daily", lambda: active().startswith("Points daily"))
    press(window, Keys.ALT, "p")
    window.see("“Points daily” is paused", "section[aria-label=Notifications]")


def test_bytes_are_shown_as_they_are(window):
    """Fonts draw |- and != as one character where they are let."""
    begin(window, "Bytes")
    shown = window.find("[data-testid=preview-file]")
    pictures = []
    for ligatures in ("", "font-variant-ligatures: normal; font-feature-settings: normal"):
        window.driver.execute_script(
            """const sample = document.createElement("pre");
               sample.id = "sample"; sample.textContent = "|- != -> => == <= www";
               sample.style = "position: fixed; inset: 0 auto auto 0; z-index: 999; padding: 20px; background: white; color: black; font-size: 30px; " + arguments[1];
               arguments[0].append(sample);""", shown, ligatures)
        window.driver.execute_async_script("document.fonts.ready.then(() => requestAnimationFrame(() => requestAnimationFrame(arguments[0])))")
        box = window.driver.execute_script("const box = document.getElementById('sample').getBoundingClientRect(); return [box.width, box.height]")
        pictures.append(window.driver.execute_script("return document.getElementById('sample').textContent") and box)
        window.screen(f"bytes-{len(pictures)}")
        window.driver.execute_script("document.getElementById('sample').remove()")
    width, height = (int(side) for side in pictures[0])
    plain, drawn = (Image.open(f"{PICTURES}/bytes-{place}.png").convert("L") for place in (1, 2))
    place = find_sample(plain, width, height)
    assert ImageChops.difference(plain.crop(place), drawn.crop(place)).getbbox(), "the font has no such characters: nothing is shown by this test"
    styles = window.driver.execute_script(
        """return [...document.querySelectorAll("[data-testid=preview] *, [data-testid=filter-sentence], input")]
             .map((element) => getComputedStyle(element))
             .filter((style) => style.fontVariantLigatures !== "none" || !style.fontFeatureSettings.includes('"calt" 0')).length""")
    assert styles == 0
    leave(window)


def find_sample(picture, width, height):
    """Where the window stands on the screen: the sample is in its corner."""
    return (0, 0, min(picture.width, width), min(picture.height, height))


def test_doubtful_formats_are_said_before_create(window):
    begin(window, "Doubtful")
    by_hand(window)
    window.click("[data-testid=step-fields]")
    window.click("label", "All fields")
    for index, name in enumerate(("action", "points number")):
        window.type("[data-testid=search-fields]", name + Keys.ENTER)
        window.find(f"[data-testid=column-{index}]")
    window.click("[data-testid=column-1] [aria-expanded]")
    window.enter(window.field("[data-testid=column-1]", "Header"), "action")
    window.see("Columns 1 and 2 have the same header, “action”.", "[data-testid=column-1]")
    window.click("[data-testid=step-format]")
    window.click("[data-testid=customise]")
    # WebKit's driver won't click what the preview covers.
    other = window.find("label:has([data-testid=delimiter-other])")
    window.driver.execute_script("arguments[0].scrollIntoView({ block: 'center' })", other)
    window.click("label:has([data-testid=delimiter-other])")
    window.enter(window.find("[data-testid=delimiter-character]"), "x")
    window.see("a letter or digit", "main")
    window.click("[data-testid=step-filters]")
    window.click("[data-testid=add-group]")
    window.pick(FIRST, "Field", "ID")
    window.enter(window.field(FIRST, "Value for ID"), "abc ")
    window.see("begins or ends with a space", FIRST)
    window.see("3 things worth a second look", STATUS)
    window.click("[data-testid=step-review]")
    review = window.text(window.find("main"))
    for words in ("have the same header", "a letter or digit", "begins or ends with a space"):
        assert words in review, words
    assert "Ready to create" not in review
    window.picture("doubtful")
    leave(window)
