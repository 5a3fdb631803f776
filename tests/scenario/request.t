# SPDX-License-Identifier: MulanPSL-2.0
# Disclosure on request over the command line: each way a request may end, to its cell of the year's table,
# and what the law refuses.

scenario Every ending is counted once, in the cell of its outcome
demo
clock 2026-11-23T09:00
file a.json
    {"kind": "natural", "name": "玥旸𬭸", "phone": "0911-1234567", "info_name": "2024年征地补偿方案"}
run request new --data a.json --on 2026-03-02 --json
exit 0
json number "2026-00001"
steps 2026-00001
    2026-03-02 register @clerk
    2026-03-03 withdraw @clerk
    2026-03-20 draft withdrawn @clerk
    2026-03-20 review @head
    2026-03-20 check @head
    2026-03-23 approve @approver
    2026-03-23 issue @clerk
    2026-03-23 serve signed @clerk
run request show 2026-00001 --json
json outcome "f3"
json replied "2026-03-23"
run request new --data a.json --on 2026-03-02 --json
exit 0
json number "2026-00002"
steps 2026-00002
    2026-03-02 register @clerk
    2026-03-20 draft ended @clerk
    2026-03-20 review @head
    2026-03-20 check @head
    2026-03-23 approve @approver
    2026-03-23 issue @clerk
    2026-03-23 serve signed @clerk
run request show 2026-00002 --json
json outcome "f3"
json replied "2026-03-23"
run request new --data a.json --on 2026-03-02 --json
exit 0
json number "2026-00003"
steps 2026-00003
    2026-03-02 register @clerk
    2026-03-03 ask-clarification 5 @clerk
    2026-03-04 notice-served @clerk
    2026-03-12 lapse-clarification @clerk
    2026-03-20 draft unclarified @clerk
    2026-03-20 review @head
    2026-03-20 check @head
    2026-03-23 approve @approver
    2026-03-23 issue @clerk
    2026-03-23 serve signed @clerk
run request show 2026-00003 --json
json outcome "f1"
json replied "2026-03-23"
run request new --data a.json --on 2026-03-02 --json
exit 0
json number "2026-00004"
steps 2026-00004
    2026-03-02 register @clerk
    2026-03-03 ask-fee @head
    2026-03-04 notice-served @clerk
    2026-04-10 lapse-fee @clerk
    2026-04-13 draft unpaid @clerk
    2026-04-13 review @head
    2026-04-13 check @head
    2026-04-14 approve @approver
    2026-04-14 issue @clerk
    2026-04-14 serve signed @clerk
run request show 2026-00004 --json
json outcome "f2"
json replied "2026-04-14"
run request new --data a.json --on 2026-03-02 --json
exit 0
json number "2026-00005"
steps 2026-00005
    2026-03-02 register @clerk
    2026-03-03 ask-clarification 5 @clerk
    2026-03-04 notice-served @clerk
    2026-03-05 clarified @clerk
    2026-03-20 draft unclear @clerk
    2026-03-20 review @head
    2026-03-20 check @head
    2026-03-23 approve @approver
    2026-03-23 issue @clerk
    2026-03-23 serve signed @clerk
run request show 2026-00005 --json
json outcome "d3"
json replied "2026-03-23"
run request new --data a.json --on 2026-03-02 --json
exit 0
json number "2026-00006"
steps 2026-00006
    2026-03-02 register @clerk
    2026-03-20 draft petition @clerk
    2026-03-20 review @head
    2026-03-20 check @head
    2026-03-23 approve @approver
    2026-03-23 issue @clerk
    2026-03-23 serve signed @clerk
run request show 2026-00006 --json
json outcome "e1"
json replied "2026-03-23"
run request new --data a.json --on 2026-03-02 --json
exit 0
json number "2026-00007"
steps 2026-00007
    2026-03-02 register @clerk
    2026-03-20 draft publication @clerk
    2026-03-20 review @head
    2026-03-20 check @head
    2026-03-23 approve @approver
    2026-03-23 issue @clerk
    2026-03-23 serve signed @clerk
run request show 2026-00007 --json
json outcome "e3"
json replied "2026-03-23"
run request new --data a.json --on 2026-03-02 --json
exit 0
json number "2026-00008"
steps 2026-00008
    2026-03-02 register @clerk
    2026-03-20 draft reissue @clerk
    2026-03-20 review @head
    2026-03-20 check @head
    2026-03-23 approve @approver
    2026-03-23 issue @clerk
    2026-03-23 serve signed @clerk
