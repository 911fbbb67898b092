"""One export delivered to every kind of target, made, tested and chosen by
clicking, with secrets in a real keychain."""

import base64
import os
import re
import subprocess

import pytest
from servers import Servers, kept, sha256
from session import bus, keychain
from sftp_server import SftpServer
from window import Window, stores

APP = os.environ["EXPORT_DESK_APP"]
PICTURES = os.environ["EXPORT_DESK_PICTURES"]
DIALOG = "[role=dialog]"
ROWS = [["id", "name"], *([f"s{number:03}", f"Bolt {number}, Főtér"] for number in range(400))]


@pytest.fixture
def servers():
    with Servers() as servers:
        yield servers


@pytest.fixture
def window(tmp_path):
    folder = stores(tmp_path / "shops", ROWS)
    with bus(), keychain(tmp_path / "keychain"):
        window = Window(APP, tmp_path / "home", PICTURES)
        window.connect(folder, "Shops")
        yield window
        window.close()


class Form:
    """The dialog of a new target."""

    def __init__(self, window, kind, name):
        self.window, self.kind, self.name = window, kind, name
        window.click("nav button", "Targets")
        window.click("main button", "Add a target")
        window.click(f"[data-testid=kind-{kind}]")
        self.type(Name=name)

    def type(self, **fields):
        for label, value in fields.items():
            self.window.replace(self.window.field(DIALOG, label.replace("_", " ")), str(value))

    def select(self, shown, option):
        self.window.click(f"{DIALOG} button", shown)
        self.window.click("[role=option]", option)

    def trust(self, authority):
        """Chooses the authority's file, as the file dialog gives it."""
        (self.window.dialogs / "open.file").write_bytes(authority.read_bytes())
        self.window.click(f"{DIALOG} button[aria-label^='Choose own certificate authority']")
        wanted = str(self.window.dialogs / "open.file")
        field = "Own certificate authority"
        self.window.until("the authority", lambda: self.window.field(DIALOG, field).get_property("value") == wanted)

    def test(self):
        self.window.click(f"{DIALOG} footer button", "Test")

    def save(self, tested="Everything works."):
        self.window.see(tested, DIALOG)
        self.window.picture(f"target-{self.name.lower().replace(' ', '-')}")
        self.window.click(f"{DIALOG} button", "Save target")
        self.window.find("main h2, main h3", self.name)


