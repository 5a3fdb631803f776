# SPDX-License-Identifier: MulanPSL-2.0
# The first page of the desk: what is due and by when, the year's numbers, what each role finds there.

scenario In January the desk shows the year before; what is published is due no more
clock 2026-01-15T09:00
run init --demo --no-cases --db $URL
exit 0
serve
as city
get desk /signin
submit 登录 login=city-clerk password=lianxin-demo-2024
follow
status 200
text 2025 年总览
no-text 前公布

then Every number opens
click 看本年新收的明细
status 200
get desk /
click 看上年结转的明细
status 200
get desk /
click 看已办结的明细
status 200
get desk /
click 看结转下年度的明细
status 200
get desk /
click 看本年制发件数的明细
status 200
get desk /
click 看行政许可的明细
status 200
get desk /
click 看行政事业性收费的明细
status 200
get desk /
click 看行政复议的明细
status 200
get desk /
click 看行政诉讼的明细
status 200
get desk /
click 看已收的明细
status 200

then Another year is one click away, and stays while one goes on
get desk /
click 2026
status 200
text 上年结转 819 件
click 主动公开信息
text 2026 年还没有登记主动公开信息

then A late report is said to be late
as clerk
get desk /signin
submit 登录 login=clerk password=lianxin-demo-2024
follow
text 2024 年总览
text 应在 2025-01-31 前公布，已经过了 349 天
text 85

then A supervisor reads and registers nothing; an administrator finds his own places
as supervisor
get desk /signin
submit 登录 login=supervisor password=lianxin-demo-2024
follow
text 2024 年总览
no-text 登记主动公开信息
as security
get desk /signin
submit 登录 login=security password=lianxin-demo-2024
follow
text 账号
no-text 总览
no-text 台账

scenario A report is due on 31 January
clock 2025-01-15T09:00
run init --demo --no-cases --db $URL
exit 0
serve
get desk /signin
submit 登录 login=clerk password=lianxin-demo-2024
follow
text 2024 年总览
text 2024 年度报告
text 2025-01-31 前公布，还有 16 天

scenario A new office is told what it lacks before requests can be answered, until it lacks nothing
clock 2026-01-15T09:00
run init --agency 测试乡 --db $URL
save TOKEN token=([0-9a-f]+)
serve
as system
get desk /setup?token=$TOKEN
submit 保存密码 password=好长的一句新口令2026年 repeat=好长的一句新口令2026年
follow
submit 登录 login=admin password=好长的一句新口令2026年
follow
text 办理申请以前，还要补上
text 政府信息公开工作机构、办公地址、办公时间、联系电话
text 发文字号代字、行政复议机关
text 经办人、审核人、签发人
no-text 由系统管理员维护
click 发文字号代字、行政复议机关
status 200
submit 保存 document_prefix=测政 reconsideration_organ=测试县人民政府 disclosure_office=党政办 address=测试街1号 office_hours=工作日 phone=0900-1 reason=补全
follow
get desk /
no-text 发文字号代字
text 经办人、审核人、签发人
click 经办人、审核人、签发人
status 200
