# SPDX-License-Identifier: MulanPSL-2.0
"""Where in an HTML document a template stands: a strict tokenizer of the literal parts.

Stricter than HTML on purpose: every attribute value in double quotes, every element closed, no
comments, no inline script or style, no on* handlers. What it refuses could not be escaped safely
or would not pass our content security policy.
"""
import re

VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
RCDATA = {"title", "textarea"}
URL_ATTRIBUTES = {"href", "src", "action", "formaction", "cite", "poster", "data", "ping", "background"}
UNSAFE_ATTRIBUTES = {"style", "srcdoc", "srcset"}
UNSAFE_ELEMENTS = {"style", "iframe", "object", "embed", "svg", "math", "template", "noscript", "xmp", "plaintext"}
NOT_IN_P = {"address", "article", "aside", "blockquote", "details", "div", "dl", "fieldset", "figure", "footer",
            "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "main", "nav", "ol", "p", "pre",
            "section", "table", "ul"}
SPACE = " \t\n"


class TemplateError(Exception):
    def __init__(self, path, line, text):
        super().__init__(f"{path}:{line}: error: {text}")


class Place:
    """The tokenizer's state; two places are equal when what follows would be read alike."""

    def __init__(self):
        self.state = "text"  # text, open, declaration, tag, name, equals, value
        self.word = ""  # the tag or attribute name being read
        self.tag = self.attribute = ""
        self.prefix = ""  # literal part of the attribute's value so far
        self.filled = False  # the value already holds an interpolation
        self.stack = ()

    def key(self):
        begun = self.attribute in URL_ATTRIBUTES and bool(self.prefix or self.filled)
        return (self.state, self.tag, self.attribute, begun, self.stack)

    def copy(self):
        other = Place()
        other.__dict__.update(self.__dict__)
        return other

    def feed(self, literal, fail):
        """Reads literal text; fail(text) raises."""
        for c in literal:
            getattr(self, "_" + self.state)(c, fail)

    def value_context(self, fail):
        """The escaping a value needs here: text, rcdata, attribute, url or url_part."""
        if self.state == "text":
            if self.stack and self.stack[-1] == "script":
                fail("a value inside <script>")
            return "rcdata" if self.stack and self.stack[-1] in RCDATA else "text"
        if self.state != "value":
            fail("a value may stand in text or in a double-quoted attribute only")
        context = "attribute"
        if self.attribute in URL_ATTRIBUTES:
            context = "url_part" if self.prefix or self.filled else "url"
            if self.prefix and not self.filled and not re.match(r"[/?#]|https://|mailto:|tel:", self.prefix):
                fail(f"a URL may not start with \"{self.prefix}\"")
        self.filled = True
        return context

    def _text(self, c, fail):
        if c == "<":
            self.state, self.word = "open", ""
        elif self.stack and self.stack[-1] == "script" and c not in SPACE:
            fail("inline script; put it into assets/")

    def _open(self, c, fail):
        if c.isalnum() or (c == "/" and self.word == "") or (c == "!" and self.word == ""):
            self.word += c
        elif self.word == "!DOCTYPE":
            self.state = "declaration"
            self._declaration(c, fail)
        elif self.word.startswith("!"):
            fail("HTML comment; use {{! … }}")
        elif self.word.startswith("/") and c == ">":
            self._end_tag(self.word[1:].lower(), fail)
        elif self.word and (c in SPACE or c == ">"):
            self._start_tag(self.word.lower(), fail)
            self.state = "tag"
            if c == ">":
                self._finish_tag()
        else:
            fail("not a tag; write &lt; for <")

    def _declaration(self, c, fail):
        if c == ">":
            self.state = "text"

    def _start_tag(self, tag, fail):
        if tag in UNSAFE_ELEMENTS:
            fail(f"<{tag}> is not for templates")
        if tag in NOT_IN_P and self.stack and self.stack[-1] == "p":
            fail(f"<{tag}> inside <p>: browsers close the <p> before it")
        if self.stack and self.stack[-1] in RCDATA | {"script"}:
            fail(f"<{tag}> inside <{self.stack[-1]}>")
        self.tag = tag

    def _finish_tag(self):
        if self.tag not in VOID:
            self.stack = self.stack + (self.tag,)
        self.state, self.tag, self.attribute = "text", "", ""

    def _end_tag(self, tag, fail):
        if not self.stack or self.stack[-1] != tag:
            fail(f"</{tag}> closes nothing" if not self.stack else f"</{tag}> where </{self.stack[-1]}> is due")
        self.stack = self.stack[:-1]
        self.state = "text"

    def _tag(self, c, fail):
        if c in SPACE:
            return
        if c == ">":
            self._finish_tag()
        elif c.isalpha():
            self.state, self.word = "name", c
        else:
            fail(f"unexpected \"{c}\" in <{self.tag}>")

    def _name(self, c, fail):
        if c.isalnum() or c in "-_:":
            self.word += c
            return
        self.attribute = self.word.lower()
        if self.attribute.startswith("on") or self.attribute in UNSAFE_ATTRIBUTES:
            fail(f"attribute {self.attribute} is not for templates")
        self.state = "equals" if c == "=" else "tag"
        if c != "=":
            self._tag(c, fail)

    def _equals(self, c, fail):
        if c != '"':
            fail("attribute value without double quotes")
        self.state, self.prefix, self.filled = "value", "", False

    def _value(self, c, fail):
        if c == '"':
            self.state, self.attribute, self.prefix, self.filled = "tag", "", "", False
        else:
            self.prefix += c
