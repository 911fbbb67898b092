#!/bin/sh
# Spark 4.3.0, Spark Connect: an interrupt that comes while the server still plans a query is
# answered as if it had worked. The operation's id is in the answer, and the client's call ends
# with OPERATION_CANCELED. The query's job begins all the same, and runs to its end. A second
# interrupt finds nothing to interrupt, and closing the session doesn't end the job either, so
# that no client can stop it any more. Once a job runs, an interrupt ends it at once.
#
# Who cancels queries has to wait until the server has said that stages are at work: a stream
# that is attached anew begins with that.
#
# Needs Java 17 or newer. Expected output:
#   while it is planned   answered, cancelled for the client, its job runs
#   once more             nothing is interrupted, its job runs
#   session closed        its job runs
#   while it runs         answered, cancelled for the client, no job runs
set -eu
folder=$(mktemp -d)
trap 'kill "$server" 2> /dev/null || true; rm -rf "$folder"' EXIT
server=
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check \
    'pyspark[connect]==4.3.0' pandas==2.3.3
cd "$folder"
cat > free.py <<'PYTHON'
import socket

with socket.socket() as probe, socket.socket() as other:
    for some in (probe, other):
        some.bind(("127.0.0.1", 0))
    print(probe.getsockname()[1], other.getsockname()[1])
PYTHON
read -r port page <<TEXT
$(venv/bin/python free.py)
TEXT
cat > server.py <<'PYTHON'
import sys
import time

from pyspark.sql import SparkSession

port, page = sys.argv[1:]
settings = {
    "spark.plugins": "org.apache.spark.sql.connect.SparkConnectPlugin",
    "spark.connect.grpc.binding.address": "127.0.0.1",
    "spark.connect.grpc.binding.port": port,
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.ui.port": page,
}
builder = SparkSession.builder.master("local[4]")
for name, value in settings.items():
    builder = builder.config(name, value)
builder.getOrCreate()
while True:
    time.sleep(60)
PYTHON
SPARK_LOCAL_IP=127.0.0.1 venv/bin/python -W ignore server.py "$port" "$page" > log 2>&1 &
server=$!
cat > check.py <<'PYTHON'
import json
import sys
import threading
import time
import urllib.request

from pyspark.sql import SparkSession

port, page = sys.argv[1:]
API = f"http://127.0.0.1:{page}/api/v1/applications"


def jobs():
    """Jobs that run, as the server's page says."""
    with urllib.request.urlopen(API) as answer:
        name = json.load(answer)[0]["id"]
    with urllib.request.urlopen(f"{API}/{name}/jobs?status=running") as answer:
        return len(json.load(answer))


def connected():
    for attempt in range(120):
        try:
            return SparkSession.builder.remote(f"sc://127.0.0.1:{port}").create()
        except Exception:
            time.sleep(1)
    sys.exit("the server doesn't answer")


# A query of minutes; the conditions let its planning take seconds.
conditions = " AND ".join(f"id <> {number}" for number in range(1_000_000, 1_000_400))
PLANNED = (
    "SELECT count(*) FROM (SELECT id, CAST(reflect('java.lang.Thread', 'sleep', 20L) AS STRING) AS name "
    f"FROM range(0, 100000, 1, 2)) WHERE name <> '' AND {conditions}"
)
RUNNING = PLANNED.partition(" AND ")[0]


class Query:
    def __init__(self, spark, sql, tag):
        self.spark, self.tag, self.end = spark, tag, None
        self.thread = threading.Thread(target=self.collect, args=(sql,))
        self.thread.start()

    def collect(self, sql):
        self.spark.addTag(self.tag)
        try:
            self.spark.sql(sql).collect()
            self.end = "finished"
        except Exception as error:
            self.end = "cancelled for the client" if "OPERATION_CANCELED" in str(error) else str(error)[:80]

    def interrupted(self):
        answered = "answered" if self.spark.interruptTag(self.tag) else "nothing is interrupted"
        self.settle()
        return answered

    def settle(self):
        self.thread.join(20)
        time.sleep(4)


def works():
    return "its job runs" if jobs() else "no job runs"


spark = connected()
spark.sql("SELECT 1").collect()
# At one of these moments it has been analysed, and no job of it has begun.
for step in range(60):
    query = Query(spark, PLANNED, f"planned-{step}")
    time.sleep(step % 30 / 20)
    has_job = jobs() > 0
    while not spark.interruptTag(query.tag):
        time.sleep(0.01)
    query.settle()
    if jobs() and not has_job:
        break
print(f"{'while it is planned':21} answered, {query.end}, {works()}")
print(f"{'once more':21} {query.interrupted()}, {works()}")
spark.stop()
time.sleep(5)
print(f"{'session closed':21} {works()}")
spark = connected()
before = jobs()
query = Query(spark, RUNNING, "running")
while jobs() == before:
    time.sleep(0.05)
answered = query.interrupted()
print(f"{'while it runs':21} {answered}, {query.end}, {'no job runs' if jobs() == before else 'its job runs'}")
PYTHON
venv/bin/python -W ignore check.py "$port" "$page" > seen 2>> log || { cat seen; tail -c 500 log; exit 1; }
cat seen
cat > expected <<'TEXT'
while it is planned   answered, cancelled for the client, its job runs
once more             nothing is interrupted, its job runs
session closed        its job runs
while it runs         answered, cancelled for the client, no job runs
TEXT
diff expected seen
