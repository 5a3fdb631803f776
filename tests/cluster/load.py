# SPDX-License-Identifier: MulanPSL-2.0
"""What the demonstrations of several nodes share: serving processes, clerks who enter requests and publish
records and note what was acknowledged, a balancer's questions, and the count of checks."""
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
# What a clerk enters in turn: register, the column that names the entry, the other fields. A record with a
# day of publication is public at once; a request is one that came over the counter.
REGISTERS = (
    ("requests", "number", {"received": "2024-05-05", "channel": "counter", "requester_kind": "natural", "subject": "事项"}),
    ("records", "title", {"kind": "通知", "published": "2024-05-05"}),
)
# every entry of the clerks by its name, with how often it is there
ENTERED = """SELECT name, count(*) FROM (
  SELECT title AS name FROM record UNION ALL SELECT number FROM request
) AS entry WHERE name >= '负载' AND name < '负载 A' GROUP BY name"""


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
    """Clerks who enter one thing after the other, at whichever node answers. `label` keeps the names of two
    loads on one database apart."""

    def __init__(self, nodes, label=0, patience=PATIENCE):
        self.nodes, self.alive = nodes, list(nodes)
        self.label, self.patience = label, patience
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
        until = time.monotonic() + self.patience
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
        browser = Browser()
        try:
            self.shift(number, browser)
        except StopIteration:
            pass  # a page without its form
        if not self.over.is_set():
            self.wrong.append(f"clerk {number} stopped at {browser.status}: {browser.page().text[:300]}")

    def shift(self, number, browser):
        """Goes on until the load is over, or an answer is neither the right one nor "later"."""
        cookies, entry, said = {}, 0, 303
        self.insist(browser, cookies, number, "GET", "/signin")
        fields = self.form(browser, "/signin", login="clerk", password="lianxin-demo-2024")
        self.insist(browser, cookies, number, "POST", "/signin", fields)
        while said == 303 and not self.over.is_set():
            entry += 1
            name = f"负载 {self.label}-{number}-{entry}"
            register, column, others = REGISTERS[entry % len(REGISTERS)]
            path = f"/registers/{register}/new"
            if self.insist(browser, cookies, entry, "GET", path) != 200:
                return
            fields = self.form(browser, "/new", **{column: name}, **others)
            said = self.insist(browser, cookies, entry, "POST", path, fields)
            if said != 303:
                return
            with self.lock:
                self.acknowledged.add(name)
                self.moments.append(time.monotonic())
            if entry % 5 == 0:  # an impatient second click, at the other node
                said = self.insist(browser, cookies, entry + 1, "POST", path, fields)

    def start(self):
        for thread in self.threads:
            thread.start()

    def end(self):
        self.over.set()
        for thread in self.threads:
            if thread.ident:  # was started
                thread.join()

    def longest_gap(self, since=None, until=None):
        """Seconds between two entries; with bounds, of those between them, and up to the bounds."""
        with self.lock:
            moments = sorted(m for m in self.moments if (since or 0) <= m <= (until or m))
        moments = ([since] if since else []) + moments + ([until] if until else [])
        return max((b - a for a, b in zip(moments, moments[1:])), default=0)


KEPT, ANEW = "/report", "/records?text={}"  # a page out of the cache, one that asks the database


class Visitor(threading.Thread):
    """Reads the public face, ten pages a second, one kind after the other."""

    def __init__(self, port, *pages):
        super().__init__()
        self.port, self.pages, self.over = port, pages or (KEPT, ANEW), threading.Event()
        self.statuses, self.longest, self.turn = collections.Counter(), 0, 0

    def page(self):
        self.turn += 1
        link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            link.request("GET", self.pages[self.turn % len(self.pages)].format(self.turn))
            answer = link.getresponse()
            return answer.status if answer.read() else 0
        except (OSError, http.client.HTTPException):
            return 0
        finally:
            link.close()

    def run(self):
        shown = time.monotonic()
        while not self.over.is_set():
            status = self.page()
            self.statuses[status] += 1
            now = time.monotonic()
            if status == 200:
                self.longest, shown = max(self.longest, now - shown), now
            time.sleep(0.1)

    def end(self):
        self.over.set()
        if self.ident:  # was started
            self.join()


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
