# SPDX-License-Identifier: MulanPSL-2.0
# Several processes on one database, as behind a balancer: what one hands out the other takes.

scenario A login made at one node is good at the other, and a form shown by one is sent to the other
only postgresql: one process serves a file
demo
serve
serve
as clerk
get desk /signin
node other
submit 登录 login=clerk password=lianxin-demo-2024
follow
status 200
text 台账
node other
get desk /registers/records/new
status 200
node other
submit 保存 title=关于防汛值班的通知 kind=通知 published=2024-06-03
follow
text 已登记一条主动公开信息

then What one node has kept is not kept again by the other
node other
repeat
follow
status 200
text 没有重复登记
get desk /registers/records?year=2024&q=防汛值班
text 符合条件的共 1 条

then A page that the other node had kept is dropped within a second
get public /
node other
get public /
get desk /registers/records/new
submit 保存 title=关于高温津贴的通知 kind=通知 published=2024-07-03
follow
get public /records?text=高温津贴
text 关于高温津贴的通知
node other
python
    import time
    time.sleep(1)
get public /records?text=高温津贴
text 关于高温津贴的通知

then Signing out at one ends it at both
get desk /registers
node other
submit 退出
follow
node other
get desk /registers
follow
text 登录

then A lock at one holds at the other
as wrong
get desk /signin
submit 登录 login=reviewer password=falsch-1-falsch
submit 登录 login=reviewer password=falsch-2-falsch
submit 登录 login=reviewer password=falsch-3-falsch
node other
submit 登录 login=reviewer password=falsch-4-falsch
submit 登录 login=reviewer password=falsch-5-falsch
node other
submit 登录 login=reviewer password=lianxin-demo-2024
status 422

then When one node dies the other goes on with its logins and its duties
as clerk
get desk /signin
submit 登录 login=clerk password=lianxin-demo-2024
follow
node kill
node other
get desk /registers/records/new
status 200
submit 保存 title=关于森林防火的通知 kind=通知 published=2024-09-03
follow
text 已登记一条主动公开信息
as system
get desk /signin
submit 登录 login=system password=lianxin-demo-2024
follow
get desk /jobs
text 清理过期的登录
text 正常
stop
exit 0
run verify
exit 0

scenario While the database is away, what is known is shown, and nothing typed is lost
only postgresql: a file is never away
demo
serve
as clerk
get desk /signin
submit 登录 login=clerk password=lianxin-demo-2024
follow
get desk /registers/records/new
as balancer
# the sign-in is told to all processes about now, which drops what was kept before
python
    import time
    time.sleep(1.5)
get public /report
status 200
database away
wait 3 desk /readyz 503
header Cache-Control no-store
wait 3 public /readyz 503
text not ready
get public /healthz
status 200
get public /report
status 200
text 政府信息公开年报
get public /guide
status 503
header Retry-After 3
text 请稍后再试
as clerk
submit 保存 title=关于冬季取暖的通知 kind=通知 published=2024-11-03
status 503
header Retry-After 3
text 没有保存

then It comes back by itself, and the form is kept
database back
as balancer
wait 10 desk /readyz 200
wait 10 public /guide 200
as clerk
submit 再试一次
follow
text 已登记一条主动公开信息
repeat
follow
text 没有重复登记
stop
exit 0
run verify
exit 0

scenario A form that could not be kept comes back whole, and is kept once when it is sent again
only sqlite: another writer can hold the whole file
demo
serve
as clerk
get desk /signin
submit 登录 login=clerk password=lianxin-demo-2024
follow
get desk /registers/records/new
python
    import builtins, sqlite3
    builtins.holder = sqlite3.connect(DB, isolation_level=None, check_same_thread=False)
    builtins.holder.execute("BEGIN IMMEDIATE")
submit 保存 title=关于<秋收>的通知 kind=通知 published=2024-09-30
status 503
header Retry-After 3
text 没有保存
text 填写的都还在
python
    import builtins
    builtins.holder.execute("ROLLBACK")
    builtins.holder.close()

then The same form sent by its button
submit 再试一次
follow
text 已登记一条主动公开信息
repeat
follow
text 刚才已经登记好了，没有重复登记
get desk /registers/records?year=2024&q=秋收
text 符合条件的共 1 条

then The system administrator sees what is done by itself
as system
get desk /signin
submit 登录 login=system password=lianxin-demo-2024
follow
click 定时任务
status 200
text 清理过期的登录、一次性链接和表单记录
text 正常
as clerk
get desk /jobs
status 403
stop
exit 0
