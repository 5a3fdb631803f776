# SPDX-License-Identifier: MulanPSL-2.0
"""Entries saved a second at the desk, over HTTP on the real server, each durable when it is answered:
many clerks at once beside one, who sends his next form when the last was answered."""
import http.client
import os
import re
import time
import urllib.parse

from measure import OUT, alternate, command, fresh, median
from servers import Server, free_port

CLERKS = 32
NEW = "/registers/records/new"
SCRIPT = """local n, days = 0, 2000
function request()
  n = n + 1
  local day = os.date("!%Y-%m-%d", 1546300800 + n % days * 86400)
  local body = "csrf={csrf}&once={run:016x}" .. string.format("%016x", n) ..
    "&title=Notice+{run}-" .. n .. "&kind=%E9%80%9A%E7%9F%A5&published=" .. day
  return wrk.format("POST", nil, {{
    ["Cookie"] = "{cookie}", ["Content-Type"] = "application/x-www-form-urlencoded"}}, body)
end
function response(status, headers)
  if status ~= 303 or not headers["Location"]:find("^/registers/records") then
    print("refused: " .. status)
    wrk.thread:stop()
  end
end
"""


class Desk:
    """A served demonstration and a clerk signed in there."""

    def __init__(self, binary, db=None):
        self.db = db or fresh(f"{OUT}/saving.db")
        self.runs, self.jar = 0, {}
        if db is None:
            command(binary, "init", "--demo", "--db", "sqlite:" + self.db)
        self.public, self.port = free_port(), free_port()
        arguments = [binary, "serve", "--db", "sqlite:" + self.db, "--public", f"127.0.0.1:{self.public}",
                     "--desk", f"127.0.0.1:{self.port}", "--access-log", f"{OUT}/saving.log"]
        cores = ",".join(map(str, sorted(os.sched_getaffinity(0))))
        self.server = Server("saving", arguments, self.port, NEW, cores)
        page = self.ask("GET", "/signin")
        self.ask("POST", "/signin", csrf=self.csrf(page), login="clerk", password="lianxin-demo-2024")
        self.token = self.csrf(self.ask("GET", NEW))

    @staticmethod
    def csrf(page):
        return re.search(r'name="csrf" value="(\w+)"', page)[1]

    def cookie(self):
        return "; ".join(f"{name}={value}" for name, value in self.jar.items())

    def ask(self, method, path, **fields):
        link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        link.request(method, path, urllib.parse.urlencode(fields) or None,
                     {"Cookie": self.cookie(), "Content-Type": "application/x-www-form-urlencoded"})
        answer = link.getresponse()
        page = answer.read().decode()
        for line in answer.headers.get_all("Set-Cookie") or []:
            name, _, value = line.partition(";")[0].partition("=")
            self.jar[name] = value
        link.close()
        return page

    def count(self):
        return int(command("sqlite3", self.db, "SELECT count(*) FROM record"))

    def save(self, clerks, length):
        """Answered saves a second; that each is there is counted."""
        self.runs += 1
        path = f"{OUT}/saving.lua"
        with open(path, "w", encoding="utf-8") as file:
            file.write(SCRIPT.format(csrf=self.token, cookie=self.cookie(), run=self.runs))
        before = self.count()
        out = command("wrk", "-t1", f"-c{clerks}", f"-d{length}s", "-s", path, self.server.url)
        answered = int(re.search(r"(\d+) requests in", out)[1])
        time.sleep(0.5)  # wrk leaves without waiting for the last answers, and without counting some
        kept = self.count() - before
        if "refused" in out or "errors" in out or not answered <= kept <= answered + 2 * clerks:
            raise SystemExit(f"bench: {answered} saves answered, {kept} there:\n{out}")
        return float(re.search(r"Requests/sec:\s+([\d.]+)", out)[1])


def measure(binary, rounds, length, report):
    desk = Desk(binary)
    try:
        figures = alternate(rounds, {"one": lambda: desk.save(1, length), "many": lambda: desk.save(CLERKS, length)})
        memory = desk.server.anonymous_kib() / 1024
    finally:
        desk.server.stop()
    command(binary, "verify", "--db", "sqlite:" + desk.db)
    one, many = median(figures["one"]), median(figures["many"])
    report.line("desk over HTTP, 1 client, entries saved/s", one, "", figures=figures["one"])
    report.line(f"desk over HTTP, {CLERKS} clients, entries saved/s", many, "", many / one, "one client", "≥ 3",
                many >= 3 * one, figures["many"])
    report.line("serve: RssAnon after these saves", memory, "MiB", goal="< 32 MiB", met=memory < 32)
