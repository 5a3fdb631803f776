# SPDX-License-Identifier: MulanPSL-2.0
# Who handles a complaint, and whose head one's own matter wears.

scenario Whom complaints go to is chosen by name on the agency's page
demo
serve
as citizen
get public /complain
text 请向
no-text 投诉举报的内容
as clerk
get desk /signin
submit 登录 login=clerk password=lianxin-demo-2024
follow
get desk /agencies/1
text 不在本系统受理
text 本系统里也没有上级单位
no-text 改由谁受理
save TOKEN name="csrf" value="([0-9a-f]+)"
post desk /agencies/1/authority csrf=$TOKEN authority=2
status 403
as security
get desk /signin
submit 登录 login=security password=lianxin-demo-2024
follow
get desk /agencies/1
text 改由谁受理
save TOKEN name="csrf" value="([0-9a-f]+)"
post desk /agencies/1/authority csrf=$TOKEN authority=1
status 422
text 改由谁受理
text 不在本系统受理
get desk /agencies/1
submit 保存 authority=2
follow
text 测试市
text 单独为这个单位指定的
get desk /agencies/2
status 403
as citizen
get public /complain
text 投诉举报的内容
as security
get desk /agencies/1
submit 保存 authority=0
follow
text 不在本系统受理
as citizen
get public /complain
no-text 投诉举报的内容
run verify --json
exit 0
json ok true

scenario The head of one's own matter is its office's, and nothing tells which before it is opened
demo
clock 2026-03-02T09:00
serve
as citizen
get public /a/2/apply/suggestion
submit 提交建议 subject=历年补助的分配结果
save NUMBER (JY2026-\d{5})
save CODE ([0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4})
get public /track
no-text 测试市政府信息公开
submit 查询 number=$NUMBER code=AAAA-BBBB-CCCC
text 登记编号或者查询码不对
no-text 测试市政府信息公开
submit 查询 number=$NUMBER code=$CODE
follow
text 测试市政府信息公开
no-text 古城回族乡政府信息公开
click 撤回这件建议
text 测试市政府信息公开
text 撤回建议
get public /track/case
submit 退出查询
follow
no-text 测试市政府信息公开
