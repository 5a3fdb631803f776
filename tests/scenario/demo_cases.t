# SPDX-License-Identifier: MulanPSL-2.0
# What a visitor of the demonstration meets: requests in every state at the desk, and one of his own to follow.

scenario The demonstration's requests stand at the desk, and two can be followed in public
clock 2026-11-23T09:00
run init --demo --json --key-file demo.key
json-count requests 2
save NUMBER "requests":\[\{"number":"(2026-\d{5})"
save CODE "code":"([0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4})"
json requests.0.id_tail "31002X"
run verify
exit 0
serve --key-file demo.key
as clerk
get desk /signin
submit 登录 login=clerk password=lianxin-demo-2024
follow
get desk /cases
text 已超期
text 待签发
text 征求意见中
text 古城乡2026年人居环境整治项目招标文件
get desk /figures/2026/t3.f2.natural
text 2026-00009
as citizen
get public /track
submit 查询 number=$NUMBER code=$CODE
follow
text 已答复
submit 下载 tail=000000
text 不对
submit 下载 tail=31002X
status 200
starts %PDF-

then The report years stay what their reports say
run report --agency 海东市平安区古城回族乡 --year 2024 --format json
json-same tests/data/demo/township-2024.json table3
run report --agency 测试市 --year 2025 --format json
json-same tests/data/demo/city-2025.json table2 table3
stop
run init --agency 试验乡 --no-cases
exit 2
stderr --no-cases goes with --demo
