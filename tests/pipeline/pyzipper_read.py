"""Names and contents of a zip's entries, or null where the password doesn't open it."""

import json
import sys

import pyzipper

file, password = sys.argv[1:]
with pyzipper.AESZipFile(file) as archive:
    archive.setpassword(password.encode() or None)
    try:
        entries = [[name, archive.read(name).decode()] for name in archive.namelist()]
    except RuntimeError:
        entries = None
print(json.dumps(entries))
