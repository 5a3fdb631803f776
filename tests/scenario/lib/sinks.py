# SPDX-License-Identifier: MulanPSL-2.0
"""A mail server, an SMS gateway and a scanner of the test's own, on loopback and ports the kernel picks. What each answers
is given beforehand, the last answer for good; what they were handed is kept."""
import json
import os
import socketserver
import ssl
import subprocess
import threading
from email import message_from_bytes, policy
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

SECONDS = 30


class Kept:
    """What arrived, in order; whole once its connection is closed."""

    def __init__(self, answers):
        self.answers, self.items, self.connections, self.change = list(answers), [], 0, threading.Condition()
        self.released = threading.Event()  # of "hold"

    def answer(self):
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]

    def closed(self):
        with self.change:
            self.connections += 1
            self.change.notify_all()

    def held(self, n):
        """Until the n-th message is in our hands, and who sent it does not know yet."""
        with self.change:
            if not self.change.wait_for(lambda: len(self.items) >= n, SECONDS):
                raise AssertionError(f"{len(self.items)} of {n} messages after {SECONDS} s")

    def take(self, item):
        with self.change:
            self.items.append(item)
            self.change.notify_all()

    def wait(self, n):
        """Until n connections were ended."""
        with self.change:
            if not self.change.wait_for(lambda: self.connections >= n, SECONDS):
                raise AssertionError(f"{self.connections} of {n} connections after {SECONDS} s")


class Smtp(socketserver.StreamRequestHandler):
    """Answers: ok, 451 (not now), 550 (never), 535 (who are you), die (hangs up instead of taking it), hold (takes it,
    and says so only when released)."""

    def say(self, text):
        self.wfile.write(text.encode() + b"\r\n")

    def handle(self):
        kept = self.server.kept
        try:
            self.talk(kept, kept.answer())
        finally:
            kept.closed()

    def talk(self, kept, answer):
        self.say("220 sink")
        for line in iter(self.rfile.readline, b""):
            word = line.split()[0].upper().decode() if line.split() else ""
            if word == "EHLO":
                self.say("250-sink\r\n250-AUTH PLAIN\r\n250 8BITMIME")
            elif word == "AUTH":
                if len(line.split()) == 2:
                    self.say("334 ")
                    self.rfile.readline()
                self.say("535 no" if answer == "535" else "235 yes")
            elif word == "RCPT" and answer in ("451", "550"):
                self.say(answer + " not here: " + line.decode().strip())
            elif word == "DATA":
                self.say("354 go on")
                body = b"".join(iter(self.rfile.readline, b".\r\n"))
                if answer == "die":
                    return
                kept.take(message_from_bytes(body, policy=policy.SMTP))
                if answer == "hold":
                    kept.released.wait(SECONDS)
                    return
                self.say("250 taken")
            elif word == "QUIT":
                self.say("221 bye")
                return
            else:
                self.say("250 ok")


class Hook(BaseHTTPRequestHandler):
    """Answers: an HTTP status."""

    protocol_version = "HTTP/1.1"

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        status = int(self.server.kept.answer())
        if status < 300:
            self.server.kept.take({**json.loads(body), "bearer": self.headers["Authorization"]})
        self.send_response(status)
        if 300 <= status < 400:
            self.send_header("Location", "/elsewhere")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_):
        pass

    def finish(self):
        super().finish()
        self.server.kept.closed()


class Mails(socketserver.ThreadingTCPServer):
    allow_reuse_address, daemon_threads = True, True

    def get_request(self):
        """Who does not trust our certificate hangs up before anything was said."""
        try:
            return super().get_request()
        except OSError:
            self.kept.closed()
            raise


def certificate(folder):
    """One that nobody vouches for."""
    key, cert = os.path.join(folder, "sink.key"), os.path.join(folder, "sink.pem")
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", cert]
        + ["-days", "2", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"],
        check=True,
        capture_output=True,
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(cert, key)
    return context


def start(folder, mail=("ok",), hook=("200",), tls=False, known=False):
    """Both, and notices.conf in the folder that leads to them. tls: mails over TLS; known: its certificate is."""
    mails, hooks = Mails(("127.0.0.1", 0), Smtp), ThreadingHTTPServer(("127.0.0.1", 0), Hook)
    if tls:
        mails.socket = certificate(folder).wrap_socket(mails.socket, server_side=True)
        mails.handle_error = lambda *_: None
    for server, answers in ((mails, mail), (hooks, hook)):
        server.kept = Kept(answers)
        threading.Thread(target=server.serve_forever, daemon=True).start()
    path = os.path.join(folder, "notices.conf")
    with open(path, "w", encoding="utf-8") as file:
        file.write(f"# of the test\nmail.server = smtp{'s' if tls else ''}://127.0.0.1:{mails.server_address[1]}\n")
        file.write("mail.from = xxgk@example.cn\nmail.user = xxgk\nmail.password = geheim\n")
        file.write(f"sms.hook = http://127.0.0.1:{hooks.server_address[1]}/send\nsms.secret = bearer-secret\n")
        if known:
            file.write(f"mail.ca = {os.path.join(folder, 'sink.pem')}\n")
    os.chmod(path, 0o600)
    return mails.kept, hooks.kept


class Scanner(socketserver.StreamRequestHandler):
    """clamd's INSTREAM: infected is what holds the word EICAR."""

    def handle(self):
        found, command = False, self.rfile.read(10)
        assert command == b"zINSTREAM\0", command
        while size := int.from_bytes(self.rfile.read(4), "big"):
            found |= b"EICAR" in self.rfile.read(size)
        self.server.seen.append(found)
        self.wfile.write(b"stream: Win.Test.EICAR_HDB-1 FOUND\0" if found else b"stream: OK\0")


def scanner(folder):
    """A clamd on a socket clamd.sock in the folder; what it saw, True for each infected stream."""
    server = socketserver.ThreadingUnixStreamServer(os.path.join(folder, "clamd.sock"), Scanner)
    server.daemon_threads, server.seen = True, []
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server.seen
