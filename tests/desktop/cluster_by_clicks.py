"""A Spark server as people come to it, in the real window: a connection is added and
tested, a table is mapped, previewed and exported, and a long export is cancelled, which
the server's own list and page show. `cargo xtask test-cluster` runs this."""

import json
import os
import pathlib
import subprocess
import time

import pytest
from ports import free_ports
from session import keychain
from test_databases import DIALOG, correct, exported, make_model, samples, save_mapping
from window import PATIENCE, Window

APP = os.environ["EXPORT_DESK_APP"]
PICTURES = os.environ["EXPORT_DESK_PICTURES"]
BUILT = next(folder for folder in pathlib.Path(APP).parents if (folder / "spark").is_dir())
SCRIPT = pathlib.Path(__file__).parent.parent / "clusters/spark.py"
TOKEN = "Marker-cluster"
MEMBERS = """
CREATE TABLE customer USING parquet AS SELECT CAST(id AS INT) AS customer_id, concat('member', id, '@example.com') AS e_mail,
    IF(id % 7 > 0, concat('Ágnes ', id), NULL) AS first_name, concat('+36 30 ', 1000000 + id) AS cell_no FROM range(1, 41, 1, 1)
"""
# A minute of work for two cores, and a billion rows to sort.
ENDLESS = "CREATE VIEW endless AS SELECT a.id * 100000 + b.id AS number FROM range(20000) AS a CROSS JOIN range(50000) AS b"


class Spark:
    """A server with a page."""

    def __init__(self):
        self.port = free_ports()
        command = [BUILT / "spark/bin/python", SCRIPT, "--port", str(self.port), "--token", TOKEN]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
        self.process = subprocess.Popen(command, text=True, **pipes)
        self.page = json.loads(self.process.stdout.readline())["page"]

    def asked(self, question):
        print(json.dumps(question), file=self.process.stdin, flush=True)
        return json.loads(self.process.stdout.readline())

    def sql(self, sql):
        answer = self.asked(sql)
        assert isinstance(answer, list), answer
        return answer

    def picture(self, path, name):
        """Its page, as a browser shows it."""
        file = pathlib.Path(PICTURES) / f"{name}.png"
        browser = ["chromium-headless-shell", "--no-sandbox", "--disable-gpu", "--window-size=1280,900"]
        subprocess.run([*browser, f"--screenshot={file}", self.page + path], check=True, capture_output=True)

    def end(self):
        self.process.stdin.close()
        self.process.wait(PATIENCE)


# States in which the server's list may have what is over.
OVER = {"Canceled", "Closed", "Failed", "Finished"}


@pytest.fixture(scope="module")
def spark():
    spark = Spark()
    spark.sql(MEMBERS)
    spark.sql(ENDLESS)
    yield spark
    spark.end()


@pytest.fixture(scope="module")
def window(tmp_path_factory):
    home = tmp_path_factory.mktemp("cluster")
    with keychain(home / "keychain"):
        window = Window(APP, home, PICTURES)
        yield window
        window.close()


def test_a_cluster_by_clicks(window, spark):
    window.click("nav button", "Connections")
    window.click("main button", "Add a connection")
    window.click("[data-testid=kind-spark]")
    for label, text in {"Host": "localhost", "Port": str(spark.port), "Token": TOKEN, "Name": "Cluster"}.items():
        window.replace(window.field(DIALOG, label), text)
    window.choose(f"{DIALOG} button[aria-label^='Encryption:']", "None")
    window.click(f"{DIALOG} footer button", "Test")
    window.see("1 data model found", DIALOG)
    window.picture("spark-tested")
    window.click(f"{DIALOG} button", "Save connection")
    window.click("section[aria-label=Notifications] button", "Open mapping")
    window.see("Mapping", "h1")
    window.click("[data-testid=map-customers]")
    samples(window, "email", "member1@example.com")
    correct(window, "mobile_phone", "cell_no")
    samples(window, "mobile_phone", "+36 30 1000001")
    window.picture("spark-mapping")
    make_model(window, "endless", "Endless")
    window.click(f"{DIALOG} button", "Add model")
    save_mapping(window)

    rows = exported(window, "customers", "Cluster members", "Cluster", "40 rows match")
    assert rows[0] == ["id", "email", "first_name", "mobile_phone"]
    said = spark.sql("SELECT customer_id, e_mail, first_name, cell_no FROM customer ORDER BY CAST(customer_id AS STRING)")
    assert rows[1:] == [[value or "" for value in row] for row in said]
    window.picture("spark-exported")

    window.begin("endless", "Endless numbers", "Cluster")
    window.picture("spark-preview")
    window.click("[data-testid=step-review]")
    window.click("[data-testid=create-and-run]")
    window.gone("[data-testid=wizard]")
    window.click("[role=gridcell].name", "Endless numbers")
    window.find(f"{DIALOG} h2", "Endless numbers")
    window.until("a job of the server", lambda: spark.asked(None) > 0)
    window.picture("spark-running")
    spark.picture("/jobs/", "spark-server-running")
    window.click(f"{DIALOG} button", "Cancel run")
    begun = time.monotonic()
    window.until("the server's word", lambda: spark.asked(None) == 0 and not set(spark.asked("operations")) - OVER)
    print(f"cancelled on the server after {time.monotonic() - begun:.1f} s")
    window.see("Cancelled", DIALOG)
    window.picture("spark-cancelled")
    spark.picture("/connect/", "spark-server-cancelled")
    assert not list(window.home.rglob("Endless numbers*.zip"))
