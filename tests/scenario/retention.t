# SPDX-License-Identifier: MulanPSL-2.0
# What is kept and what goes: a schedule, the dry run, a list by two people, and what is left afterwards.

scenario Without a schedule nothing goes
clock 2025-03-03T09:00
demo
run setting login.password_days 0
exit 0
run setting retention.remedy_years 1
exit 0
serve
as clerk
get desk /signin
submit 登录 login=clerk password=lianxin-demo-2024
follow
get desk /cases/new?channel=counter
submit 登记 kind=natural name=演示诸葛 phone=0000-0000000 info_name=虚构保管的名册
save CASE href="/cases/(\d+)"
save NUMBER (2025-\d{5})
get desk /cases/$CASE/step/register
submit 登记 on=2025-03-03
follow
clock 2025-03-06T09:00
steps $NUMBER
    2025-03-04 withdraw @clerk
letter $NUMBER F3 --value withdrawn --as clerk
    {"reason": "申请人书面撤回"}
steps $NUMBER
    2025-03-04 draft+ withdrawn @clerk
    2025-03-05 review @head
    2025-03-05 check @head
    2025-03-05 approve @approver
    2025-03-05 issue+ @clerk
    2025-03-06 serve signed @clerk
get desk /retention
status 200
text 还没有登记经批准的保管期限表，什么都不会清除
no-text 提出清除清单
get desk /retention/schedule
status 403
run retention propose --as clerk
exit 1
stderr 还没有保管期限表
run retention propose
exit 2
run retention fly
exit 2
run retention run x
exit 2
run retention plan --json
exit 0
json schedule 0
json-count goes 0

then The head enters the approved schedule; mistakes keep what was typed
as head
get desk /signin
submit 登录 login=head password=lianxin-demo-2024
follow
get desk /retention
click 登记保管期限表
submit 登记 approval= approved=2025-02-30 dropped.person=0 dropped.files=12
status 422
text 请填写由谁批准
text 12
submit 登记 approval=虚构档批〔2025〕3号 approved=2025-03-03 dropped.person=12 dropped.files=12 dropped.letters=12 dropped.notes=12 dropped.content=12
follow
text 保管期限表已登记
text 虚构档批〔2025〕3号
text 办结后 12 个月
text 申请行政复议、提起诉讼的最长期限还没有届满（自 2026-03-07）

then What a clerk proposes another person confirms
stop
clock 2026-03-07T09:00
serve
as clerk
get desk /signin
submit 登录 login=clerk password=lianxin-demo-2024
follow
get desk /retention
text $NUMBER
text 试算不改动任何内容
submit 提出清除清单
follow
text 清除清单已提出
text 要由另一位
save LIST 清除清单第 (\d+) 号
no-text 确认清除，不能恢复
get desk /retention
text 有一份清单还没有办完
no-text 提出以后，由另一位
as approver
get desk /signin
submit 登录 login=approver password=lianxin-demo-2024
follow
get desk /retention/$LIST
submit 撤回清单 reason=
status 422
text 请写明理由
run retention list $LIST --json
exit 0
json state "proposed"
json-count changes 0
get desk /retention/$LIST
submit 确认清除，不能恢复
follow
text 清除清单已确认
run retention run $LIST --json
exit 0
json state "done"
json erased 1
json kept 0
repeat
status 409

then Afterwards the name is nowhere, the number still counts, and everything verifies
get desk /retention/$LIST
text 执行完毕：清除 1 件
as clerk
get desk /cases/$CASE
status 200
text 依保管期限表第1版（虚构档批〔2025〕3号）清除
no-text 诸葛
no-text 虚构保管的名册
no-text 显示身份和联系方式
get desk /registers/requests?year=2025
no-text 虚构保管的名册
run verify --json
exit 0
run rebuild
exit 0
run retention plan --json
json-count goes 0
get desk /retention/99999
status 404

scenario What was imported and never handled here goes by the same schedule
clock 2025-03-03T09:00
demo
run setting login.password_days 0
exit 0
file old.csv
    number,received,channel,requester_kind,requester_name,subject,outcome,replied
    2018-0001,2018-03-01,counter,natural,演示司马,虚构旧册甲,a,2018-03-20
    2018-0002,2018-03-02,online,natural,演示欧阳,虚构旧册乙,b,2018-03-21
    2018-0003,2018-03-02,online,natural,演示上官,虚构旧册丙,,
file said.csv
    number,received,channel,name,about,about_request,subject,result,answered
    2018-诉1,2018-03-01,counter,,某局,2018-0001,虚构旧诉,upheld,2018-03-20
run import --register requests old.csv
exit 0
run import --register complaints said.csv
exit 0
run report --year 2018 --format json --live
exit 0
save TABLES ("table3".*)
serve
as head
get desk /signin
submit 登录 login=head password=lianxin-demo-2024
follow
get desk /retention/schedule
submit 登记 approval=虚构档批〔2025〕3号 approved=2025-03-03 replied.person=12 replied.content=12 complaint.content=12
follow
text 2018-0001
text 2018-诉1
no-text 2018-0003
as clerk
get desk /signin
submit 登录 login=clerk password=lianxin-demo-2024
follow
get desk /retention
submit 提出清除清单
follow
save LIST 清除清单第 (\d+) 号
click 2018-0001
status 200
text 演示司马
no-text 个人信息已按期销毁
save ENTRY href="/registers/requests/(\d+)/edit"
as approver
get desk /signin
submit 登录 login=approver password=lianxin-demo-2024
follow
get desk /retention/$LIST
text 2018-诉1
submit 确认清除，不能恢复
follow
run retention run $LIST --json
exit 0
json state "done"
json erased 3
json kept 0

then The register's page says so, and what is gone is not corrected any more
as clerk
get desk /registers/requests/$ENTRY
status 200
text 个人信息已按期销毁
text 虚构档批〔2025〕3号
text 公开
no-text 司马
no-text 虚构旧册甲
get desk /registers/requests/$ENTRY/edit
text “申请人”“申请内容”不能再更正
submit 保存更正 requester_name=另一人 reason=核对
status 422
text “申请人”已按期销毁，不能再更正
submit 保存更正 channel=fax reason=核对
follow
text 传真
text 个人信息已按期销毁
get desk /registers/requests?year=2018
no-text 虚构旧册乙
text 2018-0003

then The figures are what they were, and a backup and a copy hold no name either
run report --year 2018 --format json --live
stdout $TABLES
run verify
exit 0
run rebuild
exit 0
stop
place OTHER
run copy --from $URL --to $OTHER
exit 0
office $OTHER
run verify
exit 0
run retention list $LIST --json
json state "done"
json-count items 3
json items.0.id 0
run report --year 2018 --format json --live
stdout $TABLES
