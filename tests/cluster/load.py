# SPDX-License-Identifier: MulanPSL-2.0
"""What the demonstrations of several nodes share: serving processes, clerks who enter records and note
what was acknowledged, a balancer's questions, and the count of checks."""
import collections
import http.client
import os
import socket
import subprocess
import sys
import threading
import time
import urllib.parse

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.join(ROOT, "tests/scenario/lib"))
from browser import Browser  # noqa: E402

CLERKS = 6
PATIENCE = 60  # seconds a clerk goes on trying one form
LATER = (0, 502, 503, 504)  # nobody answered, a proxy lost its server, or "please try again"
FORM = "application/x-www-form-urlencoded"


def run(*command, **more):
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, timeout=180, **more)
    if done.returncode:
        raise RuntimeError(f"{command[:3]}: exit {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Node:
    """One serving process."""

    def __init__(self, binary, url, log, *options):
        self.public, self.desk = free_port(), free_port()
        self.process = subprocess.Popen(
            [
                *(binary, "serve", "--db", url),
                *("--public", f"127.0.0.1:{self.public}"),
                *("--desk", f"127.0.0.1:{self.desk}"),
                *options,
            ],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
        )

    def asks(self, port, path):
        """The status, 0 when nobody answers."""
        link = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        try:
            link.request("GET", path)
            return link.getresponse().status
        except (OSError, http.client.HTTPException):
            return 0
        finally:
            link.close()

    def wait(self):
        until = time.monotonic() + 60
        while self.asks(self.desk, "/readyz") != 200:
            if time.monotonic() > until or self.process.poll() is not None:
                raise RuntimeError("a node did not become ready")
            time.sleep(0.1)

    def end(self, how):
        if self.process.poll() is None:
            self.process.send_signal(how)
            self.process.wait(60)


class Load:
    """Clerks who enter records, one after the other, at whichever node answers."""

    def __init__(self, nodes):
        self.nodes, self.alive = nodes, list(nodes)
        self.lock, self.over = threading.Lock(), threading.Event()
        self.acknowledged, self.moments = set(), []
        self.statuses, self.wrong = collections.Counter(), []
        self.threads = [threading.Thread(target=self.clerk, args=(number,)) for number in range(CLERKS)]

    def once(self, browser, cookies, node, method, path, body):
        browser.cookies = {node.desk: cookies}  # to a browser both are one host
        try:
            browser.request(method, node.desk, path, body, FORM if body else None)
        except (OSError, http.client.HTTPException):
            browser.status = 0
        with self.lock:
            self.statuses[browser.status] += 1
        return browser.status

    def insist(self, browser, cookies, turn, method, path, fields=None):
        """Asks one node after the other until one does not say "later"."""
        body = urllib.parse.urlencode(fields).encode() if fields else None
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            node = self.alive[turn % len(self.alive)]
            if self.once(browser, cookies, node, method, path, body) not in LATER:
                break
            turn += 1
            time.sleep(0.1)
        return browser.status

    def form(self, browser, action, **given):
        form = next(f for f in browser.page().forms if f.action.endswith(action))
        return [(k, v) for k, v in form.fields if k not in given] + list(given.items())

    def clerk(self, number):
        browser, cookies, entry = Browser(), {}, 0
        path = "/registers/records/new"
        self.insist(browser, cookies, number, "GET", "/signin")
        fields = self.form(browser, "/signin", login="clerk", password="lianxin-demo-2024")
        self.insist(browser, cookies, number, "POST", "/signin", fields)
        while not self.over.is_set():
            entry += 1
            title = f"负载 {number}-{entry}"
            if self.insist(browser, cookies, entry, "GET", path) != 200:
                break
            fields = self.form(browser, "/new", title=title, kind="通知", published="2024-05-05")
            said = self.insist(browser, cookies, entry, "POST", path, fields)
            if said == 303:
                with self.lock:
                    self.acknowledged.add(title)
                    self.moments.append(time.monotonic())
                if entry % 5 == 0:  # an impatient second click, at the other node
                    said = self.insist(browser, cookies, entry + 1, "POST", path, fields)
            if said != 303:
                break
        if not self.over.is_set():
            self.wrong.append(f"clerk {number} stopped at {browser.status}: {browser.page().text[:300]}")

    def longest_gap(self):
        moments = sorted(self.moments)
        return max((b - a for a, b in zip(moments, moments[1:])), default=0)


class Balancer(threading.Thread):
    """Asks as HAProxy would, ten times a second."""

    def __init__(self, nodes):
        super().__init__()
        self.nodes, self.over = nodes, threading.Event()
        self.desk, self.public, self.slowest = collections.Counter(), collections.Counter(), 0

    def run(self):
        while not self.over.is_set():
            for node in self.nodes:
                if node.process.poll() is not None:
                    continue
                began = time.monotonic()
                desk = node.asks(node.desk, "/readyz")
                self.slowest = max(self.slowest, time.monotonic() - began)
                public = node.asks(node.public, "/report")
                if 0 in (desk, public):
                    time.sleep(0.5)  # was it killed just now?
                    if node.process.poll() is not None:
                        continue
                self.desk[desk] += 1
                self.public[public] += 1
            time.sleep(0.1)


class Checks:
    def __init__(self):
        self.passed = self.failed = 0

    def hold(self, good, what, found=""):
        self.passed, self.failed = self.passed + bool(good), self.failed + (not good)
        print(("ok   " if good else "FAIL ") + what + (f": {found}" if found != "" else ""), flush=True)
