# SPDX-License-Identifier: MulanPSL-2.0
"""Reads one template into a tree of nodes.

The whole grammar (src/web/README.md explains it):
  {{! struct NAME "header.h" }}         at the top: the view's struct and where it is declared
  {{! any comment }}
  {{ path }}                            a value, escaped for where it stands
  {{?checked path}}                     a boolean attribute
  {{#if path}} {{#if !path}} {{else}} {{/if}}
  {{#each item in path}} {{/each}}      path has its count beside it: rows, n_rows
  {{> name path}} or {{> name}}         another template with a struct of this view, or none
  {{#in name path}} … {{/in}}           the body goes where that template says {{ content }}
"""
import os
import re
from dataclasses import dataclass, field

from template_html import Place, TemplateError

PATH = r"[a-z_][a-z0-9_]*(?:(?:\.|->)[a-z_][a-z0-9_]*)*"
BOOLEANS = {"checked", "selected", "disabled", "required", "hidden", "open", "multiple", "readonly", "autofocus"}
HEADER = re.compile(r'(?:\{\{![^}]*\}\}\n)?\{\{!\s*struct\s+([a-z0-9_]+)\s+"([a-z0-9_/]+\.h)"\s*\}\}\n?')
TAG = re.compile(r"\{\{(.*?)\}\}", re.S)


@dataclass
class Node:
    kind: str  # literal value boolean if each partial in content
    line: int
    text: str = ""  # literal text, path, or template name
    path: str = ""
    context: str = ""
    negate: bool = False
    body: list = field(default_factory=list)
    other: list = field(default_factory=list)


class Template:
    def __init__(self, path):
        self.path = path
        self.name = os.path.splitext(os.path.basename(path))[0]
        self.source = open(path, encoding="utf-8").read()
        header = HEADER.match(self.source)
        if not header:
            raise TemplateError(path, 1, 'near the top must stand {{! struct NAME "header.h" }}')
        self.struct, self.header = header.groups()
        self.has_content = False
        self._at = header.end()
        self._place = Place()
        self.nodes, ending = self._block(set())
        if ending:
            self._fail(self._at, f"{{{{{ending}}}}} without its beginning")
        if self._place.key() != Place().key():
            self._fail(len(self.source), f"the template ends inside {self._where(self._place)}")

        if sum(node.kind == "content" for node in self.nodes) != self.has_content:
            self._fail(0, "{{ content }} must stand once, outside every {{#if}} and {{#each}}")

    def _line(self, at):
        return self.source.count("\n", 0, at) + 1

    def _fail(self, at, text):
        raise TemplateError(self.path, self._line(at), text)

    @staticmethod
    def _where(place):
        if place.state != "text":
            return f"a tag (<{place.tag or place.word}>)"
        return f"<{place.stack[-1]}>" if place.stack else "text"

    def _literal(self, nodes, start, end):
        for at in range(start, end):
            self._place.feed(self.source[at], lambda why: self._fail(at, why))
        if start < end:
            nodes.append(Node("literal", self._line(start), self.source[start:end]))

    def _block(self, endings):
        """Nodes up to one of the endings; returns them and the ending met ('' at the end)."""
        nodes = []
        while True:
            found = TAG.search(self.source, self._at)
            self._literal(nodes, self._at, found.start() if found else len(self.source))
            if not found:
                if endings:
                    self._fail(len(self.source), "missing {{" + sorted(endings)[0] + "}}")
                return nodes, ""
            start, self._at = found.start(), found.end()
            words = found.group(1).strip()
            if self._place.state not in ("text", "tag", "value"):
                self._fail(start, "{{…}} inside the name of a tag or attribute, or in an unquoted value")
            if words in ("else", "/if", "/each", "/in"):
                if words not in endings:
                    self._fail(start, f"{{{{{words}}}}} without its beginning")
                return nodes, words
            if not words.startswith("!"):
                nodes.append(self._tag(words, start))

    def _tag(self, words, start):
        line = self._line(start)
        fail = lambda why: self._fail(start, why)
        if words == "content":
            if self._place.state != "text":
                fail("{{ content }} outside text")
            self.has_content = True
            return Node("content", line)
        return self._tag_with_path(words, line, start, fail)

    def _tag_with_path(self, words, line, start, fail):
        if found := re.fullmatch(rf"\?([a-z]+)\s+({PATH})", words):
            if self._place.state != "tag" or found.group(1) not in BOOLEANS:
                fail(f"boolean attribute {found.group(1)} must stand between attributes and be one of "
                     + ", ".join(sorted(BOOLEANS)))
            return Node("boolean", line, found.group(1), found.group(2))
        if found := re.fullmatch(rf"#if\s+(!?)({PATH})", words):
            return self._if(Node("if", line, path=found.group(2), negate=bool(found.group(1))), start)
        if found := re.fullmatch(rf"#each\s+([a-z_][a-z0-9_]*)\s+in\s+({PATH})", words):
            return self._repeat(Node("each", line, *found.groups()), start, "/each")
        if found := re.fullmatch(rf"#in\s+([a-z0-9_]+)\s+({PATH})", words):
            return self._repeat(Node("in", line, *found.groups()), start, "/in")
        if found := re.fullmatch(rf">\s*([a-z0-9_]+)(?:\s+({PATH}))?", words):
            if self._place.state != "text":
                fail("a partial may stand in text only")
            return Node("partial", line, found.group(1), found.group(2) or "")
        if re.fullmatch(PATH, words):
            return Node("value", line, path=words, context=self._place.value_context(fail))
        return fail(f"not in the grammar: {{{{{words}}}}}")

    def _if(self, node, start):
        before = self._place.copy()
        node.body, ending = self._block({"else", "/if"})
        after = self._place
        if ending == "else":
            self._place = before.copy()
            node.other, _ = self._block({"/if"})
        else:
            self._place = before
        if self._place.key() != after.key():
            self._fail(start, f"the branches of this if end in different places: {self._where(after)} "
                              f"and {self._where(self._place)}")
        return node

    def _repeat(self, node, start, ending):
        before = self._place.key()
        if node.kind == "in" and self._place.state != "text":
            self._fail(start, "{{#in}} may stand in text only")
        node.body, _ = self._block({ending})
        if self._place.key() != before:
            self._fail(start, f"this block ends in another place than it began: {self._where(self._place)}")
        return node
