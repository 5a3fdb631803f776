# SPDX-License-Identifier: MulanPSL-2.0
# Disclosure on request over the command line: what the law refuses, wrong usage, the register's entries.

scenario What the law refuses, in its own words, and writes nothing
demo
clock 2026-11-23T09:00
file a.json
    {"kind": "natural", "name": "玥旸", "phone": "0911-1234567", "info_name": "2024年征地补偿方案"}
run request new --agency 测试市 --data a.json --on 2026-11-02 --json
exit 0
steps 2026-00001 --agency 测试市
    2026-11-02 register @city-clerk
# reply before anything was received
run request event 2026-00001 review --agency 测试市 --on 2026-10-30 --as city-head
exit 1
stderr 日期不能早于收到申请的日期（2026年11月2日）
# an extension of 21 days
run request event 2026-00001 extend --agency 测试市 --on 2026-11-03 --as city-head --value 21
exit 1
stderr 延期不超过20个工作日
# an extension by a clerk
run request event 2026-00001 extend --agency 测试市 --on 2026-11-03 --as city-clerk --value 10
exit 1
stderr 工作机构负责人
# silence without proof of service
run request event 2026-00001 silent --agency 测试市 --on 2026-11-03 --as city-clerk --value 1
exit 1
stderr 不能办理
# a day to come
run request event 2026-00001 register --agency 测试市 --on 2026-11-24 --as city-clerk
exit 1
stderr 今天以后
# archived before served
run request event 2026-00001 archive --agency 测试市 --on 2026-11-04 --as city-clerk
exit 1
stderr 不能办理
run request show 2026-00001 --agency 测试市 --json
json state "handling"
json-count steps 2

then A second extension, and payment after the reply's day
steps 2026-00001 --agency 测试市
    2026-11-03 extend 5 @city-head
    2026-11-04 extend-told* @city-clerk
run request event 2026-00001 extend --agency 测试市 --on 2026-11-05 --as city-head --value 5
exit 1
stderr 延期
run request event 2026-00001 paid --agency 测试市 --on 2026-11-05 --as city-clerk
exit 1
stderr 不能办理

then Wrong usage
run request
exit 2
run request fly
exit 2
run request show 2026-99999 --agency 测试市
exit 1
stderr no request
run request event 2026-00001 fly --agency 测试市 --as city-clerk
exit 2
run request event 2026-00001 draft --value nonsense --agency 测试市 --as city-clerk
exit 2
stderr --value
run request new --agency 测试市
exit 2
stderr --data
run request new --agency 测试市 --data nowhere.json
exit 3
file b.json
    {"kind": "natural", "name": "某", "id_type": "resident", "id_number": "123", "purpose": "x"}
run request new --agency 测试市 --data b.json
exit 1
stderr no field
file c.json
    {"kind": "natural", "name": "某", "id_type": "resident", "id_number": "123"}
run request new --agency 测试市 --data c.json --json
exit 1
json ok false
json-count problems 3

then Without the key nothing personal is taken in
python
    import os
    for name in os.listdir(DIR):
        if name.endswith(".key"): os.remove(os.path.join(DIR, name))
run request new --agency 测试市 --data a.json
exit 3

scenario A reply is served with its manner and what has to be kept of it
demo
clock 2026-03-30T09:00
file a.json
    {"kind": "natural", "name": "玥旸", "phone": "0911-1234567", "info_name": "2024年征地补偿方案"}
run request new --data a.json --on 2026-03-02 --json
json number "2026-00001"
steps 2026-00001
    2026-03-02 register @clerk
run request event 2026-00001 advise-transfer --on 2026-03-02 --as clerk
exit 1
stderr 请写明由哪个机关负责公开
run request letter 2026-00001 R4 --value security --give 3x --as clerk
exit 2
stderr --give
run request letter 2026-00001 R4 --value security --give 99 --as clerk
exit 1
stderr File 99 cannot go with this letter
letter 2026-00001 R4 --value security --give none --as clerk
    {"reason": "公开后果经逐项审查"}
steps 2026-00001
    2026-03-03 draft+ security @clerk
    2026-03-03 review @head
    2026-03-03 check @head
    2026-03-03 approve @approver
    2026-03-03 issue+ @clerk
