# SPDX-License-Identifier: MulanPSL-2.0
# Two offices in one database: nobody reaches into the other, by whatever address or form.

scenario the city's people do not see the township's entries, nor the other way round
demo
serve
as town
get desk /signin
submit 登录 login=clerk password=lianxin-demo-2024
follow
status 200
get desk /registers/requests/1
status 404
get desk /registers/requests/1/edit
status 404
get desk /agencies/2
status 403
as city
get desk /signin
submit 登录 login=city-clerk password=lianxin-demo-2024
follow
status 200
get desk /registers/requests/1
status 200
get desk /registers/records/361
status 404
get desk /agencies/1
status 403

then another office's case is as one that is not there, at every address of a case, in exports and on the command line
file a.json
    {"kind": "natural", "name": "玥旸", "phone": "0911-1234567", "info_name": "2024年征地补偿方案"}
run request new --data a.json --on 2024-12-02 --json
save NUMBER "number": ?"([0-9-]+)
save CASE "id": ?(\d+)
steps $NUMBER
    2024-12-03 register @clerk
as town
get desk /cases/$CASE
status 200
get desk /registers/records/new
save TOWN name="csrf" value="([0-9a-f]+)"
as city
get desk /registers/records/new
save CITY name="csrf" value="([0-9a-f]+)"
routes desk /cases/{id} $CASE 99999 404 44 csrf=$CITY
get desk /cases/export.csv
no-text $NUMBER
get desk /cases/batch?id=$CASE&step=assist
no-text $NUMBER
run request event $NUMBER search --on 2024-12-03 --party x --as city-clerk
exit 1
run request event $NUMBER assist --on 2024-12-03 --party 民政办 --as city-clerk
exit 1
stderr 没有这一件
run request letter $NUMBER --as city-clerk --json
exit 1
run request show $NUMBER --json
json state "handling"
as town
get desk /cases/$CASE
status 200

then a form without its token, or with another person's, does nothing
as city
get desk /registers/records/new
save TOKEN name="csrf" value="([0-9a-f]+)"
as town
post desk /registers/records/new title=x kind=y published=2024-01-01
status 403
post desk /registers/records/new csrf=$TOKEN title=x kind=y published=2024-01-01
status 403

then the township's administrators do not reach the city's accounts
as system
get desk /signin
submit 登录 login=system password=lianxin-demo-2024
follow
get desk /accounts
status 200
no-text city-clerk
get desk /accounts/city-clerk
status 403
get desk /registers/records
status 403
get desk /journal
status 403

then the system administrator cannot take the place of another
get desk /accounts/security
status 200
save TOKEN name="csrf" value="([0-9a-f]+)"
post desk /accounts/security/reset csrf=$TOKEN
status 409
post desk /accounts/system/roles csrf=$TOKEN kind=security reason=x
status 403

then what the desk holds is not on the public face
get public /registers/requests
status 404
get public /journal
status 404
get public /accounts
status 404

then each refusal stands in the journal, without what was asked of whom
as audit
get desk /signin
submit 登录 login=audit password=lianxin-demo-2024
follow
get desk /journal
status 200
text 越权被拒
get desk /journal/export.jsonl
status 200
html "object":"request"
no-text 演示申请人
stop
exit 0

scenario the supervisor cannot find out a name by searching for it
demo
serve
as watcher
get desk /signin
submit 登录 login=supervisor password=lianxin-demo-2024
follow
get desk /registers/requests?year=2024
status 200
get desk /registers/requests?year=2024&q=演示
status 403
text 不能在这个台账里按文字查找
get desk /registers/records?year=2024&q=通知
status 200
stop
exit 0
