# SPDX-License-Identifier: MulanPSL-2.0
"""The servers that are measured beside each other: ours, nginx with the same bytes, Fossil with the
same text. Servers stand on core 0, wrk on core 1; both write an access log."""
import os
import re
import signal
import socket
import subprocess
import time
import urllib.request

from measure import OUT, command, fresh

NGINX = """
daemon off; master_process off; worker_processes 1; pid {out}/nginx.pid; error_log {out}/nginx.err;
events {{ worker_connections 2048; }}
http {{
  access_log {log} combined buffer=32k flush=1s;
  client_body_temp_path {out}/n1; proxy_temp_path {out}/n2; fastcgi_temp_path {out}/n3;
  uwsgi_temp_path {out}/n4; scgi_temp_path {out}/n5;
  sendfile on; tcp_nopush on; keepalive_requests 100000000; default_type text/html;
  server {{ listen 127.0.0.1:{port} backlog=4096; root {out}/root; }}
}}
"""


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    def __init__(self, name, arguments, port, path, cores="0"):
        self.name, self.url = name, f"http://127.0.0.1:{port}{path}"
        self.log = open(f"{OUT}/{name}.out", "wb")
        self.process = subprocess.Popen(["taskset", "-c", cores, *arguments], stdin=subprocess.DEVNULL,
                                        stdout=self.log, stderr=self.log)
        for _ in range(600):
            if self.process.poll() is not None:
                raise SystemExit(f"bench: {name} ended; see {OUT}/{name}.out")
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
                return
            except OSError:
                time.sleep(0.05)
        raise SystemExit(f"bench: {name} does not listen")

    def cpu_ticks(self):
        with open(f"/proc/{self.process.pid}/stat") as file:
            fields = file.read().rsplit(") ", 1)[1].split()
        return int(fields[11]) + int(fields[12])

    def anonymous_kib(self):
        with open(f"/proc/{self.process.pid}/status") as file:
            return int(re.search(r"RssAnon:\s+(\d+)", file.read())[1])

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(30)
        self.log.close()


def wrk(url, connections, seconds, may_refuse=False):
    """Answered requests a second; a run with errors is no figure. Fossil refuses some when the machine
    is loaded: its refusals are taken off."""
    out = command("taskset", "-c", "1", "wrk", "-t1", f"-c{connections}", f"-d{seconds}s", url)
    refused = re.search(r"Non-2xx or 3xx responses: (\d+)", out)
    if "Socket errors" in out or (refused and not may_refuse):
        raise SystemExit(f"bench: wrk met errors at {url}:\n{out}")
    total = int(re.search(r"(\d+) requests in", out)[1])
    share = 1 - int(refused[1]) / total if refused else 1
    return float(re.search(r"Requests/sec:\s+([\d.]+)", out)[1]) * share


def page(url):
    with urllib.request.urlopen(url) as answer:
        return answer.read()


def lianxin(binary, db, name, path, *options):
    public, desk = free_port(), free_port()
    arguments = [binary, "serve", "--db", "sqlite:" + db, "--public", f"127.0.0.1:{public}",
                 "--desk", f"127.0.0.1:{desk}", *options]
    return Server(name, arguments, public, path)


def nginx(body):
    os.makedirs(f"{OUT}/root", exist_ok=True)
    with open(f"{OUT}/root/report.html", "wb") as file:
        file.write(body)
    port = free_port()
    with open(f"{OUT}/nginx.conf", "w") as file:
        log = os.path.abspath(f"{OUT}/nginx.log")
        file.write(NGINX.format(out=os.path.abspath(OUT), port=port, log=log))
    return Server("nginx", ["/usr/sbin/nginx", "-p", OUT, "-c", os.path.abspath(f"{OUT}/nginx.conf")],
                  port, "/report.html")


def fossil(text):
    """A wiki page of the report's own text."""
    repository = fresh(os.path.abspath(f"{OUT}/fossil.db"))
    environment = dict(os.environ, HOME=os.path.abspath(OUT), USER="bench")
    command("fossil", "init", "-A", "bench", repository, env=environment)
    command("fossil", "wiki", "create", "report", "-R", repository, "-M", "text/x-markdown",
            input=text.encode(), env=environment)
    port = free_port()
    return Server("fossil", ["fossil", "server", repository, "--port", str(port), "--localhost"],
                  port, "/wiki?name=report")
