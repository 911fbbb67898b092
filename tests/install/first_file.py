"""The first start of an installed app, whose root is another folder: a first export is made,
its rows are seen, and it runs.

    first_file.py START PROGRAM FOLDER

START runs the app there, PROGRAM is its file as it is seen from here.
"""

import os
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "desktop"))
from window import Window  # noqa: E402

start, program, folder = sys.argv[1:]


class Installed(Window):
    def find_process(self):
        for entry in pathlib.Path("/proc").iterdir():
            try:
                if entry.name.isdigit() and os.readlink(entry / "exe") == program:
                    return int(entry.name)
            except OSError:
                continue
        raise LookupError("the app's process")


window = Installed(start, folder, os.environ["EXPORT_DESK_PICTURES"])
try:
    window.click("button", "New export")
    window.click("[data-testid=model-coupon_pools]")
    window.click("[data-testid=step-name]")
    window.replace(window.find("[data-testid=export-name]"), "The first")
    window.see("id", "[data-testid=preview-file]")
    window.picture("installed-rows")
    window.click("[data-testid=step-review]")
    window.click("[data-testid=create-and-run]")
    window.gone("[data-testid=wizard]")
    window.until("The first is finished", lambda: "Finished" in window.text(window.find("[role=row]", "The first")))
    window.picture("installed-finished")
    print(window.text(window.find("[role=row]", "The first")))
    window.check()
finally:
    window.driver.quit()
    window.stop()
