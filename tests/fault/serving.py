# SPDX-License-Identifier: MulanPSL-2.0
"""Clerks type entries into the desk, some at once, so that they share commits, until the server dies at
its n-th write or sync: each entry that the desk acknowledged must be there afterwards, and besides at
most the one that each clerk was waiting for."""
import concurrent.futures
import copy
import http.client
import json
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../scenario/lib"))
from browser import Browser  # noqa: E402
from world import World  # noqa: E402

CLERKS = 4
ASK = ["report", "--year", "2024", "--format", "json", "--live", "--agency", "海东市平安区古城回族乡"]


class Serving:
    def __init__(self, faulty, root):
        self.faulty, self.root = faulty, root
        self.plain = os.path.join(root, "build/check/lianxin")
        self.total = 0  # entries acknowledged in all

    def acknowledged(self, world):
        """Signs in and adds entries until the server is gone; how many it acknowledged."""
        first, port = Browser(), int(world.values["DESK"])
        try:
            first.request("GET", port, "/signin")
            self.send(first, {"login": ["clerk"], "password": [world.values["PASSWORD"]]})
        except (OSError, http.client.HTTPException):
            return 0
        with concurrent.futures.ThreadPoolExecutor(CLERKS) as people:
            said = list(people.map(lambda n: self.types(copy.deepcopy(first), port, n), range(CLERKS)))
        return next((words for words in said if isinstance(words, str)), None) or sum(said)

    def types(self, clerk, port, number):
        """How many of this clerk's entries were acknowledged, or what was wrong with an answer."""
        count = 0
        try:
            for i in range(200):
                clerk.request("GET", port, "/registers/requests/new")
                self.send(clerk, {"number": [f"故障{number}-{i}"], "received": ["2024-03-01"], "subject": ["事项"],
                                  "channel": ["counter"], "requester_kind": ["natural"]})
                if clerk.status != 303:
                    return f"an entry was answered with {clerk.status}: {clerk.page().text[:300]}"
                count += 1
        except (OSError, http.client.HTTPException):
            return count
        return "the server did not die"

    @staticmethod
    def send(clerk, fields):
        form = [f for f in clerk.page().forms if set(fields) <= f.names][0]
        clerk.submit(form, fields, {}, None)

    def wrong(self, fault):
        """What is wrong after one death; None when all is well."""
        world = World(self.plain, self.root)
        try:
            world.demo()
            world.binary = self.faulty
            world.environment["FAULT"] = fault
            world.serve([])
            count = self.acknowledged(world)
            if isinstance(count, str):
                return count
            world.server.wait(20)
            world.server = None
            world.binary = self.plain
            return self.judge(world, count)
        except ValueError as error:  # it died before it listened: nothing was acknowledged
            world.server = None
            world.binary = self.plain
            return None if "serve ended with -9" in str(error) else str(error)
        finally:
            world.close(False)

    def judge(self, world, count):
        self.total += count
        code, out, err = world.run(["verify"])
        if code:
            return f"verify ends with {code}: {out[-300:]}{err[-300:]}"
        code, out, err = world.run(ASK)
        there = out and json.loads(out)["table3"]["r1"][6]
        if code or not count <= there <= count + CLERKS:
            return f"{count} entries acknowledged, {there} there {err[-300:]}"
        return None
