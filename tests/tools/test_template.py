# SPDX-License-Identifier: MulanPSL-2.0
"""The template compiler (tools/template.py): what it accepts, and one test for each thing it refuses.
run: python3 tests/tools/test_template.py"""
import os
import subprocess
import sys
import tempfile
import unittest

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
HEADER = '{{! a note }}\n{{! struct view "view.h" }}\n'
VIEW = """
#include "base/buf.h"
#include "web/template.h"
struct row { const char *name; int n; };
struct part { int year; };
struct view { struct part inner; const char *title; const char *url; bool on; int year; struct safe_html body;
	struct row *rows; size_t n_rows; const char **words; int n_words; };
TEMPLATE(page, view);
TEMPLATE(other, view);
TEMPLATE_AROUND(around, part);
"""
# (what is wrong, the line it is on, template body)
REFUSED = [
    ("script", 3, "<script>{{ title }}</script>"),
    ("inline script", 3, "<script>alert(1)</script>"),
    ("<style>", 3, "<style>p{}</style>"),
    ("attribute style", 3, '<p style="color:{{ title }}"></p>'),
    ("attribute onclick", 3, '<p onclick="x()"></p>'),
    ("attribute srcdoc", 3, '<p srcdoc="{{ title }}"></p>'),
    ("without double quotes", 4, "<p>\n<a href=x>x</a></p>"),
    ("unquoted", 3, "<a href={{ url }}>x</a>"),
    ("without double quotes", 3, "<a href='{{ url }}'>x</a>"),
    ("HTML comment", 3, "<!-- {{ title }} -->"),
    ("inside the name of a tag", 3, "<{{ title }}></p>"),
    ("in text or in a double-quoted attribute", 3, "<p {{ title }}></p>"),
    ("branches of this if end in different places", 3, "<p>{{#if on}}</p>{{/if}}"),
    ("branches of this if end in different places", 3, '<a href="{{#if on}}/a{{/if}}">x</a>'),
    ("branches of this if end in different places", 3, '<p {{#if on}}class="a{{else}}class="b"{{/if}}></p>'),
    ("where </b> is due", 3, "<p>{{#each row in rows}}<b></p>{{/each}}"),
    ("this block ends in another place", 3, "{{#each row in rows}}<b>{{/each}}"),
    ("the template ends inside <p>", 4, "<p>\n"),
    ("the template ends inside a tag", 3, "<p"),
    ("where </p> is due", 3, "<p></b></p>"),
    ("</p> closes nothing", 3, "</p>"),
    ("<div> inside <p>", 3, "<p><div></div></p>"),
    ("<b> inside <textarea>", 3, "<textarea><b></b></textarea>"),
    ("missing {{/if}}", 3, "{{#if on}}x"),
    ("without its beginning", 3, "x{{/each}}"),
    ("without its beginning", 3, "{{else}}"),
    ("not in the grammar", 3, "{{ title | raw }}"),
    ("not in the grammar", 3, "{{ Title }}"),
    ("not in the grammar", 3, "{{#if year > 3}}{{/if}}"),
    ("boolean attribute onclick", 3, "<input {{?onclick on}}>"),
    ("boolean attribute checked", 3, "<p>{{?checked on}}</p>"),
    ("a URL may not start with", 3, '<a href="javascript:{{ title }}">x</a>'),
    ("a URL may not start with", 3, '<a href="data:{{ title }}">x</a>'),
    ("no template named nobody", 3, "{{> nobody title}}"),
    ("a partial may stand in text only", 3, '<p class="{{> page}}"></p>'),
    ("must stand once, outside", 1, "{{#if on}}{{ content }}{{/if}}"),
    ("page has no {{ content }}", 3, "{{#in page title}}{{/in}}"),
    ("already a loop's item", 3, "{{#each a in rows}}{{#each a in rows}}{{/each}}{{/each}}"),
    ("write &lt; for <", 3, "1 < 2"),
]
# compile errors of the C, which name the template's line
REFUSED_BY_C = [
    ("no member named 'titel'", 4, "<p>\n{{ titel }}</p>"),
    ("no member named 'nom'", 3, "{{#each row in rows}}{{ row.nom }}{{/each}}"),
    ("no member named 'n_title'", 3, "{{#each row in title}}{{/each}}"),
    ("not compatible with any association", 3, '<p class="{{ body }}"></p>'),
    ("not compatible with any association", 3, "<title>{{ body }}</title>"),
    ("not compatible with any association", 3, '<a href="{{ year }}">x</a>'),
    ("not compatible with any association", 3, "{{ on }}"),
]


