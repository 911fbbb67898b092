"""A Spark server that speaks Spark Connect, on this computer.

    spark.py --port PORT [--token TOKEN] [--workers N] [--memory SIZE] [--result-size SIZE] [--tables FOLDER]

Without workers everything runs in one process; with them there is a master and
that many workers. The Parquet files of the folder become tables. Once the server
listens, a line says so. Then each line of standard input, a JSON text of SQL, is
carried out and answered by a line of JSON: its rows, or {"error": ...}. The line
`null` asks for the number of jobs that run, `"operations"` for the states of the
operations that the server lists for clients, and `"kill worker"` kills a worker with
all that it runs. The server ends with its input.
"""

import argparse
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pyspark
from pyspark.sql import SparkSession

parser = argparse.ArgumentParser()
parser.add_argument("--port", type=int, required=True)
parser.add_argument("--token")
parser.add_argument("--workers", type=int, default=0)
parser.add_argument("--memory", default="1g")
parser.add_argument("--result-size", default="1g")
parser.add_argument("--tables", type=Path)
wanted = parser.parse_args()

HOME = Path(pyspark.__file__).parent
HOST = "127.0.0.1"
children = []


def free_port():
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return probe.getsockname()[1]


def listens(port):
    with socket.socket() as probe:
        return probe.connect_ex((HOST, port)) == 0


def daemon(name, *arguments):
    """One of the cluster's processes; its words go to the file that has its name."""
    log = open(Path(folder) / f"{name}.log", "w")
    environment = {**os.environ, "SPARK_HOME": str(HOME), "SPARK_DAEMON_MEMORY": "256m", "SPARK_LOCAL_IP": HOST}
    command = [HOME / "bin/spark-class", *arguments]
    # With what it starts, it is a group of processes.
    child = subprocess.Popen(
        command, env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True
    )
    children.append(child)


def end_children():
    for child in children:
        if child.poll() is None:
            os.killpg(child.pid, signal.SIGTERM)
    for child in children:
        child.wait()


def started():
    """The session in which tables are made."""
    master = "local[2]"
    if wanted.workers:
        port, page = free_port(), free_port()
        daemon("master", "org.apache.spark.deploy.master.Master", "--host", HOST, "--port", str(port), "--webui-port", str(page))
        master = f"spark://{HOST}:{port}"
        while not listens(port):
            time.sleep(0.2)
        for number in range(wanted.workers):
            daemon(
                f"worker-{number}", "org.apache.spark.deploy.worker.Worker", master, "--host", HOST,
                "--cores", "1", "--memory", "768m", "--work-dir", f"{folder}/work-{number}", "--webui-port", str(free_port()),
            )
        print(f"master: http://{HOST}:{page}", file=sys.stderr)
    settings = {
        "spark.driver.memory": wanted.memory,
        "spark.driver.host": HOST,
        "spark.driver.bindAddress": HOST,
        "spark.executor.memory": "512m",
        "spark.driver.maxResultSize": wanted.result_size,
        "spark.executor.cores": "1",
        "spark.ui.port": str(free_port()),
        "spark.plugins": "org.apache.spark.sql.connect.SparkConnectPlugin",
        "spark.connect.grpc.binding.address": HOST,
        "spark.connect.grpc.binding.port": str(wanted.port),
        "spark.sql.catalogImplementation": "in-memory",
        "spark.sql.warehouse.dir": f"{folder}/warehouse",
        "spark.sql.shuffle.partitions": "4",
        "spark.sql.session.timeZone": "America/Los_Angeles",
    }
    if wanted.token:
        settings["spark.connect.authenticate.token"] = wanted.token
    # The driver's memory has to be known before its process is.
    os.environ["PYSPARK_SUBMIT_ARGS"] = f"--driver-memory {wanted.memory} pyspark-shell"
    builder = SparkSession.builder.master(master).appName("Export Desk's tests")
    for name, value in settings.items():
        builder = builder.config(name, value)
    return builder.getOrCreate()


def operations(session):
    """The states of the operations that clients have begun and not given up, as the
    server's list says."""
    listed = session._jvm.org.apache.spark.sql.connect.service.SparkConnectService.listActiveExecutions()
    if not listed.isRight():
        return []
    found = listed.toOption().get()
    return [str(found.apply(place).status()) for place in range(found.size())]


def answer(session, line):
    sql = json.loads(line)
    if sql is None:
        return len(session.sparkContext.statusTracker().getActiveJobsIds())
    if sql == "operations":
        return operations(session)
    if sql == "kill worker":
        worker = children.pop()
        # An executor begins a group of its own.
        executors = subprocess.run(["pkill", "-KILL", "-P", str(worker.pid)]).returncode
        os.killpg(worker.pid, signal.SIGKILL)
        worker.wait()
        return {"executors": executors == 0}
    try:
        return [[None if value is None else str(value) for value in row] for row in session.sql(sql).collect()]
    except Exception as error:
        return {"error": str(error)[:500]}


# Told to end, it ends its children too.
signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
with tempfile.TemporaryDirectory(prefix="spark") as folder:
    os.environ["SPARK_LOCAL_IP"] = HOST
    session = started()
    try:
        for file in sorted((wanted.tables or Path(folder)).glob("*.parquet")):
            session.sql(f"CREATE TABLE `{file.stem}` USING parquet LOCATION 'file://{file}'")
        while not listens(wanted.port):
            time.sleep(0.1)
        print(json.dumps({"ready": f"sc://{HOST}:{wanted.port}", "page": session.sparkContext.uiWebUrl}), flush=True)
        for line in sys.stdin:
            print(json.dumps(answer(session, line)), flush=True)
    finally:
        try:
            session.stop()
        finally:
            end_children()

