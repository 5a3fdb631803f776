# SPDX-License-Identifier: MulanPSL-2.0
# A step that is a letter is not taken without it: written and numbered with the step, or registered as it went out on
# paper. Over the command line and at the desk.

scenario Without its letter a step is refused; on paper its number is used once
demo
clock 2026-03-20T09:00
file a.json
    {"kind": "natural", "name": "玥旸", "phone": "0911-1234567", "info_name": "2024年征地补偿方案"}
file none.json
    {}
file items.json
    {"items": "所需信息的年度"}
run request new --data a.json --on 2026-03-02 --json
save CODE1 "code": ?"([0-9A-Z-]+)
run request new --data a.json --on 2026-03-02 --json
run request new --data a.json --on 2026-03-02 --json
steps 2026-00001
    2026-03-02 register @clerk
steps 2026-00002
    2026-03-02 register @clerk
steps 2026-00003
    2026-03-02 register @clerk
run request event 2026-00001 ask-clarification --on 2026-03-03 --value 5 --as clerk
exit 1
stderr 请先拟制并印发《政府信息公开申请补正告知书》，或者登记已经发出的纸质文书
run request event 2026-00001 consult-third --on 2026-03-03 --party 某公司 --as clerk
exit 1
stderr 《征求第三方意见书》和《征求意见告知书》
# the law speaks first
run request event 2026-00001 tell-third --on 2026-03-03 --as clerk
exit 1
stderr 不能办理
run request event 2026-00001 register --number 古政公补〔2026〕1号 --scan $ROOT/tests/data/files/plain.pdf --as clerk
exit 2
stderr sends out no letter
run request event 2026-00001 ask-clarification --number 古政公补〔2026〕4号 --as clerk
exit 2
stderr --scan
run request event 2026-00001 ask-clarification --on 2026-03-03 --number 古政公补〔2026〕4号 --scan none.json --as clerk
exit 1
run request event 2026-00001 ask-clarification --on 2026-03-03 --number 古政公补[2026]4号 --scan $ROOT/tests/data/files/plain.pdf --as clerk
exit 1
stderr 六角括号
run request event 2026-00001 ask-clarification --on 2026-03-03 --dated 2026-03-04 --number 古政公补〔2026〕4号 --scan $ROOT/tests/data/files/plain.pdf --as clerk
exit 1
stderr 不能在这一步的日期
run request event 2026-00001 ask-clarification --on 2026-03-03 --dated 2025-12-30 --number 古政公补〔2026〕4号 --scan $ROOT/tests/data/files/plain.pdf --as clerk
exit 1
stderr 不是同一年
run request show 2026-00001 --json
json state "handling"
run request event 2026-00001 ask-clarification --on 2026-03-03 --number 古政公补〔2026〕4号 --scan $ROOT/tests/data/files/plain.pdf --value 5 --as clerk
exit 0
run request letter 2026-00001 --as clerk --json
json letters.0.kind "P2"
json letters.0.number "古政公补〔2026〕4号"
json letters.0.issued true
save LETTER "id": ?(\d+)
run request letter 2026-00001 $LETTER --format scan --out scan.pdf --as clerk
exit 0
run request letter 2026-00001 $LETTER --format pdf --out none.pdf --as clerk
exit 1
# a number that is used, and the next one of the series
run request event 2026-00002 ask-clarification --on 2026-03-03 --number 古政公补〔2026〕4号 --scan $ROOT/tests/data/files/plain.pdf --as clerk
exit 1
stderr 已经用在
letter 2026-00002 P2 --value 5 --as clerk
    {"items": "所需信息的年度"}
steps 2026-00002
    2026-03-04 ask-clarification+ 5 @clerk
run request letter 2026-00002 --as clerk --json
json letters.0.number "古政公补〔2026〕5号"
# whoever is asked, and the requester, at once
letter 2026-00003 P5 --as clerk
    {"third_party": "某公司", "concern": "含有该公司的报价"}
