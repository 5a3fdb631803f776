# SPDX-License-Identifier: MulanPSL-2.0
# serve: both faces, its refusals, its end. What the pages say is for their own scenarios.

scenario A demonstration is served, and says who may sign in
demo
serve
log Public face
log lianxin-demo-2024
get public /
status 200
text 政府信息公开指南
text 演示数据
header Content-Security-Policy default-src 'none'
header X-Content-Type-Options nosniff
get public /readyz
status 200
text ready
get public /no/such/page
status 404
text 没有找到页面
get public /report/1900
status 404
click 法定主动公开内容
status 200
text 索引号

then A second server on the same port or database is refused
run serve --db sqlite:$DB --public 127.0.0.1:$PUBLIC --desk 127.0.0.1:0
exit 3
stderr the port is taken
run serve --db sqlite:$DB --public 127.0.0.1:0 --desk 127.0.0.1:0
exit 3
stderr Another lianxin process serves this database already.

then Other commands run beside it, and it ends in order
run verify --db sqlite:$DB
exit 0
stop
exit 0
run verify --db sqlite:$DB
exit 0

scenario Elder mode is a link and a cookie
demo
serve
get public /guide
click 大字高对比（适老版）
follow
status 200
html class="elder"
text 政府信息公开指南
click 退出大字高对比
follow
html class=""

scenario A demonstration never leaves this machine
demo
run serve --db sqlite:$DB --public 0.0.0.0:0 --desk 127.0.0.1:0
exit 2
stderr on loopback only

scenario What cannot be served is one sentence
run serve --db sqlite:$DIR/none.db --public 127.0.0.1:0 --desk 127.0.0.1:0
exit 3
stderr There is no database
run serve --public 8080
exit 2
stderr is no address to listen on
run serve --workers many
exit 2
stderr --workers takes a number
