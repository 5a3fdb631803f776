# SPDX-License-Identifier: MulanPSL-2.0
# Disclosure on request over the command line: each way a request may end, to its letter and to its cell of the
# year's table.

scenario Every ending is counted once, in the cell of its outcome
demo
clock 2026-11-23T09:00
file a.json
    {"kind": "natural", "name": "玥旸𬭸", "phone": "0911-1234567", "info_name": "2024年征地补偿方案"}
# withdrawn
run request new --data a.json --on 2026-03-02 --json
json number "2026-00001"
steps 2026-00001
    2026-03-02 register @clerk
    2026-03-03 withdraw @clerk
letter 2026-00001 F3 --value withdrawn --as clerk
    {"reason": "申请人书面撤回", "ground": "申请人撤回申请"}
steps 2026-00001
    2026-03-20 draft+ withdrawn @clerk
    2026-03-20 review @head
    2026-03-20 check @head
    2026-03-23 approve @approver
    2026-03-23 issue+ @clerk
    2026-03-23 serve signed @clerk
run request show 2026-00001 --json
json outcome "f3"
# ended
run request new --data a.json --on 2026-03-02 --json
json number "2026-00002"
steps 2026-00002
    2026-03-02 register @clerk
letter 2026-00002 F3 --value ended --as clerk
    {"reason": "申请人死亡，无人承受", "ground": "申请人死亡且无人承受"}
steps 2026-00002
    2026-03-20 draft+ ended @clerk
    2026-03-20 review @head
    2026-03-20 check @head
    2026-03-23 approve @approver
    2026-03-23 issue+ @clerk
    2026-03-23 serve signed @clerk
run request show 2026-00002 --json
json outcome "f3"
# unclarified
run request new --data a.json --on 2026-03-02 --json
json number "2026-00003"
steps 2026-00003
    2026-03-02 register @clerk
    2026-03-03 ask-clarification* 5 @clerk
    2026-03-04 notice-served @clerk
    2026-03-12 lapse-clarification @clerk
letter 2026-00003 F1 --value unclarified --as clerk
    {"earlier": "2026-03-03", "earlier_number": "古政公补〔2026〕1号", "expired": "2026-03-11"}
steps 2026-00003
    2026-03-20 draft+ unclarified @clerk
    2026-03-20 review @head
    2026-03-20 check @head
    2026-03-23 approve @approver
    2026-03-23 issue+ @clerk
    2026-03-23 serve signed @clerk
run request show 2026-00003 --json
json outcome "f1"
# unpaid
run request new --data a.json --on 2026-03-02 --json
json number "2026-00004"
steps 2026-00004
    2026-03-02 register @clerk
    2026-03-03 ask-fee* @head
    2026-03-04 notice-served @clerk
    2026-04-10 lapse-fee @clerk
letter 2026-00004 F2 --value unpaid --as clerk
    {"earlier": "2026-03-03", "earlier_number": "古政公费〔2026〕1号", "expired": "2026-04-01"}
steps 2026-00004
    2026-04-13 draft+ unpaid @clerk
    2026-04-13 review @head
    2026-04-13 check @head
    2026-04-14 approve @approver
    2026-04-14 issue+ @clerk
    2026-04-14 serve signed @clerk
run request show 2026-00004 --json
json outcome "f2"
# unclear
run request new --data a.json --on 2026-03-02 --json
json number "2026-00005"
steps 2026-00005
    2026-03-02 register @clerk
    2026-03-03 ask-clarification* 5 @clerk
    2026-03-04 notice-served @clerk
    2026-03-05 clarified @clerk
letter 2026-00005 R10 --value unclear --as clerk
    {"unclear": "所指的项目"}
steps 2026-00005
    2026-03-20 draft+ unclear @clerk
    2026-03-20 review @head
    2026-03-20 check @head
    2026-03-23 approve @approver
    2026-03-23 issue+ @clerk
    2026-03-23 serve signed @clerk
run request show 2026-00005 --json
json outcome "d3"
# petition
run request new --data a.json --on 2026-03-02 --json
json number "2026-00006"
steps 2026-00006
    2026-03-02 register @clerk
letter 2026-00006 R11 --value petition --as clerk
    {"nature": "投诉举报", "reason": "反映的是占地纠纷", "where": "县信访局"}