steps 2026-00003
    2026-03-04 consult-third+ @clerk 某公司
run request letter 2026-00003 --as clerk --json
json letters.0.kind "P5"
json letters.0.number "古政公征〔2026〕1号"
json letters.1.kind "P6"
json letters.1.number "古政公征〔2026〕2号"
json letters.1.issued true
run verify
exit 0

then Entered wrongly as gone out on paper it is struck with its letter; what was numbered here is not
serve
as clerk
get desk /signin
submit 登录 login=clerk password=lianxin-demo-2024
follow
as citizen
get public /track
submit 查询 number=2026-00001 code=$CODE1
follow
text 需要补正，请查看补正告知书
as clerk
get desk /cases/1
save STEP /cases/1/steps/(\d+)/strike"[^>]*>作废<span class="hidden">2026-03-03的告知补正
get desk /cases/1/steps/$STEP/strike
text 古政公补〔2026〕4号
text 文号仍算用过
submit 作废 reason=
status 422
text 请写明理由
submit 作废 reason=扫描件附错了
follow
text 办理中
text 已作废：扫描件附错了
as citizen
get public /track
submit 查询 number=2026-00001 code=$CODE1
follow
no-text 需要补正
as clerk
# by whom it may be struck, and what an outsider's number would do
run request letter 2026-00001 --as clerk --json
json letters.0.struck true
json letters.0.number "古政公补〔2026〕4号"
run request letter 2026-00001 $LETTER --format scan --out struck.pdf --as clerk
exit 0
run request new --data a.json --on 2026-03-02 --json
steps 2026-00004
    2026-03-02 register @clerk
run request event 2026-00004 ask-clarification --on 2026-03-03 --number 古政公补〔2026〕4号 --scan $ROOT/tests/data/files/plain.pdf --as clerk
exit 1
stderr 已经用在
run request event 2026-00001 ask-clarification --on 2026-03-03 --number 古政公补〔2026〕4号 --scan $ROOT/tests/data/files/plain.pdf --value 5 --as clerk
exit 0
# numbered here: no button, and the reason for whoever comes all the same
get desk /cases/2
no-text 2026-03-04的告知补正
run request show 2026-00002 --json
save STEP "id": ?(\d+), ?"on": ?"2026-03-04", ?"event": ?"ask-cl
get desk /cases/2/steps/$STEP/strike
text 这一步不能作废
text 另发一份更正的文书
run verify
exit 0

then At the desk the form of the step writes, shows and numbers both letters, or takes what went out on paper
get desk /cases/3/step/consult-comaker
text 随这一步编号印发《征求共同制作机关意见书》和《征求意见告知书》
submit 编号印发并登记 on=2026-03-05 party=县自然资源局
status 422
text 关联情况
submit 预览 on=2026-03-05 party=县自然资源局 concern=由该局参与制作
text 预览：征求共同制作机关意见书
text 预览：征求意见告知书
text 县自然资源局
text （印发时编号）
submit 编号印发并登记 on=2026-03-05 party=县自然资源局 concern=由该局参与制作
follow
text 古政公征〔2026〕3号
text 古政公征〔2026〕4号
get desk /cases/3/step/consult-organ?way=paper
text 登记已经发出的纸质《政府信息公开申请协办函》和《征求意见告知书》
submit 登记 on=2026-03-06 party=县档案馆 number-P10=古政公协〔2026〕7号 dated-P10=2026-03-05
status 422
text 请附上纸质文书的扫描件
submit 登记 on=2026-03-06 party=县档案馆 number-P10=古政公协〔2026〕7号 dated-P10=2026-03-05 scan-P10@$ROOT/tests/data/files/plain.pdf
follow
text 古政公协〔2026〕7号
text 古政公征〔2026〕5号
get desk /cases/3/letters/new?kind=P7&consult=3
submit 保存并预览 co_maker=县水务局
follow
text 缺少“关联情况”
no-text 关联情况：缺少

