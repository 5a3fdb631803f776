# SPDX-License-Identifier: MulanPSL-2.0
"""What an office answers to whoever asks: its public pages as far as links lead, papers and their bytes
among them, and each agency's reports as data. Two places that hold one office answer the same."""
import re

from browser import Browser

PAGES = 300
YEARS = range(2023, 2026)
AGENCIES = ("测试市", "海东市平安区古城回族乡")


def pages(port):
    """{path: (status, media type, bytes)} of the public face, breadth first from its front page."""
    browser, found, waiting = Browser(), {}, ["/"]
    while waiting and len(found) < PAGES:
        path = waiting.pop(0)
        if path in found:
            continue
        browser.request("GET", port, path)
        kind = browser.headers.get("Content-Type") or ""
        # a form's one-time words are another's each time it is asked for
        body = re.sub(rb'(name="(?:word|csrf)" value=")[^"]*', rb"\1", browser.body)
        # and what is printed for the day it is asked says that day
        if "/apply/paper/" in path:
            body = len(body) > 1000
        found[path] = (browser.status, kind, body)
        if kind.startswith("text/html"):
            for link in re.findall(rb'href="(/[^"#]*)', browser.body):
                waiting.append(link.decode().replace("&amp;", "&"))
    return found


def reports(run):
    """What `run ARGUMENTS` prints for each agency and year, frozen where it is, and of the day."""
    found = {}
    for agency in AGENCIES:
        for year in YEARS:
            for live in ([], ["--live"]):
                asked = ["report", "--year", str(year), "--agency", agency, "--format", "json", *live]
                found[" ".join(asked)] = run(asked)[:2]
    return found


def answers(world):
    return {**pages(int(world.values["PUBLIC"])), **reports(world.run)}


def difference(one, other):
    """The first question that is answered otherwise; None when there is none."""
    for question in sorted({*one, *other}):
        if one.get(question) != other.get(question):
            return f"{question}\n{str(one.get(question))[:700]}\n{str(other.get(question))[:700]}"
    return None
