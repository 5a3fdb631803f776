# SPDX-License-Identifier: MulanPSL-2.0
"""A clerk types entries into the desk until the server dies at its n-th write or sync: each entry
that the desk acknowledged must be there afterwards, and at most the one it was busy with besides."""
import http.client
import json
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../scenario/lib"))
from browser import Browser  # noqa: E402
from world import World  # noqa: E402

ASK = ["report", "--year", "2024", "--format", "json", "--live", "--agency", "海东市平安区古城回族乡"]


class Serving:
    def __init__(self, faulty, root):
        self.faulty, self.root = faulty, root
        self.plain = os.path.join(root, "build/check/lianxin")
        self.total = 0  # entries acknowledged in all

    def acknowledged(self, world):
        """Signs in and adds entries until the server is gone; how many it acknowledged."""
        clerk, port, count = Browser(), int(world.values["DESK"]), 0
        try:
            clerk.request("GET", port, "/signin")
            self.send(clerk, {"login": ["clerk"], "password": [world.values["PASSWORD"]]})
            for i in range(200):
                clerk.request("GET", port, "/registers/requests/new")
                self.send(clerk, {"number": [f"故障{i}"], "received": ["2024-03-01"], "subject": ["事项"],
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
        if code or there not in (count, count + 1):
            return f"{count} entries acknowledged, {there} there {err[-300:]}"
        return None
