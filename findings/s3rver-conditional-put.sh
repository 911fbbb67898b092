#!/bin/sh
# s3rver 3.7.1 ignores "If-None-Match: *": a PUT that must only create an object
# overwrites one that is there and answers 200. moto 5.2.5 answers 412, as Amazon does.
#
# The header is how an uploader makes sure that it never replaces a file. A server that
# doesn't know it doesn't refuse it, so the answer alone proves nothing: whether the
# condition is honoured has to be found out by a second PUT of a name of one's own.
#
# Expected output:
#   moto    second PUT 412, content first
#   s3rver  second PUT 200, content second
set -eu
folder=$(mktemp -d)
servers=""
trap 'kill $servers 2>/dev/null || true; rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "moto[server]==5.2.5" boto3==1.44.8
npm install --silent --no-audit --no-fund --prefix "$folder" s3rver@3.7.1
cd "$folder"
free() { "$folder/venv/bin/python" -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }
moto=$(free)
"$folder/venv/bin/moto_server" -H 127.0.0.1 -p "$moto" > moto.log 2>&1 &
servers="$servers $!"
s3rver=$(free)
mkdir objects
node node_modules/s3rver/bin/s3rver.js --address 127.0.0.1 --port "$s3rver" --directory objects > s3rver.log 2>&1 &
servers="$servers $!"
cat > check.py <<'PYTHON'
import socket
import sys
import time

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

for name, port in zip(("moto", "s3rver"), sys.argv[1:]):
    end = time.monotonic() + 60
    while True:
        try:
            socket.create_connection(("127.0.0.1", int(port)), 1).close()
            break
        except OSError:
            assert time.monotonic() < end, f"{name} doesn't listen"
            time.sleep(0.1)
    config = Config(s3={"addressing_style": "path"}, request_checksum_calculation="when_required")
    s3 = boto3.client(
        "s3", endpoint_url=f"http://127.0.0.1:{port}", region_name="us-east-1", config=config,
        aws_access_key_id="S3RVER", aws_secret_access_key="S3RVER",
    )
    s3.create_bucket(Bucket="partner")
    create = lambda body: s3.put_object(Bucket="partner", Key="file", Body=body, IfNoneMatch="*")
    create(b"first")
    try:
        status = create(b"second")["ResponseMetadata"]["HTTPStatusCode"]
    except ClientError as error:
        status = error.response["ResponseMetadata"]["HTTPStatusCode"]
    content = s3.get_object(Bucket="partner", Key="file")["Body"].read().decode()
    print(f"{name:7} second PUT {status}, content {content}")
PYTHON
"$folder/venv/bin/python" check.py "$moto" "$s3rver" > seen || { cat moto.log s3rver.log; exit 1; }
cat seen
cat > expected <<'TEXT'
moto    second PUT 412, content first
s3rver  second PUT 200, content second
TEXT
diff expected seen
