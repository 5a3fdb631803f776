# SPDX-License-Identifier: MulanPSL-2.0
"""A browser without scripts: cookies, links, forms. One per person in a scenario."""
import http.client
import re
import urllib.parse
from html.parser import HTMLParser

VOID = {"input", "br", "img", "meta", "link", "hr", "col", "area", "source", "wbr"}


class Form:
    def __init__(self, attributes):
        self.action = attributes.get("action") or ""
        self.method = (attributes.get("method") or "get").lower()
        self.upload = attributes.get("enctype") == "multipart/form-data"
        self.fields, self.names, self.buttons, self.files = [], set(), [], set()


class Page(HTMLParser):
    """Text, links and forms of a page, as a person without scripts meets them."""

    def __init__(self, html):
        super().__init__()
        self.links, self.forms, self.words = [], [], []
        self.form = self.link = self.select = self.area = self.button = None
        self.hidden = 0
        self.feed(html)
        self.text = re.sub(r"\s+", " ", " ".join(self.words))

    def handle_starttag(self, tag, pairs):
        a = dict(pairs)
        if tag in ("script", "style"):
            self.hidden += 1
        elif tag == "a":
            self.link = [a.get("href") or "", ""]
        elif tag == "form":
            self.form = Form(a)
            self.forms.append(self.form)
        elif self.form and tag == "input":
            self.field(a, a.get("type") or "text")
        elif self.form and tag == "textarea":
            self.area = [a.get("name"), ""]
        elif self.form and tag == "select":
            self.select = [a.get("name"), None, []]
            self.form.names.add(a.get("name"))
        elif self.select and tag == "option":
            self.select[2].append(a.get("value", ""))
            if "selected" in a:
                self.select[1] = a.get("value", "")
        elif self.form and tag == "button":
            self.button = [a.get("name"), a.get("value") or "", ""]

    def field(self, a, kind):
        name = a.get("name")
        if kind == "submit":
            self.form.buttons.append((name, a.get("value") or "", a.get("value") or ""))
            return
        if not name or "disabled" in a:
            return
        self.form.names.add(name)
        if kind == "file":
            self.form.files.add(name)
        elif kind not in ("checkbox", "radio") or "checked" in a:
            self.form.fields.append((name, a.get("value", "on" if kind in ("checkbox", "radio") else "")))

    def handle_endtag(self, tag):
        if tag in ("script", "style"):
            self.hidden -= 1
        elif tag == "a" and self.link:
            self.links.append((self.link[0], " ".join(self.link[1].split())))
            self.link = None
        elif tag == "form":
            self.form = None
        elif tag == "textarea" and self.area and self.form:
            self.form.names.add(self.area[0])
            self.form.fields.append(tuple(self.area))
            self.area = None
        elif tag == "select" and self.select and self.form:
            name, chosen, options = self.select
            if chosen is None and options:
                chosen = options[0]
            if chosen is not None:
                self.form.fields.append((name, chosen))
            self.select = None
        elif tag == "button" and self.button and self.form:
            self.form.buttons.append((self.button[0], self.button[1], self.button[2].strip()))
            self.button = None

    def handle_data(self, data):
        if self.hidden:
            return
        self.words.append(data)
        if self.link:
            self.link[1] += data
        if self.area:
            self.area[1] += data
        if self.button:
            self.button[2] += data


def multipart(fields, files):
    edge = "----lianxin-scenario-edge"
    out = b""
    for name, value in fields:
        out += f'--{edge}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
    for name, (filename, data) in files.items():
        head = f'--{edge}\r\nContent-Disposition: form-data; name="{name}"; filename="{filename}"\r\n'
        out += head.encode() + b"Content-Type: text/csv\r\n\r\n" + data + b"\r\n"
    return out + f"--{edge}--\r\n".encode(), "multipart/form-data; boundary=" + edge


class Browser:
    def __init__(self):
        self.cookies, self.port, self.path = {}, None, "/"
        self.status, self.headers, self.body = None, {}, b""
        self.last = None  # the last form that was sent

    def request(self, method, port, path, body=None, kind=None, headers=None):
        send = {"Host": f"127.0.0.1:{port}", "Accept": "text/html,*/*"}
        jar = self.cookies.setdefault(port, {})
        if jar:
            send["Cookie"] = "; ".join(f"{k}={v}" for k, v in jar.items())
        if kind:
            send["Content-Type"] = kind
            send["Origin"] = f"http://127.0.0.1:{port}"
            self.last = (method, port, path, body, kind)
        send.update(headers or {})
        link = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        link.request(method, urllib.parse.quote(path, safe="/%?&=#:+,;@!$'()*~-._"), body, send)
        answer = link.getresponse()
        self.body = answer.read()
        self.status, self.headers = answer.status, answer.headers
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            name, _, value = cookie.split(";")[0].partition("=")
            gone = "max-age=0" in cookie.lower()
            jar.pop(name.strip(), None) if gone else jar.update({name.strip(): value})
        link.close()
        self.port, self.path = port, path

    def move(self, ports):
        """The same address is answered at other ports now; cookies know no port."""
        jars = {ports.get(port, port): jar for port, jar in self.cookies.items()}
        self.cookies, self.port = jars, ports.get(self.port, self.port)
        if self.last:
            self.last = (self.last[0], ports.get(self.last[1], self.last[1]), *self.last[2:])

    def page(self):
        page = not self.body.startswith((b"%PDF-", b"PK"))  # a paper is no page, whatever was expected
        return Page(self.body.decode("utf-8", "replace") if page else "")

    def at(self, target):
        return urllib.parse.urljoin(self.path, target)

    def submit(self, form, fields, files, button):
        merged = [(k, v) for k, v in form.fields if k not in fields]
        merged += [(k, v) for k, values in fields.items() for v in values]
        if button and button[0]:
            merged.append((button[0], button[1]))
        path = self.at(form.action) if form.action else self.path
        if form.method == "get":
            self.request("GET", self.port, path.split("?")[0] + "?" + urllib.parse.urlencode(merged))
        elif form.upload:
            body, kind = multipart(merged, files)
            self.request("POST", self.port, path, body, kind)
        else:
            body = urllib.parse.urlencode(merged).encode()
            self.request("POST", self.port, path, body, "application/x-www-form-urlencoded")
