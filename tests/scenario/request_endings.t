# SPDX-License-Identifier: MulanPSL-2.0
# Disclosure on request over the command line: each way a request may end, to its cell of the year's table.

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