run request show 2026-00008 --json
json outcome "e5"
json replied "2026-03-23"
run request new --data a.json --on 2026-03-02 --json
exit 0
json number "2026-00009"
steps 2026-00009
    2026-03-02 register @clerk
    2026-03-20 draft repeated @clerk
    2026-03-20 review @head
    2026-03-20 check @head
    2026-03-23 approve @approver
    2026-03-23 issue @clerk
    2026-03-23 serve signed @clerk
run request show 2026-00009 --json
json outcome "e2"
json replied "2026-03-23"
run request new --data a.json --on 2026-03-02 --json
exit 0
json number "2026-00010"
steps 2026-00010
    2026-03-02 register @clerk
    2026-03-03 ask-reasons 5 @clerk
    2026-03-04 notice-served @clerk
    2026-03-05 reasons-given @clerk
    2026-03-20 draft abusive @clerk
    2026-03-20 review @head
    2026-03-20 check @head
    2026-03-23 approve @approver
    2026-03-23 issue @clerk
    2026-03-23 serve signed @clerk
run request show 2026-00010 --json
json outcome "e4"
json replied "2026-03-23"
run request new --data a.json --on 2026-03-02 --json
exit 0
json number "2026-00011"
steps 2026-00011
    2026-03-02 register @clerk
    2026-03-20 draft inquiry @clerk
    2026-03-20 review @head
    2026-03-20 check @head
    2026-03-23 approve @approver
    2026-03-23 issue @clerk
    2026-03-23 serve signed @clerk
run request show 2026-00011 --json
json outcome "c8"
json replied "2026-03-23"
run request new --data a.json --on 2026-03-02 --json
exit 0
json number "2026-00012"
steps 2026-00012
    2026-03-02 register @clerk
    2026-03-20 draft not-ours @clerk
    2026-03-20 review @head
    2026-03-20 check @head
    2026-03-23 approve @approver
    2026-03-23 issue @clerk
    2026-03-23 serve signed @clerk
run request show 2026-00012 --json
json outcome "d1"
json replied "2026-03-23"
run request new --data a.json --on 2026-03-02 --json
exit 0
json number "2026-00013"
steps 2026-00013
    2026-03-02 register @clerk
    2026-03-20 draft to-be-made @clerk
    2026-03-20 review @head
    2026-03-20 check @head
    2026-03-23 approve @approver
    2026-03-23 issue @clerk
    2026-03-23 serve signed @clerk
run request show 2026-00013 --json
json outcome "d2"
json replied "2026-03-23"
run request new --data a.json --on 2026-03-02 --json
exit 0
json number "2026-00014"
steps 2026-00014
    2026-03-02 register @clerk
    2026-03-03 search @clerk
    2026-03-20 draft absent @clerk
    2026-03-20 review @head
    2026-03-20 check @head
    2026-03-23 approve @approver
    2026-03-23 issue @clerk
    2026-03-23 serve signed @clerk
run request show 2026-00014 --json
json outcome "d1"
json replied "2026-03-23"
run request new --data a.json --on 2026-03-02 --json
exit 0
json number "2026-00015"
steps 2026-00015
    2026-03-02 register @clerk
    2026-03-20 draft published @clerk
    2026-03-20 review @head
    2026-03-20 check @head
    2026-03-23 approve @approver
    2026-03-23 issue @clerk
    2026-03-23 serve signed @clerk
run request show 2026-00015 --json
json outcome "a"
json replied "2026-03-23"
run request new --data a.json --on 2026-03-02 --json
exit 0
json number "2026-00016"
steps 2026-00016
    2026-03-02 register @clerk
    2026-03-20 draft part @clerk
    2026-03-20 review @head
    2026-03-20 check @head
    2026-03-23 approve @approver
    2026-03-23 issue @clerk
    2026-03-23 serve signed @clerk
run request show 2026-00016 --json
json outcome "b"
json replied "2026-03-23"
run request new --data a.json --on 2026-03-02 --json
exit 0
json number "2026-00017"
steps 2026-00017
    2026-03-02 register @clerk
    2026-03-20 draft secret @clerk
    2026-03-20 review @head
    2026-03-20 check @head
    2026-03-23 approve @approver
    2026-03-23 issue @clerk
    2026-03-23 serve signed @clerk
run request show 2026-00017 --json
json outcome "c1"
json replied "2026-03-23"
run request new --data a.json --on 2026-03-02 --json
exit 0
json number "2026-00018"
steps 2026-00018
    2026-03-02 register @clerk
    2026-03-20 draft forbidden @clerk
    2026-03-20 review @head
    2026-03-20 check @head
    2026-03-23 approve @approver
    2026-03-23 issue @clerk
    2026-03-23 serve signed @clerk