steps 2026-00006
    2026-03-20 draft+ petition @clerk
    2026-03-20 review @head
    2026-03-20 check @head
    2026-03-23 approve @approver
    2026-03-23 issue+ @clerk
    2026-03-23 serve signed @clerk
run request show 2026-00006 --json
json outcome "e1"
# publication
run request new --data a.json --on 2026-03-02 --json
json number "2026-00007"
steps 2026-00007
    2026-03-02 register @clerk
letter 2026-00007 R12 --value publication --as clerk
    {"publication": "《平安县志》", "where": "县图书馆"}
steps 2026-00007
    2026-03-20 draft+ publication @clerk
    2026-03-20 review @head
    2026-03-20 check @head
    2026-03-23 approve @approver
    2026-03-23 issue+ @clerk
    2026-03-23 serve signed @clerk
run request show 2026-00007 --json
json outcome "e3"
# reissue
run request new --data a.json --on 2026-03-02 --json
json number "2026-00008"
steps 2026-00008
    2026-03-02 register @clerk
letter 2026-00008 R14 --value reissue --as clerk
    {"facts": "要求加盖印章确认已经取得的文件"}
steps 2026-00008
    2026-03-20 draft+ reissue @clerk
    2026-03-20 review @head
    2026-03-20 check @head
    2026-03-23 approve @approver
    2026-03-23 issue+ @clerk
    2026-03-23 serve signed @clerk
run request show 2026-00008 --json
json outcome "e5"
# repeated
run request new --data a.json --on 2026-03-02 --json
json number "2026-00009"
steps 2026-00009
    2026-03-02 register @clerk
letter 2026-00009 R7 --value repeated --as clerk
    {"earlier": "2026-01-05", "earlier_number": "古政公复〔2026〕9号"}
steps 2026-00009
    2026-03-20 draft+ repeated @clerk
    2026-03-20 review @head
    2026-03-20 check @head
    2026-03-23 approve @approver
    2026-03-23 issue+ @clerk
    2026-03-23 serve signed @clerk
run request show 2026-00009 --json
json outcome "e2"
# abusive
run request new --data a.json --on 2026-03-02 --json
json number "2026-00010"
steps 2026-00010
    2026-03-02 register @clerk
    2026-03-03 ask-reasons* 5 @clerk
    2026-03-04 notice-served @clerk
    2026-03-05 reasons-given @clerk
letter 2026-00010 R13 --value abusive --as clerk
    {"facts": "一个月内提交申请120件", "reason": "说明的理由与所申请的信息没有关联"}
steps 2026-00010
    2026-03-20 draft+ abusive @clerk
    2026-03-20 review @head
    2026-03-20 check @head
    2026-03-23 approve @approver
    2026-03-23 issue+ @clerk
    2026-03-23 serve signed @clerk
run request show 2026-00010 --json
json outcome "e4"
# inquiry
run request new --data a.json --on 2026-03-02 --json
json number "2026-00011"
steps 2026-00011
    2026-03-02 register @clerk
letter 2026-00011 R8 --value inquiry --as clerk
    {"special_law": "《不动产登记暂行条例》第二十七条", "where": "县不动产登记中心"}
steps 2026-00011
    2026-03-20 draft+ inquiry @clerk
    2026-03-20 review @head
    2026-03-20 check @head
    2026-03-23 approve @approver
    2026-03-23 issue+ @clerk
    2026-03-23 serve signed @clerk
run request show 2026-00011 --json
json outcome "c8"
# not-ours
run request new --data a.json --on 2026-03-02 --json
json number "2026-00012"
steps 2026-00012
    2026-03-02 register @clerk
letter 2026-00012 R6 --value not-ours --as clerk
    {"reason": "该信息由县自然资源局制作"}
steps 2026-00012
    2026-03-20 draft+ not-ours @clerk
    2026-03-20 review @head
    2026-03-20 check @head
    2026-03-23 approve @approver
    2026-03-23 issue+ @clerk
    2026-03-23 serve signed @clerk
run request show 2026-00012 --json
json outcome "d1"
# to-be-made
run request new --data a.json --on 2026-03-02 --json
json number "2026-00013"
steps 2026-00013
    2026-03-02 register @clerk