class Compiler(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        with open(self.at("view.h"), "w") as file:
            file.write(VIEW)

    def at(self, name):
        return os.path.join(self.folder.name, name)

    def compile(self, **templates):
        paths = []
        for name, body in templates.items():
            paths.append(self.at(name + ".html"))
            with open(paths[-1], "w", encoding="utf-8") as file:
                file.write(body)
        return subprocess.run([sys.executable, ROOT + "/tools/template.py", self.at("out.c"), *paths],
                              capture_output=True, text=True)

    def compile_c(self):
        return subprocess.run(["gcc", "-std=c17", "-D_GNU_SOURCE", "-fsyntax-only", "-Wall", "-Wextra", "-Werror",
                               "-Wmissing-prototypes", "-I", ROOT + "/src", "-I", self.folder.name, "-include",
                               "base/common.h", self.at("out.c")], capture_output=True, text=True,
                              env={**os.environ, "LC_ALL": "C"})

    def test_refuses(self):
        for why, line, body in REFUSED:
            with self.subTest(body):
                done = self.compile(page=HEADER + body)
                self.assertEqual(done.returncode, 1, done.stderr)
                self.assertIn(why, done.stderr)
                self.assertIn(f"page.html:{line}: error", done.stderr)

    def test_refuses_without_header(self):
        self.assertIn("near the top must stand", self.compile(page="<p></p>").stderr)

    def test_c_compiler_refuses_at_the_template_line(self):
        for why, line, body in REFUSED_BY_C:
            with self.subTest(body):
                self.assertEqual(self.compile(page=HEADER + body).returncode, 0)
                done = self.compile_c()
                self.assertNotEqual(done.returncode, 0)
                self.assertIn(why, done.stderr.replace("‘", "'").replace("’", "'"))
                self.assertIn(f"page.html:{line}:", done.stderr)

    def test_missing_prototype_is_an_error(self):
        self.compile(strange=HEADER + "x")
        self.assertIn("no previous prototype", self.compile_c().stderr)

    def test_accepts_the_whole_grammar(self):
        done = self.compile(
            page=HEADER +
            '<!DOCTYPE html>\n<html lang="zh"><head><title>{{ title }}</title></head><body>'
            '<a href="{{ url }}">{{ body }}</a><a href="/report/{{ year }}?q={{ title }}">x</a>'
            '{{#each row in rows}}<p class="a{{#if !on}} b{{else}} c{{/if}}">{{ row.name }}{{ row.n }}</p>{{/each}}'
            '{{#each word in words}}<i>{{ word }}</i>{{/each}}<input type="checkbox" {{?checked on}}>'
            '{{> other}}{{#in around inner}}<b>{{ title }}</b>{{/in}}</body></html>',
            around=HEADER.replace("view ", "part ", 1) + "<div>{{ content }}</div>", other=HEADER + "{{! a comment }}x")
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        done = self.compile_c()
        self.assertEqual((done.returncode, done.stderr), (0, ""))

    def test_line_break_between_chinese_characters_leaves_no_gap(self):
        self.compile(page=HEADER + "<p>政府信息\n\t公开 a\n  b</p>")
        with open(self.at("out.c"), encoding="utf-8") as file:
            self.assertIn('"<p>政府信息公开 a\\nb</p>"', file.read())


if __name__ == "__main__":
    unittest.main()
