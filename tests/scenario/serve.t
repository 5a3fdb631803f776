# SPDX-License-Identifier: MulanPSL-2.0
# The server among other programs: its surroundings, its faces, its end.

scenario no office, no server
run serve --public 127.0.0.1:0 --desk 127.0.0.1:0
exit 3
silent

scenario a second server on the same office, and a port that is taken
run init --agency 试验乡
exit 0
serve
run serve --public 127.0.0.1:0 --desk 127.0.0.1:0
exit 3
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
