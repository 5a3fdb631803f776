# SPDX-License-Identifier: MulanPSL-2.0
# The year's report on the desk: a number opened, a finding answered, frozen, signed by two people,
# published, and re-issued with both versions kept.

scenario A number leads to the entries it counts
demo
serve
as city
get desk /signin
submit 登录 login=city-clerk password=lianxin-demo-2024
follow
get desk /figures?year=2025
status 200
text 14069
html href="/figures/2025/t3.c1.natural"
get desk /figures/2025/t3.c1.natural
status 200
text （三）不予公开 1.属于国家秘密，自然人：13 件
text 演＊＊
get desk /figures/2025/t2.licences
text 11398889 件
get desk /figures/2025/t3.g.total
click 下一页
status 200
click 回到第一页
status 200
get desk /figures/2025/t3.c9.natural
status 404
get desk /figures/20x5/t3.c1.natural
status 404
get desk /figures/2025/t3.g.total?page=nonsense
status 400

then A city's clerk cannot open the township's figures, nor another role's places
get desk /journal
status 403
get desk /settings
status 403

then The clerk of the township answers what the check found, and only then it can be frozen
as clerk
get desk /signin
submit 登录 login=clerk password=lianxin-demo-2024
follow
get desk /report?year=2024
status 200
text 起草中
text 应在 2025-01-31 前公布
no-text 核查都已通过
post desk /report/freeze?year=2024 version=1
status 403
get desk /report/findings?year=2024
text 需要说明
submit 保存原因 reason=
status 422
text 请写明理由
submit 保存原因 reason=本年没有相关情况，已核实。
follow
text 原因已保存
text 本年没有相关情况，已核实。
get desk /report/text/other?year=2024
submit 保存 text=没有其他需要报告的事项。
follow
text 文字已保存

then Two people writing one part lose nothing
get desk /report/text/problems?year=2024
as reviewer
get desk /signin
submit 登录 login=reviewer password=lianxin-demo-2024
follow
get desk /report/text/problems?year=2024
submit 保存 text=审核人写的问题。
follow
text 文字已保存
as clerk
submit 保存 text=经办人写的问题。
status 422
text 别人保存了这一部分的文字
text 审核人写的问题。
text 经办人写的问题。
submit 保存 text=两人商量后的问题和改进措施。
follow
text 文字已保存

then What needs no more words is frozen
get desk /report?year=2024
submit 定稿
follow
text 2024 年度报告已定稿
text 等待签发人签署
no-text 以签发人身份签署
get desk /report/text/other?year=2024
no-text 保存
get desk /report/preview?year=2024
status 200
text 还没有发布的预览
text 六、其他需要报告的事项

then Frozen figures stay when the register changes, and the page says so
get desk /registers/responses/new
submit 保存 title=演示问题 answered=2024-12-30 answered_via=政务新媒体
status 303
get desk /figures?year=2024
text 与定稿

then One person alone cannot sign for both
as approver
get desk /signin
submit 登录 login=approver password=lianxin-demo-2024
follow
get desk /report?year=2024
submit 以签发人身份签署
follow
text 已签署
text 等待工作机构负责人签署
post desk /report/sign?year=2024 role=head
status 403

then The head signs, and it is published after one more question
as head
get desk /signin
submit 登录 login=head password=lianxin-demo-2024
follow
get desk /report?year=2024
submit 以负责人身份签署
follow
click 去发布
text 发布后马上对公众可见
submit 发布
follow
text 2024 年度报告已发布
get public /report/2024
status 200
text 2024年政府信息公开工作年度报告
get public /report/2024/report.pdf
status 200
header Content-Type application/pdf
starts %PDF-
get public /report/2024/report.docx
status 200
starts PK
run verify
exit 0
stdout 0 faults

then What is published cannot be changed, only re-issued with a reason
get desk /report?year=2024
no-text 退回修改
submit 开始新的一版 reason=
status 422
text 请写明理由
submit 开始新的一版 reason=漏计一次回应
follow
text 新的一版已开始编写
text 第 2 版
get public /report/2024
status 200

scenario The calendar takes local days and explains a due date
demo
serve
as head
get desk /signin
submit 登录 login=head password=lianxin-demo-2024
follow
get desk /calendar?year=2026
text 全年 248 个工作日
submit 加进日历 date=2026-02-30 kind=holiday name=开斋节 source=演示
status 422
text 日期“2026-02-30”不是一个存在的日期
submit 加进日历 date=2026-03-20 kind=holiday name=开斋节 source=演示通知
follow
text 已加进日历
text 全年 247 个工作日
text 开斋节
submit 移除 reason=
status 422
submit 移除 reason=录错了
follow
text 全年 248 个工作日
get desk /calendar/due?channel=online&received=2024-02-28&confirmed=2024-03-01
text 最迟 2024-03-29 答复
get desk /calendar/due?channel=online&received=2024-03-02&confirmed=2024-03-01
status 422
text 确认日期不能早于

scenario The administrators see their own places, and the journal tells everything
demo
serve
as audit
get desk /signin
submit 登录 login=audit password=lianxin-demo-2024
follow
get desk /journal
status 200
text 登录
submit 校验全部日志
status 200
text 日志完整，记录与日志一致
get desk /journal?action=sign-in&from=2024-02-30
status 422
get desk /journal/export.jsonl?action=sign-in
status 200
text "action":"sign-in"
get desk /registers/requests
status 403
as security
get desk /signin
submit 登录 login=security password=lianxin-demo-2024
follow
get desk /settings
text 登录闲置超时
post desk /settings setting=login.idle_minutes value=1
status 403
as system
get desk /signin
submit 登录 login=system password=lianxin-demo-2024
follow
get desk /agencies
click 海东市平安区古城回族乡
click 修改
submit 保存 phone=0972-0000001 reason=
status 422
text 请写明理由
submit 保存 phone=0972-0000001 reason=换了号码
follow
text 单位资料已保存
text 0972-0000001
get desk /figures?year=2024
status 403

scenario What has not happened yet cannot be entered: it would be public and counted at once
demo
clock 2026-01-15T09:00
serve
as clerk
get desk /signin
submit 登录 login=clerk password=lianxin-demo-2024
follow
get desk /registers/records/new
submit 保存 title=明天的通知 kind=通知 published=2026-01-16
status 422
text 晚于今天
submit 保存 title=今天的通知 kind=通知 published=2026-01-15
status 303
file later.csv
    title,kind,published
    后天的通知,通知,2026-01-17
run import --agency 海东市平安区古城回族乡 --register records later.csv --json
exit 1
json errors.0.column "published"

scenario A draft is printed in every format the page offers, under a fitting name
demo
serve
get desk /signin
submit 登录 login=clerk password=lianxin-demo-2024
follow
get desk /report?year=2024
click 网页代码
status 200
header Content-Disposition report-2024-draft.html
header Content-Type text/html
html <p align="center">演示数据</p>
get desk /report/paper/pdf?year=2024
starts %PDF-
header Content-Disposition report-2024-draft.pdf
header Content-Type application/pdf
get desk /report/paper/docx?year=2024
starts PK
header Content-Disposition report-2024-draft.docx
get desk /report/paper/text?year=2024
header Content-Disposition report-2024-draft.txt
get desk /report/paper/odt?year=2024
status 404
