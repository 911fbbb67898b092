"""What stands in a container, by Microsoft's own client: names, sizes, SHA-256."""

import hashlib
import json
import sys

from azure.storage.blob import ContainerClient

asked = json.load(sys.stdin)
container = ContainerClient(
    asked["endpoint"], asked["container"], credential={"account_name": asked["account"], "account_key": asked["key"]},
    connection_verify=asked.get("ca_file") or True,
)
if asked.get("make"):
    container.create_container()
found = {}
for blob in container.list_blobs():
    found[blob.name] = [blob.size, hashlib.sha256(container.download_blob(blob.name).readall()).hexdigest()]
json.dump(found, sys.stdout)
