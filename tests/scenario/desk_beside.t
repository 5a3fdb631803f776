# SPDX-License-Identifier: MulanPSL-2.0
# Registers beside the requests: correction requests (Art. 41), suggestions (Art. 44), complaints (Art. 51).
# They are kept like every register and enter no figure of the annual tables.

scenario A complaint is taken in with its mistakes shown, and stands with the authority alone
demo
serve
as city
get desk /signin
submit 登录 login=city-clerk password=lianxin-demo-2024
follow
get desk /registers?year=2025
text 政府信息更正申请
text 主动公开建议
text 投诉举报
get desk /registers/complaints?year=2025
text 2025 年共 6 件
text 演＊
no-text 演示居民辛
click 登记一件
text 被投诉举报的机关
submit 登记 received=2025-11-20 channel=counter about= subject=
status 422
submit 登记 received=2025-11-20 channel=counter about=测试市演示水务局 subject=申请没有登记
text TS2025-00001
get desk /registers/complaints?year=2025&result=-
text 测诉〔2025〕5号
text TS2025-00001
no-text 测诉〔2025〕1号
get desk /registers/complaints?year=2025&q=水务局
text TS2025-00001

then A suggestion of nobody's is the office's own finding
get desk /beside/new?of=suggestion
submit 登记 received=2025-11-03 subject=某补贴资金分配方案（5人先后申请）
text JY2025-00001

then None of it is in the annual tables
run report --agency 测试市 --year 2025 --format json --live
exit 0
json-same tests/data/demo/city-2025.json table2 table3 table4

then The office it is about, another agency, sees nothing of it
as clerk
get desk /signin
submit 登录 login=clerk password=lianxin-demo-2024
follow
get desk /registers/complaints?year=2025
status 200
text 没有发生就不用登记。
no-text 测诉
get desk /registers/complaints/1
status 404
no-text 规划局
run verify --json
exit 0

scenario Each of them is imported from a file, all or nothing, and comes back out of the export
run init --agency 试验县 --key-file office.key
exit 0
file corrections.csv
    number,received,channel,requester_kind,name,record,subject,result,replied
    更1,2024-03-01,online,natural,虚构甲,低保名单,年龄写错,corrected,2024-03-20
    更2,2024-05-06,counter,,虚构乙,补偿公示,面积少记,,
file suggestions.csv
    number,received,name,subject,result,answered,url
    建1,2024-03-01,,三人申请的预算,adopted,2024-03-20,https://example.invalid/1
file complaints.csv
    number,received,about,about_request,subject,result,answered
    诉1,2024-03-01,虚构局,7,逾期未答复,transferred,2024-03-04
file bad.csv
    number,received,channel,record,subject,result,replied
    更3,2024-03-01,online,名单,写错,corrected,
    更4,2024-03-01,phone,,写错,,
    更1,2024-03-01,online,名单,写错,,
run import --register corrections corrections.csv --key-file office.key --json
exit 0
json imported 2
run import --register suggestions suggestions.csv --json
json imported 1
run import --register complaints complaints.csv --json
json imported 1
run import --register corrections bad.csv --key-file office.key --json
exit 1
json imported 0
json error_count 4
json errors.0.column "replied"
json errors.1.column "channel"
json errors.2.column "record"
json errors.3.column "number"
run report --year 2024 --format json
exit 0
json table3.r1 [0,0,0,0,0,0,0]
json table3.g [0,0,0,0,0,0,0]
run verify --json
exit 0

scenario What several ask for is suggested for all, from the case
clock 2026-03-02T09:00
demo
serve
get desk /signin
submit 登录 login=clerk password=lianxin-demo-2024
follow
get desk /cases/new?channel=counter
submit 登记 kind=natural name=演示甲 phone=0000-0000001 info_name=2025年农村危房改造补助名册
no-text 不止一个人要过同样的信息
get desk /cases/new?channel=counter
submit 登记 kind=natural name=演示乙 phone=0000-0000002 info_name=2025年农村危房改造补助名册
get desk /cases/new?channel=counter
submit 登记 kind=natural name=演示丙 phone=0000-0000003 info_name=2025年农村危房改造补助名册
text 不止一个人要过同样的信息
save CASE href="/cases/(\d+)">去办理
click 登记为主动公开建议
follow
no-text 演示丙
submit 登记 received=2026-03-02
text JY2026-00001
get desk /cases/$CASE
click 登记为主动公开建议
follow
status 200
get desk /beside/new?of=suggestion&case=999999
status 404
get desk /registers/corrections/new?case=$CASE
follow
no-text 危房改造