run request show 2026-00018 --json
json outcome "c2"
json replied "2026-03-23"
run request new --data a.json --on 2026-03-02 --json
exit 0
json number "2026-00019"
steps 2026-00019
    2026-03-02 register @clerk
    2026-03-20 draft security @clerk
    2026-03-20 review @head
    2026-03-20 check @head
    2026-03-23 approve @approver
    2026-03-23 issue @clerk
    2026-03-23 serve signed @clerk
run request show 2026-00019 --json
json outcome "c3"
json replied "2026-03-23"
run request new --data a.json --on 2026-03-02 --json
exit 0
json number "2026-00020"
steps 2026-00020
    2026-03-02 register @clerk
    2026-03-03 consult-third @clerk 某某公司
    2026-03-04 consult-served 1 @clerk
    2026-03-06 refused 1 @clerk
    2026-03-20 draft third-party @clerk
    2026-03-20 review @head
    2026-03-20 check @head
    2026-03-23 approve @approver
    2026-03-23 issue @clerk
    2026-03-23 serve signed @clerk
run request show 2026-00020 --json
json outcome "c4"
json replied "2026-03-23"
run request new --data a.json --on 2026-03-02 --json
exit 0
json number "2026-00021"
steps 2026-00021
    2026-03-02 register @clerk
    2026-03-20 draft internal @clerk
    2026-03-20 review @head
    2026-03-20 check @head
    2026-03-23 approve @approver
    2026-03-23 issue @clerk
    2026-03-23 serve signed @clerk
run request show 2026-00021 --json
json outcome "c5"
json replied "2026-03-23"
run request new --data a.json --on 2026-03-02 --json
exit 0
json number "2026-00022"
steps 2026-00022
    2026-03-02 register @clerk
    2026-03-20 draft process @clerk
    2026-03-20 review @head
    2026-03-20 check @head
    2026-03-23 approve @approver
    2026-03-23 issue @clerk
    2026-03-23 serve signed @clerk
run request show 2026-00022 --json
json outcome "c6"
json replied "2026-03-23"
run request new --data a.json --on 2026-03-02 --json
exit 0
json number "2026-00023"
steps 2026-00023
    2026-03-02 register @clerk
    2026-03-20 draft enforcement @clerk
    2026-03-20 review @head
    2026-03-20 check @head
    2026-03-23 approve @approver
    2026-03-23 issue @clerk
    2026-03-23 serve signed @clerk
run request show 2026-00023 --json
json outcome "c7"
json replied "2026-03-23"
run request new --data a.json --on 2026-03-02 --json
exit 0
json number "2026-00024"
steps 2026-00024
    2026-03-02 register @clerk
    2026-03-20 draft given @clerk
    2026-03-20 review @head
    2026-03-20 check @head
    2026-03-23 approve @approver
    2026-03-23 issue @clerk
    2026-03-23 serve signed @clerk
run request show 2026-00024 --json
json outcome "a"
json replied "2026-03-23"
run report --year 2026 --json
json table3.a.0 2
json table3.b.0 1
json table3.c1.0 1
json table3.c2.0 1
json table3.c3.0 1
json table3.c4.0 1
json table3.c5.0 1
json table3.c6.0 1
json table3.c7.0 1
json table3.c8.0 1
json table3.d1.0 2
json table3.d2.0 1
json table3.d3.0 1
json table3.e1.0 1
json table3.e2.0 1
json table3.e3.0 1
json table3.e4.0 1
json table3.e5.0 1
json table3.f1.0 1
json table3.f2.0 1
json table3.f3.0 2
run verify
exit 0

then What is archived owes nothing more
steps 2026-00024
    2026-03-24 archive @clerk
run request show 2026-00024 --json
json state "archived"
json next_due null

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
run request event 2026-00001 draft --agency 测试市 --on 2026-10-30 --as city-clerk --value given
exit 1
stderr 未收件
# an extension of 21 days
run request event 2026-00001 extend --agency 测试市 --on 2026-11-03 --as city-head --value 21
exit 1
stderr 延期不超过20个工作日
# an extension by a clerk
run request event 2026-00001 extend --agency 测试市 --on 2026-11-03 --as city-clerk --value 10
exit 1
stderr 工作机构负责人
# absent without a search
run request event 2026-00001 draft --agency 测试市 --on 2026-11-03 --as city-clerk --value absent
exit 1
stderr 检索记录
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
    2026-11-04 extend-told @city-clerk
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
