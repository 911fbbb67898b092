"""A gate before a Spark Connect server: TLS, a token, and faults on purpose.

    gate.py --to HOST:PORT [--token TOKEN] [--folder FOLDER]

With a folder it encrypts by the `server.pem` and `server.key` in it. Once it listens,
a line says on which port. Then each line of standard input, a JSON object, is answered
by a line. An object with "call" is a fault of calls of this name:

    {"call": "ExecutePlan", "after": 1, "times": 1, "code": "UNAVAILABLE", "words": "…"}
    {"call": "ExecutePlan", "after": 0, "times": 1, "stall": true}
    {"call": "ExecutePlan", "after": 0, "times": 1, "bytes": 140000000}

After so many answers the call fails with a code, falls silent, or an answer of that size
comes. Or SQL that begins with some words is answered as other SQL, which is no longer:

    {"begins": "DESCRIBE HISTORY", "instead": "SELECT 7 AS version"}

An empty object takes all of them back. The answer is how often each call came
since the last line. The gate ends with its input.
"""

import argparse
import json
import sys
import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import grpc

parser = argparse.ArgumentParser()
parser.add_argument("--to", required=True)
parser.add_argument("--token")
parser.add_argument("--folder", type=Path)
wanted = parser.parse_args()

ANY_SIZE = [("grpc.max_receive_message_length", -1), ("grpc.max_send_message_length", -1)]
server = grpc.insecure_channel(wanted.to, options=ANY_SIZE)
lock = threading.Lock()
faults = []
others = {}
calls = Counter()
over = threading.Event()


def fault_of(call):
    """The fault that a call has, if any."""
    with lock:
        calls[call] += 1
        for fault in faults:
            if fault["call"] == call and fault["times"] > 0:
                fault["times"] -= 1
                return fault
    return None


def with_other_sql(request):
    """The request with other SQL, filled up to the same length."""
    with lock:
        pairs = list(others.items())
    for begins, instead in pairs:
        # SQL is a text of a message: its length stands before it.
        at = request.find(begins)
        if at > 0:
            length = request[at - 1]
            if length > 127 or len(instead) > length:
                raise ValueError(f"SQL of {length} bytes")
            return request[:at] + instead.ljust(length) + request[at + length:]
    return request


def passed(method, requests, context):
    requests = map(with_other_sql, requests)
    metadata = list(context.invocation_metadata())
    if wanted.token and ("authorization", f"Bearer {wanted.token}") not in [(m.key, m.value) for m in metadata]:
        context.abort(grpc.StatusCode.UNAUTHENTICATED, "this token isn't known here")
    fault = fault_of(method.rsplit("/", 1)[1])
    own = ("user-agent", "te", "content-type", "authorization")
    answers = server.stream_stream(method)(requests, metadata=[(m.key, m.value) for m in metadata if m.key not in own])
    context.add_callback(answers.cancel)

    def fail():
        if "code" in fault:
            answers.cancel()
            context.abort(grpc.StatusCode[fault["code"]], fault["words"])
        if "stall" in fault:
            while context.is_active() and not over.is_set():
                over.wait(0.1)
            context.abort(grpc.StatusCode.CANCELLED, "over")

    count = 0
    try:
        for answer in answers:
            if fault and fault["after"] == count:
                fail()
                answer = bytes(fault["bytes"])
            yield answer
            count += 1
        if fault and fault["after"] == count:
            fail()
    except grpc.RpcError as error:
        if not context.is_active():
            return
        context.set_trailing_metadata(tuple((key, value) for key, value in error.trailing_metadata() or ()))
        context.abort(error.code(), error.details())


class Gate(grpc.GenericRpcHandler):
    def service(self, details):
        return grpc.stream_stream_rpc_method_handler(
            lambda requests, context: passed(details.method, requests, context)
        )


gate = grpc.server(ThreadPoolExecutor(64), options=ANY_SIZE)
gate.add_generic_rpc_handlers((Gate(),))
if wanted.folder:
    pair = tuple((wanted.folder / name).read_bytes() for name in ("server.key", "server.pem"))
    credentials = grpc.ssl_server_credentials((pair,))
    port = gate.add_secure_port("127.0.0.1:0", credentials)
    # A name that the certificate isn't for.
    gate.add_secure_port(f"127.0.0.2:{port}", credentials)
else:
    port = gate.add_insecure_port("127.0.0.1:0")
gate.start()
print(json.dumps({"port": port}), flush=True)
for line in sys.stdin:
    fault = json.loads(line)
    with lock:
        if "begins" in fault:
            others[fault["begins"].encode()] = fault["instead"].encode()
        elif fault:
            faults.append(fault)
        else:
            faults.clear()
            others.clear()
        seen = dict(calls)
        calls.clear()
    print(json.dumps(seen), flush=True)
over.set()
gate.stop(None)
