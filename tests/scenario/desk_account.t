# SPDX-License-Identifier: MulanPSL-2.0
# Accounts: created by one administrator, given roles by another, used by the person alone.

scenario Created, granted, used, disabled: each by whose business it is
demo
serve
as system
get desk /signin
submit 登录 login=system password=lianxin-demo-2024
follow
status 200
no-text 台账
get desk /accounts
click 新建账号
submit 新建账号 name= login=9x
status 422
submit 新建账号 name=演示新人 login=newcomer
status 200
text 只显示这一次
save TOKEN token=([0-9a-f]{64})
get desk /accounts/newcomer
text 还没有设置密码
text 角色由安全管理员授予
no-text 保存角色
as newcomer
get desk /setup?token=$TOKEN
text 演示新人
submit 保存密码 password=quiet-river-stone repeat=quiet-river-stone
follow
submit 登录 login=newcomer password=quiet-river-stone
follow
status 200
get desk /registers
status 403
as security
get desk /signin
submit 登录 login=security password=lianxin-demo-2024
follow
get desk /accounts/newcomer
no-text 停用账号
submit 保存角色 role=clerk reason=
status 422
submit 保存角色 role=clerk reason=新到岗
follow
text 角色已保存
text 经办人

then With the role the desk opens, after signing in again
as newcomer
get desk /signin
submit 登录 login=newcomer password=quiet-river-stone
follow
get desk /registers
status 200
text 主动公开信息

then Nobody holds an administrator's role beside another
as security
get desk /accounts/newcomer
post desk /accounts/newcomer/roles role=clerk role=audit
status 403

then Disabled, the login ends at once
as system
get desk /accounts/newcomer
submit 停用账号 reason=调离
follow
text 账号已停用
as newcomer
get desk /registers
follow
text 登录
submit 登录 login=newcomer password=quiet-river-stone
status 422

scenario The password of who signs reports is reset by two administrators, never by one
demo
serve
as system
get desk /signin
submit 登录 login=system password=lianxin-demo-2024
follow
get desk /accounts/head
text 链接要等安全管理员向本人核实并确认后才能用
submit 生成一次性链接
status 200
text 请安全管理员向本人核实后
save TOKEN token=([0-9a-f]{64})
as head
get desk /setup?token=$TOKEN
status 409
text 这个链接还要确认
as system
get desk /accounts/head
text 它要等安全管理员确认后才能用
no-text 确认链接
as security
get desk /signin
submit 登录 login=security password=lianxin-demo-2024
follow
get desk /accounts
text 一次性链接等待确认
click 演示负责人
submit 已向本人核实，确认链接
follow
text 链接已确认，现在可以用了
as head
get desk /setup?token=$TOKEN
status 200
submit 保存密码 password=quiet-river-stone repeat=quiet-river-stone
follow
text 新密码已生效

then Another administrator's password has no button, and a sentence why
as system
get desk /accounts/security
no-text 生成一次性链接
text 不能重置另一类管理员的密码
get desk /accounts/clerk
text 生成一次性链接

then A clerk's link works at once
submit 生成一次性链接
save TOKEN token=([0-9a-f]{64})
as clerk
get desk /setup?token=$TOKEN
status 200

then A role of an administrator ends a link that is still out
as security
get desk /accounts/clerk
submit 保存角色 role=audit reason=调岗
follow
text 角色已保存
as clerk
get desk /setup?token=$TOKEN
status 404
as audit
get desk /signin
submit 登录 login=audit password=lianxin-demo-2024
follow
get desk /journal
text 确认一次性链接
text 作废一次性链接
