"""Downloads the newest time zone database that PyPI has.

Reads one JSON object: the folder for it and the release that is built in. Prints
one: the newest release, the package, the folder of zones, and how many days
older the built-in release is.
"""

import json
import pathlib
import subprocess
import sys
import zipfile

asked = json.load(sys.stdin)
folder = pathlib.Path(asked["folder"])


def fail(problem):
    print(json.dumps({"problem": problem}))
    sys.exit(0)


def download(requirement):
    """The package, its release and the day on which it was made."""
    into = folder / requirement.replace("==", "-")
    command = [
        sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check",
        "--no-cache-dir", "--no-deps", "--only-binary=:all:", "--retries", "2", "--timeout", "20",
        "--dest", str(into), requirement,
    ]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=180)
    except subprocess.TimeoutExpired:
        fail(f"{requirement}: PyPI didn't answer in 180 seconds")
    if done.returncode != 0:
        fail(f"{requirement} can't be downloaded from PyPI: {done.stderr.strip()[-600:]}")
    package = next(into.glob("*.whl"))
    with zipfile.ZipFile(package) as archive:
        first = archive.getinfo("tzdata/__init__.py")
        text = archive.read(first).decode()
    release = text.split('IANA_VERSION = "')[1].split('"')[0]
    return package, release, first.date_time[:3]


def ordinal(day):
    import datetime

    return datetime.date(*day).toordinal()


package, release, made = download("tzdata")
built_in, built_in_made = asked["built_in"], made
if release != built_in:
    number = ord(built_in[4]) - ord("a") + 1
    _, found, built_in_made = download(f"tzdata=={built_in[:4]}.{number}")
    assert found == built_in, (found, built_in)
zones = folder / "zones"
with zipfile.ZipFile(package) as archive:
    archive.extractall(zones)
print(json.dumps({
    "problem": None,
    "release": release,
    "package": str(package),
    "zones": str(zones / "tzdata" / "zoneinfo"),
    "days_older": ordinal(made) - ordinal(built_in_made),
}))