letter 2026-00013 R9 --value to-be-made --as clerk
    {"reason": "需要对三年数据加工、分析"}
steps 2026-00013
    2026-03-20 draft+ to-be-made @clerk
    2026-03-20 review @head
    2026-03-20 check @head
    2026-03-23 approve @approver
    2026-03-23 issue+ @clerk
    2026-03-23 serve signed @clerk
run request show 2026-00013 --json
json outcome "d2"
# absent
run request new --data a.json --on 2026-03-02 --json
json number "2026-00014"
steps 2026-00014
    2026-03-02 register @clerk
    2026-03-03 search @clerk {"searcher": "档案室", "place": "文书档案", "words": "征地补偿", "found": "没有查到"}
letter 2026-00014 R5 --value absent --as clerk
    {}
steps 2026-00014
    2026-03-20 draft+ absent @clerk
    2026-03-20 review @head
    2026-03-20 check @head
    2026-03-23 approve @approver
    2026-03-23 issue+ @clerk
    2026-03-23 serve signed @clerk
run request show 2026-00014 --json
json outcome "d1"
# published
run request new --data a.json --on 2026-03-02 --json
json number "2026-00015"
steps 2026-00015
    2026-03-02 register @clerk
letter 2026-00015 R1 --value published --as clerk
    {"where": "县人民政府网站政府信息公开专栏"}
steps 2026-00015
    2026-03-20 draft+ published @clerk
    2026-03-20 review @head
    2026-03-20 check @head
    2026-03-23 approve @approver
    2026-03-23 issue+ @clerk
    2026-03-23 serve signed @clerk
run request show 2026-00015 --json
json outcome "a"
# part
run request new --data a.json --on 2026-03-02 --json
json number "2026-00016"
steps 2026-00016
    2026-03-02 register @clerk
letter 2026-00016 R3 --value part --as clerk
    {"disclosed": "方案正文", "provision": "纸面，当面领取", "withheld": "名册｜c4｜含有他人银行账号"}
steps 2026-00016
    2026-03-20 draft+ part @clerk
    2026-03-20 review @head
    2026-03-20 check @head
    2026-03-23 approve @approver
    2026-03-23 issue+ @clerk
    2026-03-23 serve signed @clerk
run request show 2026-00016 --json
json outcome "b"
# secret
run request new --data a.json --on 2026-03-02 --json
json number "2026-00017"
steps 2026-00017
    2026-03-02 register @clerk
letter 2026-00017 R4 --value secret --as clerk
    {"reason": "公开后果经逐项审查"}
steps 2026-00017
    2026-03-20 draft+ secret @clerk
    2026-03-20 review @head
    2026-03-20 check @head
    2026-03-23 approve @approver
    2026-03-23 issue+ @clerk
    2026-03-23 serve signed @clerk
run request show 2026-00017 --json
json outcome "c1"
# forbidden
run request new --data a.json --on 2026-03-02 --json
json number "2026-00018"
steps 2026-00018
    2026-03-02 register @clerk
letter 2026-00018 R4 --value forbidden --as clerk
    {"reason": "公开后果经逐项审查"}
steps 2026-00018
    2026-03-20 draft+ forbidden @clerk
    2026-03-20 review @head
    2026-03-20 check @head
    2026-03-23 approve @approver
    2026-03-23 issue+ @clerk
    2026-03-23 serve signed @clerk
run request show 2026-00018 --json
json outcome "c2"
# security
run request new --data a.json --on 2026-03-02 --json
json number "2026-00019"
steps 2026-00019
    2026-03-02 register @clerk
letter 2026-00019 R4 --value security --as clerk
    {"reason": "公开后果经逐项审查"}
steps 2026-00019
    2026-03-20 draft+ security @clerk
    2026-03-20 review @head
    2026-03-20 check @head
    2026-03-23 approve @approver
    2026-03-23 issue+ @clerk
    2026-03-23 serve signed @clerk
run request show 2026-00019 --json
json outcome "c3"
# third-party
run request new --data a.json --on 2026-03-02 --json
json number "2026-00020"
steps 2026-00020
    2026-03-02 register @clerk
    2026-03-03 consult-third* @clerk 某某公司
    2026-03-04 consult-served 1 @clerk
    2026-03-06 refused 1 @clerk
