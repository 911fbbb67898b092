"""A partner's sample file becomes a profile by clicks, and an export by it is a file that the
partner's program reads as it reads the sample: here Python's, with the sample's own settings."""

import csv
import os

from window import Window, stores

APP = os.environ["EXPORT_DESK_APP"]
PICTURES = os.environ["EXPORT_DESK_PICTURES"]
ROWS = [["s1", "Győr, \"Fő tér\""], ["s2", "Pécs; Király utca"], ["s3", "Tőke"]]
SAMPLE = "\r\n".join(['"id";"name";"opened"', '"a1";"Érd; ""Új""";03.11.2026', '"a2";"Szőlő";13.11.2026', ""])

# What stands in the first two columns.
SHOWN = "return [...arguments[0].tBodies[0].rows].map(row => [...row.cells].slice(0, 2).map(one => one.textContent))"


def read(content):
    return list(csv.reader(content.decode("cp1250").splitlines(keepends=True), delimiter=";", strict=True))


def test_a_sample_becomes_a_profile(tmp_path):
    window = Window(APP, tmp_path / "home", PICTURES)
    try:
        folder = stores(tmp_path / "data", [["id", "name"], *ROWS])
        window.connect(folder, "Shops")
        (window.dialogs / "open.file").write_bytes(SAMPLE.encode("cp1250"))
        window.click("nav button", "Profiles")
        window.click("[data-testid=from-sample]")
        window.see("Szőlő", "[role=dialog] .rows td")
        guesses = dict(window.driver.execute_script(SHOWN, window.find("[data-testid=guesses]")))
        wanted = {
            "Delimiter": "semicolon",
            "Line ending": "CRLF",
            "Encoding": "windows-1250",
            "Header row": "yes",
            "Dates": "%d.%m.%Y",
        }
        assert guesses | wanted == guesses, guesses
        window.picture("profile-sample")
        window.click("[data-testid=use-sample]")
        window.replace(window.find("[data-testid=profile-name]"), "Hungarian partner")
        window.picture("profile-from-sample")
        window.click("[data-testid=save-profile]")
        window.find("[data-testid='profile-Hungarian partner']")

        window.begin("stores", "Every shop", "Shops")
        window.click("[data-testid=step-format]")
        window.pick("[data-testid=wizard]", "Receiver’s profile", "Hungarian")
        window.see("semicolon", "[data-testid=format-summary]")
        window.picture("profile-in-wizard")
        window.click("[data-testid=step-review]")
        window.click("[data-testid=create-and-run]")
        window.gone("[data-testid=wizard]")
        window.until("the run", lambda: "Finished" in window.text(window.find("[role=row]", "Every shop")))
        window.click("[role=gridcell].name", "Every shop")
        window.click("[role=dialog] button", "Download")
        window.until("the file", lambda: list(window.dialogs.glob("Every shop*")))
    finally:
        window.close()
    [file] = window.dialogs.glob("Every shop*")
    content = file.read_bytes()
    assert read(content) == [["id", "name"], *ROWS]
    # As the sample: text in quotes, and each line with its own end.
    assert read(SAMPLE.encode("cp1250"))[1] == ["a1", 'Érd; "Új"', "03.11.2026"]
    assert content.count(b"\r\n") == content.count(b"\n") == len(ROWS) + 1
    assert b'"s3";"T\xf5ke"' in content
