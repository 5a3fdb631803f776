# SPDX-License-Identifier: MulanPSL-2.0
# The contract's calendar: working days, holidays, make-up days, the year after the last announced one.

scenario an ordinary working day has no name
run calendar 2024-03-06 --json
exit 0
json . {"date":"2024-03-06","working":true,"name":null,"provisional":false}

scenario a holiday and its make-up day bear the holiday's name
run calendar 2024-02-10 --json
exit 0
json working false
json name "春节"
run calendar 2024-02-04 --json
json working true
json name "春节"
json provisional false

scenario a weekend is no working day
run calendar 2024-03-09 --json
exit 0
json working false
json name null

scenario 3 January 2023 was worked, whatever some lists say
run calendar 2023-01-03 --json
json working true

scenario New Year's Eve of 2022 belongs to a holiday of 2023
run calendar 2022-12-31 --json
json working false
json name "元旦"

scenario the year after the last announced one is provisional, statutory days off
run calendar 2027-02-05 --json
exit 0
json working false
json provisional true
run calendar 2027-02-04 --json
json working true
json provisional true

scenario before 2019 and later than one year after the last announced: the environment's fault
run calendar 2018-12-31 --json
exit 3
silent
run calendar 2028-01-01
exit 3
silent
stderr 2028

scenario impossible dates and missing operands are wrong usage
run calendar 2024-02-30 --json
exit 2
silent
stderr 2024-02-30
run calendar 2024-2-3
exit 2
run calendar
exit 2
run calendar 2024-03-06 2024-03-07
exit 2

scenario without --json it is readable text
run calendar 2024-02-10
exit 0
stdout 2024-02-10
stdout 春节

scenario An office's own days count where its database is named, and only there
clock 2025-03-03T09:00
demo
run calendar 2025-03-31 --db $URL --json
exit 0
json working true
serve
as head
get desk /signin
submit 登录 login=head password=lianxin-demo-2024
follow
get desk /calendar?year=2025
submit 加进日历 date=2025-03-31 name=开斋节 source=省政府通知
follow
text 开斋节
run calendar 2025-03-31 --db $URL --agency 海东市平安区古城回族乡 --json
exit 0
json working false
json name "开斋节"
run calendar 2025-03-31 --json
json working true
run due --received 2025-03-03 --json
json due "2025-03-31"
run due --received 2025-03-03 --db $URL --agency 海东市平安区古城回族乡 --json
exit 0
json due "2025-04-01"
json-has trace 2025-04-01
run due --received 2025-03-03 --agency 海东市平安区古城回族乡
exit 2
stderr --db
run calendar 2025-03-31 --db $URL --agency nobody
exit 2
silent
run due --received 2025-03-03 --db sqlite:$DIR/nothing.db
exit 3
silent
