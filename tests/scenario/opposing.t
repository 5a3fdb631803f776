# SPDX-License-Identifier: MulanPSL-2.0
# What opposing counsel would hold against a letter: an opinion nobody gave, a notice that was void, a period the
# letter does not give, a third party that was not told.

scenario A reply says that an opinion came only when one came
demo
clock 2026-11-23T09:00
file a.json
    {"kind": "natural", "name": "玥旸", "phone": "0911-1234567", "info_name": "2024年征地补偿方案"}
run request new --data a.json --on 2026-03-02 --json
steps 2026-00001
    2026-03-02 register @clerk
    2026-03-03 consult-third* @clerk 某公司
    2026-03-04 consult-served 1 @clerk
    2026-03-26 silent 1 @clerk
letter 2026-00001 R2 --value given --as clerk
    {"provision": "纸面，当面领取"}
save ID "id": ?(\d+)
steps 2026-00001
    2026-03-27 draft+ given @clerk
    2026-03-27 review @head
    2026-03-27 check @head
    2026-03-27 approve @approver
    2026-03-27 issue+ @clerk
    2026-03-27 serve signed @clerk
run request letter 2026-00001 $ID --format html --as clerk
stdout 至2026年3月25日，被征求意见的一方没有提出意见；征求意见所需时间不计算在答复期限内。

then Each third party that objected is told of its own consultation, and of no other
run request new --data a.json --on 2026-03-02 --json
steps 2026-00002
    2026-03-02 register @clerk
    2026-03-03 consult-third* @clerk 甲公司
    2026-03-04 consult-third* @clerk 乙公司
    2026-03-05 consult-third* @clerk 丙公司
    2026-03-06 consult-served 3 @clerk
    2026-03-09 refused 1 @clerk
    2026-03-11 refused 2 @clerk
    2026-03-30 silent 3 @clerk
letter 2026-00002 R2 --value given --as clerk
    {"provision": "纸面，当面领取"}
save ID "id": ?(\d+)
steps 2026-00002
    2026-03-30 draft+ given @clerk
    2026-03-30 review @head
    2026-03-30 check @head
    2026-03-30 approve @approver
    2026-03-30 issue+ @clerk
    2026-03-30 serve signed @clerk
run request letter 2026-00002 $ID --format html --as clerk
stdout 2026年3月11日，本机关收到有关方面的意见
stdout 至2026年3月27日，被征求意见的一方没有提出意见
letter 2026-00002 P8 --as clerk
    {"reason": "公共利益", "disclosed": "全部"}
save ID "id": ?(\d+)
steps 2026-00002
    2026-03-30 tell-third+ @clerk
run request letter 2026-00002 $ID --format html --as clerk
stdout 甲公司
stdout 2026年3月3日，本机关书面征求
stdout 2026年3月9日，本机关收到您
run request event 2026-00002 archive --on 2026-03-31 --as clerk
exit 1
stderr 须先书面告知第三方
letter 2026-00002 P8 --as clerk
    {"reason": "公共利益", "disclosed": "全部"}
save ID "id": ?(\d+)
steps 2026-00002
    2026-03-31 tell-third+ @clerk
    2026-03-31 archive @clerk
run request letter 2026-00002 $ID --format html --as clerk
stdout 乙公司
stdout 2026年3月4日，本机关书面征求
stdout 2026年3月11日，本机关收到您

then What closes a request names the notice that was in force, not the one it replaced
run request new --data a.json --on 2026-03-02 --json
steps 2026-00003
    2026-03-02 register @clerk
letter 2026-00003 P9 --as head
    {"tariff": "page", "count": "50", "payment": "银行"}
steps 2026-00003
    2026-03-10 ask-fee+ @head
letter 2026-00003 P9 --as head
    {"tariff": "page", "count": "40", "payment": "银行"}
steps 2026-00003
    2026-03-12 ask-fee+ @head
    2026-03-13 notice-served @clerk
    2026-04-14 lapse-fee @clerk
letter 2026-00003 F2 --value unpaid --as clerk
    {}
save ID "id": ?(\d+)
steps 2026-00003
    2026-04-15 draft+ unpaid @clerk
    2026-04-15 review @head
    2026-04-15 check @head
    2026-04-15 approve @approver
    2026-04-15 issue+ @clerk
run request letter 2026-00003 $ID --format html --as clerk
stdout 2026年3月12日以古政公费〔2026〕2号告知您缴纳信息处理费。期限已于2026年4月13日届满

then A notice gives the period that the case counts by
run request new --data a.json --on 2026-03-02 --json
steps 2026-00004
    2026-03-02 register @clerk
letter 2026-00004 P2 --as clerk
    {"items": "年度", "days": "15"}
save ID "id": ?(\d+)
run request event 2026-00004 ask-clarification --on 2026-03-03 --letter $ID --as clerk
exit 1
stderr 文书里的期限与这一步登记的期限不一致
steps 2026-00004
    2026-03-03 ask-clarification+ 15 @clerk
run verify
exit 0
