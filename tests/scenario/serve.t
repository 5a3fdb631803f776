# SPDX-License-Identifier: MulanPSL-2.0
# The server among other programs: its surroundings, its faces, its end.

scenario no office, no server
run serve --public 127.0.0.1:0 --desk 127.0.0.1:0
exit 3
silent

scenario a second server on the same office
only sqlite: on PostgreSQL several processes serve one office
run init --agency 试验乡
exit 0
serve
run serve --public 127.0.0.1:0 --desk 127.0.0.1:0
exit 3
stop
exit 0

scenario a port that is taken
run init --agency 试验乡
exit 0
serve
run init --agency 别的乡 --db sqlite:second.db
exit 0
run serve --db sqlite:second.db --public 127.0.0.1:$PUBLIC --desk 127.0.0.1:0
exit 3
stderr $PUBLIC
run report --year 2024 --format json
exit 0
stop
exit 0

scenario a demonstration refuses to listen beyond this machine
demo
run serve --public 0.0.0.0:0 --desk 127.0.0.1:0
exit 2
stderr loopback
silent

scenario the public face of the demonstration
demo
serve
get public /
status 200
text 政府信息公开指南
text 政府信息公开制度
text 法定主动公开内容
text 政府信息公开年报
header Content-Security-Policy default-src
header X-Content-Type-Options nosniff

then an address that does not exist is a page of its own
get public /no-such-page
status 404
text 首页

then the desk shows nothing before signing in
get desk /
follow
status 200
text 登录
no-text 待办

then ambiguous and oversized requests are refused
get public / Host=a Transfer-Encoding=gzip
status 400

then it stops when told, and the office verifies
stop
exit 0
run verify
exit 0

scenario what a balancer asks, on both faces, and what the access log leaves out
run init --agency 试验乡
exit 0
serve --access-log access.log --drain 1
get public /healthz
status 200
text ok
get public /readyz
status 200
text ready
header Cache-Control no-store
header Content-Type text/plain
get desk /healthz
status 200
get desk /readyz Cookie=lianxin_login=nobody
status 200
text ready
get public /guide
status 200
stop
exit 0
python
    lines = open(DIR + "/access.log").read()
    assert "/guide" in lines and "/healthz" not in lines and "/readyz" not in lines, lines
run serve --drain 301
exit 2
stderr --drain

scenario an address written by another release of the program still finds its style
run init --agency 试验乡
exit 0
serve
get public /assets/site.0123456789abcdef.css
status 200
header Content-Type text/css
header Cache-Control no-store
get public /assets/site.0123456789abcdef.js
status 404
get public /assets/nothing.0123456789abcdef.css
status 404
stop
exit 0

scenario a schema that no longer fits takes both faces out of the balancer, and it comes back
only sqlite: test_postgres.c has the server's schema numbers
run init --agency 试验乡
exit 0
serve
get desk /readyz
status 200
python
    import builtins, sqlite3
    link = sqlite3.connect(DB)
    builtins.schema = link.execute("PRAGMA user_version").fetchone()[0]
    link.execute("PRAGMA user_version = 4")
    link.close()
wait 5 desk /readyz 503
text schema
header Retry-After 3
get public /readyz
status 503
get desk /healthz
status 200
python
    import builtins, sqlite3
    link = sqlite3.connect(DB)
    link.execute(f"PRAGMA user_version = {builtins.schema}")
    link.close()
wait 5 desk /readyz 200
wait 5 public /readyz 200
stop
exit 0

scenario threads within their bounds
run init --agency 试验乡
exit 0
run serve --public 127.0.0.1:0 --desk 127.0.0.1:0 --savers 65
exit 2
stderr --savers takes a number from 0 to 64
silent
run serve --public 127.0.0.1:0 --desk 127.0.0.1:0 --workers 0
exit 2
stderr --workers takes a number from 1 to 64
silent
