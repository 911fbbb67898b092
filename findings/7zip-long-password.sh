#!/bin/sh
# 7-Zip 26.02 (Debian 12's p7zip-full) can't open an AES-256 zip whose password has more than
# 99 bytes: it says "Wrong password". pyzipper writes and opens such zips with any length,
# so the file seems right to whoever made it.
#
# Bytes count, not characters: fifty letters of Cyrillic are too many.
#
# Expected output:
#   99 bytes: pyzipper opens it, 7-Zip opens it
#   100 bytes: pyzipper opens it, 7-Zip refuses it: Wrong password
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check pyzipper==0.4.0
(cd "$folder" && apt-get download --quiet=2 p7zip-full=16.02+really26.02+dfsg-0+deb12u1 && for package in *.deb; do dpkg-deb -x "$package" .; done)
cat > "$folder/check.py" <<'PYTHON'
import subprocess
import sys

import pyzipper

for length in (99, 100):
    password = "k" * length
    with pyzipper.AESZipFile(sys.argv[2], "w", encryption=pyzipper.WZ_AES, compression=pyzipper.ZIP_DEFLATED) as archive:
        archive.setpassword(password.encode())
        archive.writestr("file.csv", "id\n1\n")
    with pyzipper.AESZipFile(sys.argv[2]) as archive:
        archive.setpassword(password.encode())
        own = "opens it" if archive.read("file.csv") == b"id\n1\n" else "reads another text"
    done = subprocess.run([sys.argv[1], "t", f"-p{password}", sys.argv[2]], capture_output=True, text=True)
    said = done.stdout + done.stderr
    other = "opens it" if done.returncode == 0 else "refuses it: Wrong password" if "Wrong password" in said else said
    print(f"{length} bytes: pyzipper {own}, 7-Zip {other}")
PYTHON
"$folder/venv/bin/python" "$folder/check.py" "$folder/usr/lib/p7zip/7z" "$folder/t.zip" > "$folder/found"
cat "$folder/found"
cat > "$folder/expected" <<'TEXT'
99 bytes: pyzipper opens it, 7-Zip opens it
100 bytes: pyzipper opens it, 7-Zip refuses it: Wrong password
TEXT
cmp "$folder/found" "$folder/expected"
