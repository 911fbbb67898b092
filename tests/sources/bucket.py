"""Fills a bucket of a server that speaks as Amazon S3 does.

Reads {"endpoint", "bucket", "put", "packed", "users"} from standard input: `put`
and `packed` are pairs of a key and a file, the latter packed by gzip; with
`users` there are two afterwards, one who may read the bucket and one who may do
nothing, and the server lets in nobody else. Writes the users' keys.
"""

import gzip
import json
import sys
import urllib.request
from pathlib import Path

import boto3
import urllib3

# The authority of the tests is nobody's.
urllib3.disable_warnings()

order = json.load(sys.stdin)
reach = {
    "endpoint_url": order["endpoint"], "region_name": "eu-central-1",
    "aws_access_key_id": "AKIATEST", "aws_secret_access_key": "fills", "verify": False,
}
store = boto3.client("s3", **reach)
bucket = order["bucket"]
store.create_bucket(Bucket=bucket, CreateBucketConfiguration={"LocationConstraint": "eu-central-1"})
for key, file in order.get("put", []):
    store.put_object(Bucket=bucket, Key=key, Body=Path(file).read_bytes())
for key, file in order.get("packed", []):
    store.put_object(Bucket=bucket, Key=key, Body=gzip.compress(Path(file).read_bytes(), 1))

keys = {}
if order.get("users"):
    people = boto3.client("iam", **reach)
    allowed = {"reader": ["s3:ListBucket", "s3:GetObject"], "nobody": ["ec2:DescribeInstances"]}
    for user, actions in allowed.items():
        people.create_user(UserName=user)
        policy = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": actions, "Resource": "*"}]}
        people.put_user_policy(UserName=user, PolicyName="all", PolicyDocument=json.dumps(policy))
        key = people.create_access_key(UserName=user)["AccessKey"]
        keys[user] = [key["AccessKeyId"], key["SecretAccessKey"]]
    url, plain = f"{order['endpoint']}/moto-api/reset-auth", {"Content-Type": "text/plain"}
    urllib.request.urlopen(urllib.request.Request(url, b"0", plain, method="POST"))
json.dump(keys, sys.stdout)
