"""The system's own save dialog, answered by its keys, as a person would."""

import csv
import io
import os
import subprocess
import zipfile

from session import Screen
from window import Window, stores

APP = os.environ["EXPORT_DESK_APP"]
PICTURES = os.environ["EXPORT_DESK_PICTURES"]


def xdotool(*arguments):
    done = subprocess.run(["xdotool", *arguments], capture_output=True, text=True)
    return done.stdout.split()


def test_a_download_through_the_save_dialog(tmp_path, monkeypatch):
    # Where the dialog begins; whatever it saves is ours.
    monkeypatch.chdir(tmp_path)
    screen = Screen()
    screen.teach("udiaeresis")
    screen.end()
    rows = [["id", "name"], *([str(number), f"Shop {number}"] for number in range(1, 6))]
    folder = stores(tmp_path / "data", rows)
    window = Window(APP, tmp_path, PICTURES, dialogs_answered=False)
    try:
        window.connect(folder, "Shops")
        window.make("stores", "Every shop", "Shops")
        window.click("[role=gridcell].name", "Every shop")
        window.click("[role=dialog] button", "Download")
        dialog = window.until("the save dialog", lambda: xdotool("search", "--onlyvisible", "--name", "^Save the file$"))[0]
        xdotool("windowfocus", "--sync", dialog)
        target = tmp_path / "Für den Partner.zip"
        xdotool("key", "ctrl+a")
        xdotool("type", "--delay", "20", str(target))
        window.screen("save-dialog")

        def saved():
            # The first key may only close the list of completions.
            if not target.exists():
                xdotool("key", "Return")
            return target.exists()

        window.until("the file", saved)
        window.see("Saved as", "section[aria-label=Notifications]")
        with zipfile.ZipFile(target) as archive:
            got = list(csv.reader(io.StringIO(archive.read("Every shop.csv").decode())))
        assert got == rows
    finally:
        window.close()
