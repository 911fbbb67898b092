"""A mail server on 127.0.0.1 that takes, refuses or breaks what it is told to.

Its one argument is JSON; the port is the first line of its output. Messages
that it takes go to the folder `into`, each with its envelope beside it.
"""

import asyncio
import json
import pathlib
import ssl
import sys

from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword

how = json.loads(sys.argv[1])
into = pathlib.Path(how["into"])
later = how.get("later", 0)


class Behaviour:
    count = 0

    async def handle_MAIL(self, server, session, envelope, address, options):
        if address in how.get("refuse", []):
            return "550 5.7.1 not your sender"
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address in how.get("refuse", []):
            return "550 5.1.1 no such user here"
        if address in how.get("grey", []) and Behaviour.count == 0:
            return "450 4.2.0 come back later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        global later
        with (into / "attempts").open("a") as attempts:
            attempts.write("x")
        if how.get("drop"):
            server.transport.abort()
            return "250 never said"
        if later > 0:
            later -= 1
            return "451 4.3.0 the disk is full"
        if how.get("no_files") and b"Content-Disposition: attachment" in envelope.content:
            return "552 5.3.4 too large"
        if "answer" in how:
            return how["answer"]
        Behaviour.count += 1
        name = f"{Behaviour.count:03}"
        (into / f"{name}.eml").write_bytes(envelope.content)
        whole = {
            "from": envelope.mail_from,
            "to": envelope.rcpt_tos,
            "user": (session.auth_data or LoginPassword(b"", b"")).login.decode(),
            "tls": session.ssl is not None or how["security"] == "tls",
        }
        # The envelope is whole when it has its name.
        part = into / f"{name}.part"
        part.write_text(json.dumps(whole))
        part.rename(into / f"{name}.json")
        return "250 OK"


def authenticator(server, session, envelope, mechanism, data):
    if data.login.decode() == how["user"] and data.password.decode() == how["password"]:
        return AuthResult(success=True, auth_data=data)
    words = how.get("no", "535 5.7.8 wrong user or password").format(password=data.password.decode())
    return AuthResult(success=False, handled=False, message=words)


def session():
    security, secrets = how["security"], None
    if "certificate" in how:
        secrets = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        secrets.load_cert_chain(how["certificate"], how["key"])
    wanted = {"auth_exclude_mechanism": ["LOGIN", "PLAIN"]}
    if "user" in how:
        wanted = {"authenticator": authenticator, "auth_required": True}
        wanted["auth_require_tls"] = security == "starttls"
    starttls = {"tls_context": secrets, "require_starttls": True} if security == "starttls" else {}
    return SMTP(Behaviour(), hostname="mail.test", enable_SMTPUTF8=True, **wanted, **starttls), secrets


async def main():
    loop = asyncio.get_running_loop()
    if how.get("silent"):

        async def nothing(reader, writer):
            await reader.read()

        server = await asyncio.start_server(nothing, "127.0.0.1", 0)
    elif "greeting" in how:

        async def greet(reader, writer):
            writer.write(how["greeting"].encode())
            await writer.drain()
            await reader.read()

        server = await asyncio.start_server(greet, "127.0.0.1", 0)
    else:
        secrets = session()[1] if how["security"] == "tls" else None
        server = await loop.create_server(lambda: session()[0], "127.0.0.1", how.get("port", 0), ssl=secrets)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


asyncio.run(main())