letter 2026-00020 R4 --value third-party --as clerk
    {"reason": "公开后果经逐项审查"}
steps 2026-00020
    2026-03-20 draft+ third-party @clerk
    2026-03-20 review @head
    2026-03-20 check @head
    2026-03-23 approve @approver
    2026-03-23 issue+ @clerk
    2026-03-23 serve signed @clerk
run request show 2026-00020 --json
json outcome "c4"
# internal
run request new --data a.json --on 2026-03-02 --json
json number "2026-00021"
steps 2026-00021
    2026-03-02 register @clerk
letter 2026-00021 R4 --value internal --as clerk
    {"reason": "公开后果经逐项审查"}
steps 2026-00021
    2026-03-20 draft+ internal @clerk
    2026-03-20 review @head
    2026-03-20 check @head
    2026-03-23 approve @approver
    2026-03-23 issue+ @clerk
    2026-03-23 serve signed @clerk
run request show 2026-00021 --json
json outcome "c5"
# process
run request new --data a.json --on 2026-03-02 --json
json number "2026-00022"
steps 2026-00022
    2026-03-02 register @clerk
letter 2026-00022 R4 --value process --as clerk
    {"reason": "公开后果经逐项审查"}
steps 2026-00022
    2026-03-20 draft+ process @clerk
    2026-03-20 review @head
    2026-03-20 check @head
    2026-03-23 approve @approver
    2026-03-23 issue+ @clerk
    2026-03-23 serve signed @clerk
run request show 2026-00022 --json
json outcome "c6"
# enforcement
run request new --data a.json --on 2026-03-02 --json
json number "2026-00023"
steps 2026-00023
    2026-03-02 register @clerk
letter 2026-00023 R4 --value enforcement --as clerk
    {"reason": "公开后果经逐项审查"}
steps 2026-00023
    2026-03-20 draft+ enforcement @clerk
    2026-03-20 review @head
    2026-03-20 check @head
    2026-03-23 approve @approver
    2026-03-23 issue+ @clerk
    2026-03-23 serve signed @clerk
run request show 2026-00023 --json
json outcome "c7"
# given
run request new --data a.json --on 2026-03-02 --json
json number "2026-00024"
steps 2026-00024
    2026-03-02 register @clerk
letter 2026-00024 R2 --value given --as clerk
    {"provision": "纸面，当面领取"}
steps 2026-00024
    2026-03-20 draft+ given @clerk
    2026-03-20 review @head
    2026-03-20 check @head
    2026-03-23 approve @approver
    2026-03-23 issue+ @clerk
    2026-03-23 serve signed @clerk
run request show 2026-00024 --json
json outcome "a"
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

then The letter has its number, its remedy and the requester's rare characters
run request letter 2026-00024 --as clerk --json
json letters.0.kind "R2"
json-has letters.0.number 〔2026〕
json letters.0.issued true
run request letter 2026-00024 30 --format html --as clerk
stdout 玥旸𬭸
stdout 6个月内直接向
run request letter 2026-00024 30 --format pdf --out reply.pdf --as clerk
exit 0
run request letter 2026-00021 27 --format html --as clerk
stdout 先向

then What is archived owes nothing more
steps 2026-00024
    2026-03-24 archive @clerk
run request show 2026-00024 --json
json state "archived"
json next_due null

scenario A reply without its letter, its grounds or its search is refused
demo
clock 2026-11-23T09:00
file a.json
    {"kind": "natural", "name": "玥旸", "phone": "0911-1234567", "info_name": "2024年征地补偿方案"}
file none.json
    {}
run request new --data a.json --on 2026-11-02 --json
steps 2026-00001
    2026-11-02 register @clerk
run request event 2026-00001 draft --value given --as clerk
exit 1
stderr 请先起草
run request letter 2026-00001 R4 --value internal --data none.json --as clerk
exit 1
stderr 缺少“理由”
run request letter 2026-00001 R5 --value absent --data none.json --as clerk --json
exit 1
json-has problems.0.text 检索记录
run request letter 2026-00001 R99 --as clerk
exit 2
run request letter 2026-00001 99 --as clerk --out x.pdf
exit 1
run request letter 2026-00001 --as supervisor --json
json-count letters 0
