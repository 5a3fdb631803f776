# SPDX-License-Identifier: MulanPSL-2.0
"""Writes template_fill.c beside the templates' C, for tests alone: fill_NAME(filler, view) puts a
value into every field that the template reads, so that each template can be rendered with
hostile and with harmless data and the two results compared."""
from template_emit import access, count_of


class Filler:
    def __init__(self, template, templates):
        self.template, self.templates = template, templates
        self.lines = []

    def _fill(self, path, loops, depth, macro="FILL"):
        self.lines.append("\t" * depth + f"{macro}(filler, {access(path, loops)});")

    def nodes(self, nodes, depth, loops):
        """Values first; conditions last, so that "false" wins over a value shown elsewhere."""
        self._values(nodes, depth, loops)
        for path in dict.fromkeys(self._conditions(nodes)):
            self._fill(path, loops, depth, "FILL_CONDITION")

    def _conditions(self, nodes):
        for node in nodes:
            if node.kind == "if":
                yield node.path
            if node.kind != "each":
                yield from self._conditions(node.body)
                yield from self._conditions(node.other)

    def _values(self, nodes, depth, loops):
        for node in nodes:
            if node.kind in ("value", "boolean"):
                self._fill(node.path, loops, depth)
            elif node.kind in ("partial", "in"):
                where = "&" + access(node.path, loops) if node.path else "v"
                self.lines.append("\t" * depth + f"fill_{node.text}(filler, {where});")
            if node.kind == "each":
                self._each(node, depth, loops)
            else:
                self._values(node.body, depth, loops)
                self._values(node.other, depth, loops)

    def _each(self, node, depth, loops):
        path, count = access(node.path, loops), access(count_of(node.path), loops)
        self.lines.append("\t" * depth + f"FILL_LIST(filler, {path}, {count});")
        self.lines.append("\t" * depth + f"for (size_t i_{node.text} = 0; i_{node.text} < (size_t){count};"
                          f" i_{node.text}++) {{")
        self.lines.append("\t" * (depth + 1) + f"FILL_ITEM({node.text}, {path}, i_{node.text});")
        self.nodes(node.body, depth + 1, loops | {node.text})
        self.lines.append("\t" * depth + "}")

    def function(self):
        self.lines.append(f"static void fill_{self.template.name}(const struct filler *filler, "
                          f"const struct {self.template.struct} *view)")
        self.lines.append(f"{{\n\tstruct {self.template.struct} *v = FILL_UNLOCK(view);\n\t(void)filler, (void)v;")
        self.nodes(self.template.nodes, 1, frozenset())
        self.lines.append("}\n")
        return "\n".join(self.lines)


def fill_source(templates):
    """The whole file; the test that includes it defines the FILL macros first."""
    ordered, done = [], set()

    def used(nodes):
        for node in nodes:
            if node.kind in ("partial", "in"):
                yield node.text
            yield from used(node.body)
            yield from used(node.other)

    def visit(template):
        if template.name in done:
            return
        done.add(template.name)
        for name in used(template.nodes):
            visit(templates[name])
        ordered.append(template)

    for template in templates.values():
        visit(template)
    parts = [f'#include "{header}"' for header in sorted({t.header for t in ordered})]
    parts += [Filler(template, templates).function() for template in ordered]
    parts += [f"RENDER_TEST({t.name}, {t.struct})" for t in ordered if not t.has_content]
    rows = "\n".join(f"\t{{\"{t.name}\", test_{t.name}}}," for t in ordered if not t.has_content)
    parts.append("static const struct render_test render_tests[] = {\n" + rows + "\n};")
    return "\n".join(parts) + "\n"
