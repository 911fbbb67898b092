"""A keychain of the system on the session's own bus, empty and unlocked."""

import os
import pathlib
import shutil
import subprocess
import tempfile
import time

SECRETS = "org.freedesktop.secrets"


def owner():
    """The process that answers for secrets, if one does."""
    ask = ["dbus-send", "--session", "--print-reply=literal", "--dest=org.freedesktop.DBus", "/org/freedesktop/DBus",
           "org.freedesktop.DBus.GetConnectionUnixProcessID", f"string:{SECRETS}"]
    answer = subprocess.run(ask, capture_output=True, text=True)
    return int(answer.stdout.split()[-1]) if answer.returncode == 0 else None


class Keychain:
    def __init__(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="keychain"))
        runtime = self.folder / "run"
        runtime.mkdir(mode=0o700)
        environment = {**os.environ, "HOME": str(self.folder), "XDG_DATA_HOME": str(self.folder / "data"),
                       "XDG_RUNTIME_DIR": str(runtime)}
        self.process = subprocess.Popen(
            ["gnome-keyring-daemon", "--foreground", "--unlock", "--components=secrets"],
            stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment,
        )
        # The password of the keychain itself.
        self.process.stdin.write(b"\n")
        self.process.stdin.close()
        deadline = time.monotonic() + 20
        while owner() != self.process.pid:
            if time.monotonic() > deadline:
                self.stop()
                raise TimeoutError(f"the keychain; secrets are asked of {owner()}")
            time.sleep(0.05)

    def stop(self):
        self.process.terminate()
        self.process.wait(20)
        shutil.rmtree(self.folder, ignore_errors=True)
