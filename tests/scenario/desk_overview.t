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
