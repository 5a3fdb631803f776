# SPDX-License-Identifier: MulanPSL-2.0
"""Compares renderings of the same template: NAME.CASE.benign.html with NAME.CASE.hostileN.html.
The elements, their nesting and their attributes' names must be equal, and no link, source or target
may leave the allowed schemes. run: compare_skeletons.py FOLDER"""
import collections
import glob
import html.parser
import os
import re
import sys

ADDRESSES = {"href", "src", "action", "formaction", "cite", "poster"}
ALLOWED = re.compile(r"(https?://|mailto:|tel:|#|\?|/(?!/)|[^:/?#]*([/?#]|$))", re.IGNORECASE)


class Skeleton(html.parser.HTMLParser):
    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.parts, self.addresses = [], []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.parts.append((tag, tuple(name for name, _ in attrs)))
        self.addresses += [(tag, value or "") for name, value in attrs if name in ADDRESSES]

    def handle_endtag(self, tag):
        self.parts.append("/" + tag)

    def handle_comment(self, data):
        self.parts.append("comment")

    def handle_decl(self, decl):
        self.parts.append("!" + decl)


groups = collections.defaultdict(dict)
for path in glob.glob(sys.argv[1] + "/*.html"):
    name, case, kind, _ = os.path.basename(path).split(".")
    with open(path, encoding="utf-8") as file:
        groups[name, case][kind] = Skeleton(file.read())
wrong = 0
for (name, case), kinds in sorted(groups.items()):
    benign = kinds.pop("benign")
    if len(kinds) < 3:
        print(f"{name} {case}: only {len(kinds)} hostile renderings")
        wrong += 1
    for kind, skeleton in kinds.items():
        if skeleton.parts != benign.parts:
            print(f"{name} {case}: {kind} data changes the elements")
            wrong += 1
        for tag, address in skeleton.addresses:
            if not ALLOWED.match(address):
                print(f"{name} {case}: {kind} data puts <{tag}> at {address}")
                wrong += 1
if not groups:
    print("nothing was rendered")
    wrong += 1
sys.exit(wrong != 0)