then On the command line what is asked and the word to the requester are written and sent in one go, or both on paper
file organ.json
    {"concern": "由该局参与制作"}
file wrong.json
    {"items": "年度"}
python
    with open(DIR + "/program.pdf", "wb") as file:
        file.write(b"MZ" + bytes(2000))
run request new --data a.json --on 2026-03-02 --json
steps 2026-00005
    2026-03-02 register @clerk
run request event 2026-00005 consult-comaker --on 2026-03-05 --party 县自然资源局 --data wrong.json --as clerk
exit 1
stderr "items" is no field
run request event 2026-00005 consult-comaker --on 2026-03-05 --party 县自然资源局 --data none.json --as clerk
exit 1
stderr 关联情况
run request event 2026-00005 register --data organ.json --as clerk
exit 2
stderr sends out no letter
run request event 2026-00005 consult-comaker --on 2026-03-05 --data organ.json --letter 1 --as clerk
exit 2
run request event 2026-00005 ask-clarification --told-number 古政公征〔2026〕9号 --told-scan $ROOT/tests/data/files/plain.pdf --as clerk
exit 2
run request event 2026-00005 consult-comaker --on 2026-03-05 --party 县自然资源局 --data organ.json --as clerk --json
exit 0
json state "consulting"
run request letter 2026-00005 --as clerk --json
json-count letters 2
json letters.0.kind "P7"
json letters.1.kind "P6"
json letters.1.issued true
save P6 "id": ?(\d+), ?"kind": ?"P6"
run request letter 2026-00005 $P6 --format pdf --out p6.pdf --as clerk
exit 0
run request event 2026-00005 consult-organ --on 2026-03-06 --party 县档案馆 --number 县纸〔2026〕1号 --scan program.pdf --as clerk
exit 1
stderr 其实是 Windows 程序
run request event 2026-00005 consult-organ --on 2026-03-06 --party 县档案馆 --number 县纸〔2026〕1号 --scan $ROOT/tests/data/files/bomb.docx --as clerk
exit 1
run request event 2026-00005 consult-organ --on 2026-03-06 --party 县档案馆 --number 县纸〔2026〕1号 --scan $ROOT/tests/data/files/plain.pdf --told-number 县纸〔2026〕2号 --told-dated 2026-03-05 --told-scan $ROOT/tests/data/files/plain.pdf --as clerk
exit 0
run request letter 2026-00005 --as clerk --json
json-count letters 4
json letters.2.number "县纸〔2026〕1号"
json letters.3.number "县纸〔2026〕2号"
json letters.3.kind "P6"
json letters.3.day "2026-03-05"

then Scans on the command line are shown to the virus scanner, when there is one
python
    import sinks
    sinks.scanned = sinks.scanner(DIR)
    import struct, zlib
    with open("$ROOT/tests/data/files/shot.png", "rb") as file:
        picture = file.read()
    note = b"tEXtComment\0EICAR"
    note = struct.pack(">I", len(note) - 4) + note + struct.pack(">I", zlib.crc32(note))
    with open(DIR + "/infected.png", "wb") as file:
        file.write(picture[:-12] + note + picture[-12:])
run request event 2026-00005 consult-organ --on 2026-03-06 --party 县林业局 --number 县纸〔2026〕3号 --scan infected.png --clamd $DIR/clamd.sock --as clerk
exit 1
stderr 带有病毒
run request event 2026-00005 consult-organ --on 2026-03-06 --party 县林业局 --number 县纸〔2026〕3号 --scan infected.png --clamd $DIR/nobody.sock --as clerk
exit 3
stderr 查毒服务暂时停用
run request event 2026-00005 consult-organ --on 2026-03-06 --party 县林业局 --number 县纸〔2026〕3号 --scan infected.png --clamd example.org:3310 --as clerk
exit 2
run request letter 2026-00005 --as clerk --json
json-count letters 4
run request event 2026-00005 consult-organ --on 2026-03-06 --party 县林业局 --number 县纸〔2026〕3号 --scan $ROOT/tests/data/files/shot.png --clamd $DIR/clamd.sock --as clerk
exit 0
python
    import sinks
    assert sinks.scanned == [True, False], sinks.scanned

