# SPDX-License-Identifier: MulanPSL-2.0
"""Writes the C of a template tree: one function render_NAME(out, view) per template; a template
with {{ content }} becomes two, render_NAME_head and render_NAME_foot."""
import re

from template_html import TemplateError

EMITTER = {"text": "TEMPLATE_TEXT", "rcdata": "TEMPLATE_PLAIN", "attribute": "TEMPLATE_PLAIN",
           "url": "TEMPLATE_URL", "url_part": "TEMPLATE_URL_PART"}
CJK = "\u2e80-\u9fff\uff00-\uffef"


def literal_text(text):
    """Indentation falls away, and a line break between two Chinese characters too, which a browser would
    show as a gap."""
    text = re.sub(rf"(?<=[{CJK}])\s*\n\s*(?=[{CJK}])", "", text)
    return re.sub(r"\s*\n\s*", "\n", text)


def c_string(text):
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return '"' + escaped.replace("?", "\\?") + '"'


def access(path, loops):
    """The C expression of a template path."""
    first, rest = re.match(r"([a-z0-9_]+)(.*)", path).groups()
    if first not in loops:
        return "v->" + path
    if not rest:
        return f"(*{first})"
    return first + "->" + rest.removeprefix("->").removeprefix(".")


def count_of(path):
    """rows -> n_rows, result.rows -> result.n_rows"""
    head, last = re.match(r"(.*?)([a-z0-9_]+)$", path).groups()
    return head + "n_" + last


class Emitter:
    def __init__(self, template, templates):
        self.template, self.templates = template, templates
        self.lines = []

    def _add(self, depth, line, text):
        self.lines.append(f'#line {line} "{self.template.path}"')
        self.lines.append("\t" * depth + text)

    def _other(self, node, with_content):
        other = self.templates.get(node.text)
        if other is None:
            raise TemplateError(self.template.path, node.line, f"no template named {node.text}")
        if other.has_content != with_content:
            raise TemplateError(self.template.path, node.line,
                                f"{node.text} {'has' if other.has_content else 'has no'} {{{{ content }}}}")
        return other

    def _literal(self, node, depth):
        text = literal_text(node.text)
        for piece in re.findall(r"(?s).{1,2000}", text):
            self.lines.append("\t" * depth + f"BUF_LIT(out, {c_string(piece)});")

    def nodes(self, nodes, depth, loops):
        for node in nodes:
            getattr(self, "_" + node.kind)(node, depth) if node.kind == "literal" else self._node(node, depth, loops)

    def _node(self, node, depth, loops):
        where = access(node.path, loops) if node.path else "NULL"
        if node.kind == "value":
            self._add(depth, node.line, f"{EMITTER[node.context]}(out, {where});")
        elif node.kind == "boolean":
            self._add(depth, node.line, f'if (TEMPLATE_TRUE({where})) BUF_LIT(out, "{node.text}");')
        elif node.kind == "if":
            self._add(depth, node.line, f"if ({'!' if node.negate else ''}TEMPLATE_TRUE({where})) {{")
            self.nodes(node.body, depth + 1, loops)
            if node.other:
                self.lines.append("\t" * depth + "} else {")
                self.nodes(node.other, depth + 1, loops)
            self.lines.append("\t" * depth + "}")
        elif node.kind == "each":
            self._each(node, depth, loops, where)
        elif node.kind == "partial":
            self._other(node, False)
            self._add(depth, node.line, f"render_{node.text}(out, {'&' + where if node.path else 'v'});")
        elif node.kind == "in":
            self._other(node, True)
            self._add(depth, node.line, f"render_{node.text}_head(out, &{where});")
            self.nodes(node.body, depth, loops)
            self._add(depth, node.line, f"render_{node.text}_foot(out, &{where});")

    def _each(self, node, depth, loops, where):
        if node.text in loops:
            raise TemplateError(self.template.path, node.line, f"{node.text} is already a loop's item")
        count = access(count_of(node.path), loops)
        self._add(depth, node.line,
                  f"for (size_t i_{node.text} = 0; i_{node.text} < (size_t){count}; i_{node.text}++) {{")
        self._add(depth + 1, node.line, f"TEMPLATE_ITEM({node.text}, {where}, i_{node.text});")
        self.nodes(node.body, depth + 1, loops | {node.text})
        self.lines.append("\t" * depth + "}")

    def _function(self, suffix, nodes):
        name = f"render_{self.template.name}{suffix}"
        self._add(0, 1, f"void {name}(struct buf *out, const struct {self.template.struct} *v)")
        self.lines.append("{")
        self.lines.append("\t(void)v;")
        self.nodes(nodes, 1, frozenset())
        self.lines.append("}\n")

    def functions(self):
        nodes = self.template.nodes
        if self.template.has_content:
            at = next(i for i, node in enumerate(nodes) if node.kind == "content")
            self._function("_head", nodes[:at])
            self._function("_foot", nodes[at + 1:])
        else:
            self._function("", nodes)
        return "\n".join(self.lines)