def test_one_export_goes_to_every_kind_of_target(window, servers, tmp_path):
    inbox = {kind: servers.inbox(kind) for kind in ("plain", "explicit", "implicit")}
    there = {}

    # FTP, which is told to be readable for everybody, and both kinds of TLS.
    ports = {}
    for kind, name in (("plain", "FTP"), ("explicit", "FTPS explicit"), ("implicit", "FTPS implicit")):
        ports[kind] = servers.ftp(kind)
        form = Form(window, "ftp" if kind == "plain" else "ftps", name)
        if kind == "implicit":
            form.select("Explicit", "Implicit")
        form.type(Host="127.0.0.1", Port=ports[kind], User=servers.user, Password=servers.password)
        form.type(Folder_on_the_server=f"{inbox[kind]}/{{model}}")
        if kind == "plain":
            window.see("Plain FTP isn’t encrypted", DIALOG)
        else:
            form.test()
            window.see("nobody that this computer trusts".capitalize(), DIALOG)
            window.picture(f"target-{kind}-unknown")
            form.trust(servers.ca)
        form.test()
        form.save()
        there[name] = (
            lambda kind=kind: (
                servers.ftp_list(kind, ports[kind], inbox[kind] / "stores"),
                {one.name: one.read_bytes() for one in (inbox[kind] / "stores").iterdir()},
            )
        )

    # SFTP, by a key, after its host's fingerprint was compared.
    place = tmp_path / "sftp"
    place.mkdir()
    server = SftpServer(place)
    servers.ends.callback(server.stop)
    form = Form(window, "sftp", "SFTP")
    form.type(Host="127.0.0.1", Port=server.port, User=server.user)
    form.select("Password", "Private key")
    form.type(Private_key_file=server.key, Folder_on_the_server=f"{place}/in/{{model}}")
    form.test()
    window.see(server.fingerprint, DIALOG)
    window.picture("target-unknown")
    window.click(f"{DIALOG} button", "Trust")
    form.save()
    there["SFTP"] = lambda: (server.list(f"{place}/in/stores"), {one.name: one.read_bytes() for one in (place / "in/stores").iterdir()})

    s3, s3_client = servers.s3("http")
    form = Form(window, "s3", "S3")
    form.type(Bucket="exports", Region="eu-central-1", Endpoint=s3)
    window.click(f"{DIALOG} label", "Bucket in the path")
    form.type(Access_key_ID="AKIATESTS", Secret_access_key=servers.secret_key, Folder_in_the_bucket="in/{model}")
    window.see("This address isn’t encrypted", DIALOG)
    form.test()
    form.save()
    there["S3"] = lambda: servers.s3_list(s3_client)

    # Google's XML interface is the language of S3.
    google, google_client = servers.s3("https")
    account = servers.service_account()
    form = Form(window, "gcs", "Google")
    form.type(Bucket="exports", Folder_in_the_bucket="in/{model}", Endpoint=google)
    window.driver.find_element("css selector", f"{DIALOG} input[type=file]").send_keys(str(account))
    form.trust(servers.ca)
    form.test()
    form.save()
    there["Google"] = lambda: servers.s3_list(google_client)

    azure_key = base64.b64encode(os.urandom(32)).decode()
    azure, azure_client = servers.azure(azure_key)
    form = Form(window, "azure", "Azure")
    form.type(Storage_account="exportdesk", Container="exports", Access_key=azure_key, Endpoint=azure)
    form.type(Folder_in_the_container="in/{model}")
    form.trust(servers.ca)
    form.test()
    form.save()
    there["Azure"] = lambda: servers.azure_list(azure_client)

    share = tmp_path / "share"
    form = Form(window, "folder", "Share")
    form.type(Folder=f"{share}/{{model}}")
    form.test()
    form.save()
    there["Share"] = lambda: (
        subprocess.run(["ls", "-l", share / "stores"], capture_output=True, text=True).stdout,
        {one.name: one.read_bytes() for one in (share / "stores").iterdir()},
    )
    window.picture("targets")

    # One export for all of them.
    window.begin("stores", "For everybody", "Shops")
    window.click("[data-testid=step-target]")
    for name in there:
        window.click(f"[data-testid=wizard] label[title='{name}']")
    window.until("all chosen", lambda: len(window.all("[data-testid=arrival]")) == len(there))
    window.picture("targets-chosen")
    window.click("[data-testid=step-review]")
    window.picture("targets-review")
    window.click("[data-testid=create-and-run]")
    window.gone("[data-testid=wizard]")
    window.until("it arrived", lambda: "Finished" in window.text(window.find("[role=row]", "For everybody")))
    window.click("[role=gridcell].name", "For everybody")
    window.click(f"{DIALOG} .toggle")
    window.find(f"{DIALOG} dl", "Arrived as")
    said = {
        name: window.text(window.find(f"{DIALOG} ul[aria-label^=Deliveries] li", name)) for name in there
    }
    window.picture("targets-delivered")

    (here,) = window.home.rglob("For everybody.zip")
    wanted = sha256(here.read_bytes())
    for name, look in there.items():
        listing, content = look()
        words = re.sub(r"\s+", " ", said[name])
        print(f"\n{words}\n{listing}", end="")
        assert "Delivered" in said[name], said[name]
        assert listing.rstrip().endswith("For everybody.zip"), listing
        assert [(one.rsplit("/", 1)[-1], sha256(bytes_)) for one, bytes_ in content.items()] == [("For everybody.zip", wanted)]

    # Secrets are in the keychain, and nowhere else.
    secrets = [servers.password] * 3 + ["", servers.secret_key, account.read_text().strip(), azure_key, ""]
    assert [kept(number) for number in range(1, 9)] == secrets
    for file in window.home.rglob("*"):
        if file.is_file() and not file.is_symlink():
            content = file.read_bytes()
            assert not any(secret.encode() in content for secret in secrets if secret), file

    # As they look at night.
    window.click("[aria-label='Close details']")
    window.click("nav button", "Settings")
    window.click("label", "Dark")
    window.click("nav button", "Targets")
    window.find("main h2, main h3", "Azure")
    window.picture("targets-dark")
    window.click("button[aria-label='Edit FTPS implicit']")
    window.picture("target-edit-dark")
    window.click(f"{DIALOG} footer button", "Cancel")
    window.click("nav button", "Exports")
    window.click("[role=gridcell].name", "For everybody")
    window.click(f"{DIALOG} .toggle")
    window.find(f"{DIALOG} dl", "Arrived as")
    window.picture("targets-delivered-dark")
