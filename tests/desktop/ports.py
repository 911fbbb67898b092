"""Ports for servers that can't choose their own."""

import contextlib
import os
import socket

# Below those that a system gives to outgoing connections, which might take one
# between this look and the server's start.
PORTS = range(10_000, 32_000)
taken = os.getpid() * 997


def free_ports(count=1):
    """The first of so many ports in a row that are free; none is given twice."""
    global taken
    for _ in PORTS:
        first, taken = PORTS[taken % len(PORTS)], taken + count
        with contextlib.suppress(OSError), contextlib.ExitStack() as sockets:
            for port in range(first, first + count):
                sockets.enter_context(socket.create_server(("127.0.0.1", port)))
            return first
    raise LookupError(f"no {count} free ports in a row")