then Two clerks send the same letter at once: one goes, the other is told
run request new --data a.json --on 2026-03-02 --json
steps 2026-00006
    2026-03-02 register @clerk
get desk /cases/6/step/ask-clarification
as faster
get desk /signin
submit 登录 login=clerk password=lianxin-demo-2024
follow
get desk /cases/6/step/ask-clarification
submit 编号印发并登记 on=2026-03-06 items=所需信息的年度
follow
text 待补正
as clerk
submit 编号印发并登记 on=2026-03-06 items=另一项
text 您填写的时候，这一件有别人办理过
run request letter 2026-00006 --as clerk --json
json-count letters 1
run request show 2026-00006 --json
json state "clarifying"

scenario A request that was withdrawn is archived with its record, which the requester never sees
demo
clock 2026-03-20T09:00
file a.json
    {"kind": "natural", "name": "玥旸", "phone": "0911-1234567", "info_name": "2024年征地补偿方案"}
run request new --data a.json --on 2026-03-02 --json
save NUMBER "number": ?"([0-9-]+)
save CODE "code": ?"([0-9A-Z-]+)
steps 2026-00001
    2026-03-02 register @clerk
    2026-03-03 withdraw @clerk
letter 2026-00001 F3 --value withdrawn --as clerk
    {"reason": "申请人书面撤回", "ground": "申请人撤回申请"}
steps 2026-00001
    2026-03-10 draft+ withdrawn @clerk
    2026-03-10 review @head
    2026-03-10 check @head
    2026-03-11 approve @approver
    2026-03-11 issue+ @clerk
    2026-03-11 serve signed @clerk
serve
as clerk
get desk /signin
submit 登录 login=clerk password=lianxin-demo-2024
follow
get desk /cases/1/step/archive
text 结案记录
submit 预览 on=2026-03-12
text 预览：政府信息公开申请不再处理记录
text 2026年3月3日，申请人提出撤回申请。
submit 登记 on=2026-03-12
follow
text 已归档
text 古政公终〔2026〕2号
as citizen
get public /track
submit 查询 number=$NUMBER code=$CODE
follow
text 古政公终〔2026〕1号
no-text 古政公终〔2026〕2号
run verify
exit 0

then What was forgotten at the archive is added later, once, and the requester is not told
run request new --data a.json --on 2026-03-02 --json
save NUMBER "number": ?"([0-9-]+)
save CODE "code": ?"([0-9A-Z-]+)
steps 2026-00002
    2026-03-02 register @clerk
    2026-03-03 withdraw @clerk
run request event 2026-00002 archive-more --as clerk
exit 1
stderr 须在“已归档”时办理
letter 2026-00002 F3 --value withdrawn --as clerk
    {"reason": "申请人书面撤回", "ground": "申请人撤回申请"}
steps 2026-00002
    2026-03-10 draft+ withdrawn @clerk
    2026-03-10 review @head
    2026-03-10 check @head
    2026-03-11 approve @approver
    2026-03-11 issue+ @clerk
    2026-03-11 serve signed @clerk
    2026-03-12 archive @clerk
as clerk
get desk /cases/2/step/archive-more
text 补充归档
text 结案记录
submit 预览 on=2026-03-13
text 预览：政府信息公开申请不再处理记录
submit 登记 on=2026-03-13
follow
text 已归档
text 古政公终〔2026〕4号
get desk /cases/2/step/archive-more
no-text 结案记录
as citizen
get public /track
submit 查询 number=$NUMBER code=$CODE
follow
text 古政公终〔2026〕3号
no-text 古政公终〔2026〕4号
no-text 归档
run verify
exit 0
