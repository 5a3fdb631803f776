# SPDX-License-Identifier: MulanPSL-2.0
# The desk's door: a new office's first administrator, signing in and out, passwords, lock-out, refusals.

scenario The first administrator comes in by a one-time link and sets a password
run init --agency 测试乡 --db $URL
exit 0
save TOKEN token=([0-9a-f]{64})
serve
get desk /setup?token=$TOKEN
status 200
text 设置密码
text 至少 12 个字符
submit 保存密码 password=short repeat=other
status 422
text 两次填写的新密码不一样
submit 保存密码 password=short repeat=short
status 422
text 有 1 处需要修改
submit 保存密码 password=a-long-enough-one repeat=a-long-enough-one
follow
text 新密码已生效

then The link is used up
get desk /setup?token=$TOKEN
status 404
text 这个链接不能用了

then Who is not signed in is led to the sign-in page and back
get desk /account
follow
text 登录
submit 登录 login=admin password=
status 422
text 请填写密码

scenario An unknown login and a wrong password get one answer, and five of them lock
demo
serve
get desk /signin
submit 登录 login=nobody password=wrong-wrong-wrong
status 422
save ANSWER (登录名或密码[^。<]*)
submit 登录 login=clerk password=wrong-wrong-wrong
status 422
text $ANSWER
submit 登录 login=clerk password=wrong-wrong-wrong
submit 登录 login=clerk password=wrong-wrong-wrong
submit 登录 login=clerk password=wrong-wrong-wrong
submit 登录 login=clerk password=wrong-wrong-wrong
status 422
submit 登录 login=clerk password=lianxin-demo-2024
status 422
text $ANSWER

scenario One signs in, is refused what is not his, and signs out
demo
serve
get desk /accounts
follow
submit 登录 login=clerk password=lianxin-demo-2024
follow
status 403
text 您的角色不能办这件事
text 系统管理员
get desk /
status 200
text 总览
submit 退出
follow
text 登录
get desk /registers
follow
text 登录

then A form from elsewhere is refused
post desk /signin login=clerk password=lianxin-demo-2024
status 403

scenario A login that has ended leads back to the page through the sign-in page
demo
serve
get desk /registers/records?year=2024 Cookie=lianxin_login=0123456789abcdef
follow
text 系统已经退出
submit 登录 login=clerk password=lianxin-demo-2024
follow
status 200
text 2024 年共 85 条

scenario A form that is sent after the login ended is kept on the sign-in page
demo
serve
get desk /signin
submit 登录 login=clerk password=lianxin-demo-2024
get desk /registers/records/new?year=2026
sql
    DELETE FROM login
submit 保存 title=公开“五保”名单&补贴<标准> kind=通知 published=2026年3月2日 published_via=政府网站
status 403
text 刚才填写的内容没有丢
no-text 五保
submit 登录 login=clerk password=wrong
status 422
text 刚才填写的内容没有丢
submit 登录 login=clerk password=lianxin-demo-2024
status 200
text 刚才的内容还没有保存
submit 继续提交
follow
status 200
text 已登记一条
click 查看
text 公开“五保”名单&补贴<标准>

then Nothing is kept of a form that holds a password, nor of signing out
get desk /password
sql
    DELETE FROM login
submit 保存密码 current=lianxin-demo-2024 password=quiet-river-stone repeat=quiet-river-stone
status 303
follow
no-text 没有丢
no-text quiet-river

then What somebody else would plant is refused before anything is kept
post desk /registers/records/new?year=2026 title=planted kind=notice published=2026-03-02
status 403
no-text 没有丢

scenario One changes one's own password
demo
serve
get desk /signin
submit 登录 login=reviewer password=lianxin-demo-2024
follow
get desk /account
click 修改密码
submit 保存密码 current=wrong-one-here password=quiet-river-stone repeat=quiet-river-stone
status 422
submit 保存密码 current=lianxin-demo-2024 password=quiet-river-stone repeat=quiet-river-stone
follow
status 200
text 新密码已生效

scenario Large type and high contrast are one link away on the desk too, and lead back
demo
serve
get desk /signin
submit 登录 login=clerk password=lianxin-demo-2024
follow
get desk /registers/records?year=2024
click 大字高对比
follow
status 200
html class="elder"
text 2024 年共 85 条

scenario Who signs in is told when and from where it was done before
demo
serve
get desk /signin
submit 登录 login=clerk password=lianxin-demo-2024
follow
text 这个账号以前没有登录过
as other
get desk /signin
submit 登录 login=clerk password=wrong-wrong-wrong
as again
get desk /registers/records?year=2024
follow
submit 登录 login=clerk password=lianxin-demo-2024
follow
text 上次登录：
text 来自 127.0.0.1
text 密码填错过 1 次
text 2024 年共 85 条
get desk /account
text 最近一次登录
no-text 密码填错过

scenario A wrong present password is a wrong password
demo
serve
get desk /signin
submit 登录 login=reviewer password=lianxin-demo-2024
follow
get desk /password
submit 保存密码 current=wrong-one-here password=quiet-river-stone repeat=quiet-river-stone
text 现在的密码不对
submit 保存密码 current=wrong-one-here password=quiet-river-stone repeat=quiet-river-stone
submit 保存密码 current=wrong-one-here password=quiet-river-stone repeat=quiet-river-stone
submit 保存密码 current=wrong-one-here password=quiet-river-stone repeat=quiet-river-stone
submit 保存密码 current=wrong-one-here password=quiet-river-stone repeat=quiet-river-stone
status 422
text 账号已经锁定
get desk /account
follow
submit 登录 login=reviewer password=lianxin-demo-2024
status 422
