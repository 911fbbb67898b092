"""What the engine says is shown in the language of the window, at once, also of runs that
ended before."""

import os
import pathlib
import re
import shutil

from window import Window, stores

APP = os.environ["EXPORT_DESK_APP"]
PICTURES = os.environ["EXPORT_DESK_PICTURES"]
ROOT = pathlib.Path(__file__).parents[2]
WINDOW, ENGINE = ROOT / "ui/src/text/catalog", ROOT / "src-tauri/core/text/engine"
LANGUAGES = {"de": "Deutsch", "hu": "Magyar", "en": "English"}


def said(file, message, **values):
    """A message of a catalogue, with its values."""
    (pattern,) = re.findall(rf"^{message} = (.*)$", file.read_text(), re.MULTILINE)
    for name, value in values.items():
        pattern = pattern.replace(f"{{ ${name} }}", value)
    # The window sets names in boxes.
    return pattern.replace("`", "")


def test_the_reason_of_a_failed_run_changes_with_the_language(tmp_path):
    window = Window(APP, tmp_path / "home", PICTURES, more={"LC_ALL": "C.UTF-8"})
    try:
        folder = stores(tmp_path / "shop", [["id", "name"], ["1", "Centre"]])
        window.connect(folder, "Shop")
        window.make("stores", "Stores today", "Shop")
        shutil.rmtree(folder)
        window.click("[role=gridcell].name", "Stores today")
        window.click("button", "Run now")
        before, reasons = "en", []
        for language, name in {"en": None, **LANGUAGES}.items():
            if name:
                window.click("nav button", said(WINDOW / before / "app.ftl", "app-settings"))
                window.choose(f"button[aria-label^='{said(WINDOW / before / 'settings.ftl', 'settings-language')}:']", name)
                window.click("nav button", said(WINDOW / language / "app.ftl", "app-exports"))
                window.click("[role=gridcell].name", "Stores today")
                before = language
            reasons.append(said(ENGINE / language / "source.ftl", "source-no-folder", folder=str(folder)))
            # A sentence begins with a capital.
            window.see(reasons[-1][1:], ".message")
            window.picture(f"reason-{language}")
        assert len(set(reasons)) == len(LANGUAGES)
    finally:
        window.close()
