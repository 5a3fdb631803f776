# SPDX-License-Identifier: MulanPSL-2.0
"""The words of a scenario: each method do_WORD is one (tests/scenario/README.md lists them)."""
import json
import os
import re
import shlex
import threading
import time

import engine
import scan
from answers import answers, difference
from browser import Browser


class Failed(Exception):
    """An expectation that did not hold; says what was found instead."""


def dig(value, path):
    for part in path.split(".") if path != "." else []:
        try:
            value = value[int(part)] if isinstance(value, list) else value[part]
        except (KeyError, IndexError, TypeError, ValueError):
            raise Failed(f"no {part} in {json.dumps(value, ensure_ascii=False)[:600]}") from None
    return value


def want(holds, message, found=""):
    if not holds:
        raise Failed(message + (f"\nfound: {found}" if found != "" else ""))


class Words:
    def __init__(self, world):
        self.world = world
        self.people, self.who = {"": Browser()}, ""
        self.code, self.out, self.err = None, "", ""
        self.kept, self.body = {}, b""

    @property
    def browser(self):
        return self.people[self.who]

    def step(self, name, rest, block):
        method = getattr(self, "do_" + name.replace("-", "_"), None)
        want(method is not None, f"no such word: {name}")
        method(self.fill(rest), "".join(line + "\n" for line in map(self.fill, block)))

    def fill(self, text):
        """$NAME becomes the value saved under it."""
        return re.sub(r"\$([A-Z][A-Z_0-9]*)", lambda m: self.world.values.get(m[1], m[0]), text)

    def split(self, text):
        return shlex.split(text)

    # the world

    def do_clock(self, rest, block):
        self.world.environment["LIANXIN_CLOCK"] = rest

    def do_file(self, rest, block):
        name, _, encoding = rest.partition(" ")
        with open(os.path.join(self.world.folder, name), "wb") as file:
            file.write(block.encode(encoding or "utf-8"))

    def do_copy(self, rest, block):
        source, name = rest.split()
        with open(os.path.join(self.world.root, source), "rb") as file:
            data = file.read()
        with open(os.path.join(self.world.folder, name), "wb") as file:
            file.write(data)

    def do_python(self, rest, block):
        """A few lines that make or damage a file; they run in the temporary folder."""
        at = os.getcwd()
        exec(compile(block, "python block", "exec"), {"DIR": self.world.folder, "DB": self.world.db})
        want(os.getcwd() == at, "a python block must not change the folder: use DIR")

    def do_sql(self, rest, block):
        """sql [ENGINE]: as whoever has the database and a shell; on one engine alone when named."""
        if rest in ("", engine.NAME):
            self.world.place.tamper(block)

    def do_demo(self, rest, block):
        self.world.demo()

    # commands

    def do_run(self, rest, block):
        self.code, self.out, self.err = self.world.run(self.split(rest), block.encode())
        want(self.code not in (99, -6, -11), "the program crashed", self.err[-3000:])

    def do_steps(self, rest, block):
        """Each line: DAY EVENT[+ or *] [VALUE] @LOGIN [NAME of whoever is asked, or JSON]; all must be taken. With a +
        the letter drafted last goes out by it, with a * its letter went out on paper. To serve, VALUE is the manner and what follows it KEY=VALUE."""
        self.world.environment["LIANXIN_PASSWORD"] = "lianxin-demo-2024"
        for line in block.splitlines():
            what, _, who = line.partition(" @")
            login, _, party = who.partition(" ")
            day, event, *value = what.split()
            command = ["request", "event", *self.split(rest), event.rstrip("+*"), "--on", day, "--as", login]
            command += ["--letter", self.letter] if event.endswith("+") else []
            if event.endswith("*"):
                self.papers = getattr(self, "papers", 0) + 1
                scan_file = os.path.join(self.world.root, "tests/data/files/plain.pdf")
                command += ["--number", f"纸〔{day[:4]}〕{self.papers}号", "--scan", scan_file]
            given = party.encode() if party.startswith("{") else b""
            if given:
                command, party = [*command, "--data", "-"], ""
            command += self.service(value) if event == "serve" else ["--value", value[0]] if value else []
            command += ["--party", party] if party else []
            code, out, err = self.world.run(command, given)
            want(code == 0, f"refused: {line}", (out + err)[-1500:])

    @staticmethod
    def service(words):
        """The options of `serve`; "signed" for short: at the counter, by the requester."""
        manner, *facts = ["counter", "who=申请人本人"] if words == ["signed"] else words
        options = [f"--{key}={value}" for key, value in (fact.split("=", 1) for fact in facts)]
        return ["--manner", manner, *options]

    def do_letter(self, rest, block):
        """NUMBER KIND [OPTIONS]: drafts a letter with the JSON below; it is the one a + is about."""
        self.world.environment["LIANXIN_PASSWORD"] = "lianxin-demo-2024"
        command = ["request", "letter", *self.split(rest), "--data", "-", "--json"]
        code, self.out, err = self.world.run(command, (block or "{}").encode())
        want(code == 0, "the letter is not drafted", (self.out + err)[-1500:])
        self.letter = str(self.value()["id"])

    def do_exit(self, rest, block):
        want(self.code == int(rest), f"exit {self.code}, not {rest}", (self.out + self.err)[-1500:])

    def do_stdout(self, rest, block):
        want(rest in self.out, "stdout has no such text", self.out[-1500:])

    def do_stderr(self, rest, block):
        want(rest in self.err, "stderr has no such text", self.err[-1500:])

    def do_silent(self, rest, block):
        want(self.out == "", "stdout is not empty", self.out[-500:])

    def value(self):
        try:
            return json.loads(self.out)
        except ValueError as error:
            raise Failed(f"stdout is not one JSON value: {error}\n{self.out[:600]}") from None

    def do_json(self, rest, block):
        path, _, text = rest.partition(" ")
        found = dig(self.value(), path)
        expected = json.loads(text)
        same = found == expected and isinstance(found, bool) == isinstance(expected, bool)
        want(same, f"{path} is not {text}", json.dumps(found, ensure_ascii=False))

    def do_json_has(self, rest, block):
        path, _, text = rest.partition(" ")
        found = json.dumps(dig(self.value(), path), ensure_ascii=False)
        want(text in found, f"{path} does not contain {text}", found[:1500])

    def do_json_count(self, rest, block):
        path, _, count = rest.partition(" ")
        found = dig(self.value(), path)
        want(len(found) == int(count), f"{path} has {len(found)}, not {count}", str(found)[:1500])

    def do_json_same(self, rest, block):
        """json-same FILE KEY...: these keys equal those of a file of the tree."""
        path, *keys = rest.split()
        with open(os.path.join(self.world.root, path), encoding="utf-8") as file:
            expected = json.load(file)
        found = self.value()
        for key in keys:
            one, other = dig(found, key), dig(expected, key)
            want(one == other, f"{key} differs from {path}:\n{json.dumps(other)}", json.dumps(one))

    def do_save(self, rest, block):
        """save NAME REGEX: the first group, out of the last command's or page's text."""
        name, _, pattern = rest.partition(" ")
        text = self.out if self.code is not None else self.browser.body.decode("utf-8", "replace")
        match = re.search(pattern, text)
        want(match is not None, f"no match for {pattern}", text[-1500:])
        self.world.values[name] = match[1]

    # the server

    def do_serve(self, rest, block):
        self.world.serve(self.split(rest))

    def do_stop(self, rest, block):
        self.code = self.world.stop()

    def do_database(self, rest, block):
        """database away, database back."""
        want(rest in ("away", "back"), "database away, or database back")
        getattr(self.world.place, rest)()

    def do_place(self, rest, block):
        """place NAME: one more empty database on this engine; its URL is $NAME."""
        self.world.values[rest] = self.world.another(rest)

    def do_office(self, rest, block):
        """office URL: commands and servers work on that database from here on."""
        self.world.environment["LIANXIN_DB"] = rest

    def do_keep_answers(self, rest, block):
        """What the office answers, on the command line and to the public, as far as links lead."""
        self.kept = answers(self.world)
        want(len(self.kept) >= int(rest), f"only {len(self.kept)} answers, not {rest}")

    def do_same_answers(self, rest, block):
        found = difference(self.kept, answers(self.world))
        want(found is None, "answered otherwise than before", found)

    def do_keep_body(self, rest, block):
        # a journal's last entries may not be chained yet, and will be by the next time
        chained = [line for line in self.browser.body.splitlines(True) if b'"sealed":false' not in line]
        self.body = b"".join(chained)
        want(self.body.count(b"\n") >= int(rest), "too short to show anything", self.body[:300])

    def do_same_body(self, rest, block):
        """The answer begins with all that was kept, byte for byte; new lines may follow."""
        want(self.browser.body.startswith(self.body), "begins otherwise than before", self.browser.body[:600])

    def do_wait(self, rest, block):
        """wait SECONDS FACE PATH STATUS: asks until it answers so."""
        seconds, face, path, status = rest.split()
        until = time.monotonic() + float(seconds)
        while True:
            self.do_get(f"{face} {path}", "")
            if self.browser.status == int(status) or time.monotonic() > until:
                return self.do_status(status, "")
            time.sleep(0.1)

    def do_node(self, rest, block):
        """node other: as behind a balancer, everybody is at the other node from here on, with the
        cookies and the page he had; node kill: this node dies."""
        if rest == "kill":
            return self.world.kill()
        moved = self.world.other()
        for browser in self.people.values():
            browser.move(moved)

    def do_log(self, rest, block):
        want(rest in self.world.said(), "the server's log has no such text", self.world.said())

    def do_no_log(self, rest, block):
        want(rest not in self.world.said(), "the server's log has this text", self.world.said())

    # pages

    def do_as(self, rest, block):
        self.who = rest
        self.people.setdefault(rest, Browser())

    def do_get(self, rest, block):
        self.code = None
        face, path, *headers = self.split(rest)
        given = dict(h.split("=", 1) for h in headers)
        self.browser.request("GET", int(self.world.values[face.upper()]), path, headers=given)

    def do_routes(self, rest, block):
        """routes FACE PREFIX HERE NOWHERE STATUS N FIELD=VALUE...: every address of docs/routes.md that begins so, at
        least N, answers for the two ids with this status and alike; what is sent are those fields."""
        face, prefix, here, nowhere, status, least, *fields = self.split(rest)
        with open(os.path.join(self.world.values["ROOT"], "docs/routes.md"), encoding="utf-8") as file:
            part = next(p for p in file.read().split("\n## ") if p.lower().startswith(face))
        rows = re.findall(r"^\| (GET|POST) \| `([^`]+)`", part, re.M)
        rows = [row for row in rows if row[1].startswith(prefix)]
        want(len(rows) >= int(least), f"only {len(rows)} routes begin with {prefix}")
        port, body = int(self.world.values[face.upper()]), "&".join(fields).encode()
        kind = "application/x-www-form-urlencoded"
        for method, pattern in rows:
            seen = []
            for number in (here, nowhere):
                path = pattern.replace("{id}", number).replace("{event}", "assist").replace("{format}", "pdf")
                path = re.sub(r"\{[^}]*\}", "1", path.replace("{kind}", "reconsideration"))
                self.browser.request(method, port, path, *((body, kind) if method == "POST" else ()))
                want(self.browser.status == int(status), f"{method} {path} answers {self.browser.status}",
                     self.browser.body.decode("utf-8", "replace")[:600])
                seen.append(re.sub(r"\d+", "N", self.browser.body.decode("utf-8", "replace")))
            want(seen[0] == seen[1], f"{method} {pattern} tells {here} from {nowhere}")

    def do_post(self, rest, block):
        """post FACE PATH FIELD=VALUE...: exactly these fields, no token: for refusals."""
        self.code = None
        face, path, *fields = self.split(rest)
        port = int(self.world.values[face.upper()])
        kind = "application/x-www-form-urlencoded"
        self.browser.request("POST", port, path, "&".join(fields).encode(), kind)

    def do_click(self, rest, block):
        said = [(href, text) for href, text in self.browser.page().links if rest in text]
        links = [href for href, text in sorted(said, key=lambda link: link[1].strip() != rest)]
        want(links, f"no link says {rest}", self.browser.page().text[:1500])
        self.browser.request("GET", self.browser.port, self.browser.at(links[0]))

    def do_submit(self, rest, block):
        """submit BUTTON FIELD=VALUE... [FIELD@FILE]: the form whose button says BUTTON."""
        title, *given = self.split(rest)
        page = self.browser.page()
        fits = [(f, b) for f in page.forms for b in f.buttons if title in b[2] or title == b[1]]
        want(fits, f"no form has a button {title}", page.text[:1500])
        form, button = fits[0]
        fields, files = {}, {}
        for item in given:
            name, mark, value = re.match(r"([^=@]+)([=@])(.*)$", item, re.S).groups()
            if mark == "@":
                want(name in form.files, f"no file field {name}", sorted(form.files))
                with open(os.path.join(self.world.folder, value), "rb") as file:
                    files[name] = (value, file.read())
            else:
                want(name in form.names, f"no field {name} in this form", sorted(form.names))
                fields.setdefault(name, []).append(value)
        self.browser.submit(form, fields, files, button)
        self.code = None

    def window(self, number, rest):
        """Somebody at the same place with the same cookies, about to send the form there."""
        words = Words(self.world)
        words.browser.cookies = {port: dict(jar) for port, jar in self.browser.cookies.items()}
        words.browser.request("GET", self.browser.port, self.browser.path)
        return words, rest.replace("{n}", str(number))

    def do_crowd(self, rest, block):
        """crowd N BUTTON FIELD=VALUE...: N windows load this page anew; then all send its form in the
        same moment, each twice, as with a double click. {n} is the window's number."""
        count, _, rest = rest.partition(" ")
        begin, answers = threading.Event(), []

        def send(words, given):
            begin.wait()
            try:
                words.do_submit(given, "")
                answers.append(words.browser.status)
            except Exception as error:  # a thread's own would be lost
                answers.append(repr(error))

        threads = []
        for number in range(int(count)):
            words, given = self.window(number, rest)
            twin = Words(self.world)
            vars(twin.browser).update(vars(words.browser))
            threads += [threading.Thread(target=send, args=(who, given)) for who in (words, twin)]
        for thread in threads:
            thread.start()
        begin.set()
        for thread in threads:
            thread.join()
        want(set(answers) == {303}, "not all were taken", sorted(map(str, answers)))

    def do_repeat(self, rest, block):
        """Sends the last form once more, as a second click or an impatient browser does."""
        want(self.browser.last, "no form was sent yet")
        self.browser.request(*self.browser.last)
        self.code = None

    def do_follow(self, rest, block):
        for _ in range(5):
            if self.browser.status not in (301, 302, 303, 307, 308):
                return
            target = self.browser.headers["Location"]
            self.browser.request("GET", self.browser.port, self.browser.at(target))
        raise Failed("more than five redirects")

    def do_status(self, rest, block):
        found = self.browser.status
        want(found == int(rest), f"status {found}, not {rest}", self.browser.page().text[:800])

    def do_header(self, rest, block):
        name, _, text = rest.partition(" ")
        found = self.browser.headers.get(name) or ""
        want(text in found, f"header {name} has no {text}", str(self.browser.headers))

    def do_text(self, rest, block):
        want(rest in self.browser.page().text, f"the page does not say {rest}", self.browser.page().text[:2500])

    def do_no_text(self, rest, block):
        want(rest not in self.browser.page().text, f"the page says {rest}")

    def do_html(self, rest, block):
        body = self.browser.body.decode("utf-8", "replace")
        want(rest in body, f"the page has no {rest}", body[:2500])

    def do_scan(self, rest, block):
        """scan TEXT: a telephone reads just this one QR code on the page or the PDF's first sheet."""
        want(scan.codes(self.browser.body) == [rest], "reads otherwise", scan.codes(self.browser.body))

    def do_starts(self, rest, block):
        want(self.browser.body.startswith(rest.encode()), "starts otherwise", self.browser.body[:20])
