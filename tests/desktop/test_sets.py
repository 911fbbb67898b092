"""Exports that go to a partner together, in the real window: made of two that were
selected, run, and looked at in the archive that was downloaded."""

import csv
import hashlib
import io
import json
import os
import zipfile

from window import Window, stores

APP = os.environ["EXPORT_DESK_APP"]
PICTURES = os.environ["EXPORT_DESK_PICTURES"]
ROWS = [["s1", "Graz"], ["s2", "Linz, \"old\""], ["s3", "Wien"]]


def test_two_exports_become_one_archive(tmp_path):
    window = Window(APP, tmp_path / "home", PICTURES)
    try:
        data = tmp_path / "data"
        data.mkdir()
        stores(data, [["id", "name"], *ROWS])
        with (data / "coupons.csv").open("w", newline="") as file:
            csv.writer(file).writerows([["id", "name"], ["c1", "Ten percent"]])
        window.connect(data, "Own files")
        window.make("stores", "Shops", "Own files")
        window.make("coupons", "Vouchers", "Own files")
        for name in ("Shops", "Vouchers"):
            window.click(f"input[aria-label='Select {name}']")
        window.click("[role=toolbar] button", "Export together…")
        window.see("Shops", "[data-testid=set-members]")
        window.see("Vouchers", "[data-testid=set-members]")
        window.type("[data-testid=set-name]", "Partner")
        window.picture("set")
        window.click("[role=dialog] button", "Create set")
        window.see("“Partner” was created", "section[aria-label=Notifications]")
        window.click("[role=dialog] button", "Run now")
        window.click("[role=dialog] button[aria-label^='Run 1, ']")
        window.see("Vouchers.csv", "[data-testid=run-members]")
        window.picture("set-details")
        window.click("[role=dialog] button", "Download")
        window.until("the archive", lambda: list(window.dialogs.glob("Partner_*.zip")))
    finally:
        window.close()
    [download] = window.dialogs.glob("Partner_*.zip")
    archive = zipfile.ZipFile(download)
    assert archive.testzip() is None
    rows = {name: list(csv.reader(io.StringIO(archive.read(name).decode(), newline=""))) for name in archive.namelist()}
    assert rows == {"Shops.csv": [["id", "name"], *ROWS], "Vouchers.csv": [["id", "name"], ["c1", "Ten percent"]]}
    [manifest] = (tmp_path / "home").rglob("Partner_*.manifest.json")
    members = {one["file"]: one["sha256"] for one in json.loads(manifest.read_text())["members"]}
    assert members == {name: hashlib.sha256(archive.read(name)).hexdigest() for name in archive.namelist()}