run request event 2026-00001 serve --on 2026-03-03 --as clerk
exit 2
stderr --manner is missing; it is one of counter, ems, registered, online, email, fax, notice
run request event 2026-00001 serve --value signed --manner counter --who 张三 --on 2026-03-03 --as clerk
exit 2
stderr --value
run request event 2026-00001 serve --manner pigeon --on 2026-03-03 --as clerk
exit 2
stderr counter, ems
run request event 2026-00001 archive --who 张三 --on 2026-03-03 --as clerk
exit 2
stderr --who belongs to
run request event 2026-00001 serve --manner ems --signed 2026-03-04 --on 2026-03-03 --as clerk --json
exit 1
json ok false
json problems.0.field "mail-number"
json problems.0.text "请填写EMS或者挂号信的邮件编号。"
run request event 2026-00001 serve --manner ems --mail-number EX1 --signed 2026-03-02 --on 2026-03-03 --as clerk
exit 1
stderr 签收日期应当在交寄日期以后
run request event 2026-00001 serve --manner counter --mail-number EX1 --who 张三 --on 2026-03-03 --as clerk
exit 1
stderr 当面签收不用填写邮件编号
run request event 2026-00001 serve --manner notice --where 古城日报 --on 2026-03-03 --as clerk
exit 1
stderr 满30日才视为送达
run request event 2026-00001 serve --manner ems --mail-number EX123 --on 2026-03-03 --as reviewer
exit 1
run request show 2026-00001 --json
json state "issued"
json-count services 0
run request event 2026-00001 serve --manner ems --mail-number EX123 --signed 2026-03-05 --who 门卫 --on 2026-03-03 --as clerk --json
exit 0
json state "served"
json replied "2026-03-03"
run request show 2026-00001 --json
json-count services 1
json services.0.manner "ems"
json services.0.on "2026-03-03"
json services.0.signed "2026-03-05"
json services.0.mail_number "EX123"
run request signed 2026-00001 --signed 2026-03-06 --as clerk
exit 1
stderr 请写明为什么更正
run request signed 2026-00001 --signed 2026-03-06 --note 看错了回执 --as clerk
exit 0
run request show 2026-00001 --json
json services.0.signed "2026-03-06"
json replied "2026-03-03"
run request event 2026-00001 serve-failed --on 2026-03-09 --as clerk
exit 1
stderr 已经登记2026-03-06签收
run request signed 2026-00001 --note 那是另一件的回执 --as clerk
exit 0
run request show 2026-00001 --json
json services.0.signed null
run verify
exit 0
serve
as clerk
get desk /signin
submit 登录 login=clerk password=lianxin-demo-2024
follow
get desk /cases
click 2026-00001
text 邮件的签收日期还没有登记
text 答复交寄已经27天，还没有登记签收日期。请查询邮件EX123的投递情况
click 登记签收日期
submit 登记 signed=
status 422
text 请填写对方签收日期
submit 登记 signed=2026-03-02
status 422
text 签收日期应当在交寄日期2026-03-03以后
copy tests/data/files/shot.png shot.png
submit 登记 signed=2026-03-05 who=门卫 files@shot.png
status 303
follow
text 签收日期已保存
text 对方签收日期：2026-03-05
text 申请人2026年3月5日收到答复：申请行政复议的60日到2026年5月6日。应当先申请行政复议（行政复议法第二十三条），不能直接起诉
no-text 还没有登记签收日期
text shot.png
text 送达凭证
click 更正签收日期
html value="2026-03-05"
submit 更正 signed=2026-03-04
status 422
text 请填写为什么更正
as other
get desk /signin
submit 登录 login=reviewer password=lianxin-demo-2024
follow
get desk /cases
click 2026-00001
click 更正签收日期
submit 更正 signed=2026-03-06 reason=邮局更正
follow
text 对方签收日期：2026-03-06
as clerk
submit 更正 signed=2026-03-07 reason=看错了
status 409
text 您填写的时候，这一件有别人办理过
text 对方签收日期：2026-03-06
html value="2026-03-07"
submit 更正
follow
text 对方签收日期：2026-03-07

scenario An entry of the register goes into the flow
demo
clock 2025-03-03T09:00
file in.csv
    number,received,channel,requester_kind,requester_name,subject,outcome,replied
    旧-1,2025-02-20,email,natural,某某,某文件,,
    旧-2,2025-02-20,counter,natural,某某,某文件,a,2025-02-21
run import --register requests --agency 测试市 in.csv
exit 0
run request adopt 旧-1 --agency 测试市 --json
exit 0
json state "received"
json received "2025-02-20"
run request adopt 旧-1 --agency 测试市
exit 1
run request adopt 旧-2 --agency 测试市
exit 1
run request list --agency 测试市 --json
exit 0
json-count requests 1
run verify
exit 0

scenario The number as a telephone reads it on the slip and on the receipt P1, never the query code
demo
clock 2026-03-02T09:00
serve
as clerk
get desk /signin
submit 登录 login=clerk password=lianxin-demo-2024
follow
get desk /cases/new?channel=counter
submit 登记 kind=natural name=演示张三 phone=13800000000 info_name=2024年征地补偿方案
text 交给申请人
save NUMBER (2026-\d{5})
scan $NUMBER
get desk /cases
click $NUMBER
click 起草文书
get desk /cases/1/letters/new?kind=P1
submit 保存并预览
follow
scan $NUMBER
submit 编号印发 on=2026-03-02
follow
text 已印发
get desk /cases/1/letters/1/paper/pdf
starts %PDF-
scan $NUMBER

scenario A step entered by mistake is struck from the command line, and only one that can be
demo
clock 2026-03-30T09:00
file a.json
    {"kind": "natural", "name": "玥旸", "phone": "0911-1234567", "info_name": "2024年征地补偿方案"}
run request new --data a.json --on 2026-03-02 --json
json number "2026-00001"
steps 2026-00001
    2026-03-02 register @clerk
run request event 2026-00001 assist --party 财政所 --on 2026-03-04 --as clerk
exit 0
run request show 2026-00001
stdout 2026-03-04 assist #
run request show 2026-00001 --json
save FIRST "id":(\d+),"on":"2026-03-02","event":"arrive"
save STEP "id":(\d+),"on":"2026-03-04","event":"assist"
run request strike 2026-00001 assist --note 记错 --as clerk
exit 2
stderr "assist" is no step; `request show NUMBER` has their numbers
run request strike 2026-00001 $STEP --as clerk --json
exit 1
json problems.0.field "note"
json problems.0.text "请写明作废的理由，不超过500字。"
run request strike 2026-00001 $STEP --note 记错 --as approver
exit 1
stderr 您没有“作废登记错的办理步骤”的权限。
run request strike 2026-00001 $FIRST --note 记错 --as clerk
exit 1
stderr 收件不能作废
run request strike 2026-00001 999999 --note 记错 --as clerk
exit 1
stderr 没有这一步，或者它已经作废。
run request strike 2026-00001 $STEP --note 记错 --as clerk
exit 0
run request show 2026-00001
stdout 2026-03-04 assist #$STEP（已作废）
run request strike 2026-00001 $STEP --note 记错 --as clerk
stderr 没有这一步，或者它已经作废。
run verify
exit 0
