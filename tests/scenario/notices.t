# SPDX-License-Identifier: MulanPSL-2.0
# Notices to the requester: by mail and SMS, what they say and never say, servers that refuse, that come back, that die.

scenario a mail and a short message go out, once each, and say no more than they may
demo
clock 2026-11-23T09:00
file a.json
    {"kind": "natural", "name": "玥旸𬭸", "phone": "13800000000", "email": "zhang@example.cn", "info_name": "2024年征地补偿方案", "notify": "mail"}
file b.json
    {"kind": "natural", "name": "李四", "phone": "13900000000", "info_name": "2024年低保名单", "notify": "sms"}
# nothing is kept while it is switched off
run request new --agency 测试市 --data a.json --on 2026-11-02 --json
run notice list --agency 测试市 --json
json-count notices 0
run setting notice.mail 1
run setting notice.sms 1
run request new --agency 测试市 --data a.json --on 2026-11-02 --json
save CODE "code": ?"([0-9A-Z-]+)
run request new --agency 测试市 --data b.json --on 2026-11-02 --json
run notice list --agency 测试市 --json
json-count notices 2
json notices.0.state "waiting"
json notices.1.kind "arrive"
python
    import sinks
    sinks.mails, sinks.hooks = sinks.start(DIR)
serve --notices notices.conf --domain example.cn
python
    import sinks
    sinks.mails.wait(1)
    sinks.hooks.wait(1)
    assert len(sinks.mails.items) == 1, open(DIR + '/serve.log').read()
    mail = sinks.mails.items[0]
    text = mail.get_content()
    assert mail["To"] == "<zhang@example.cn>" or "zhang@example.cn" in mail["To"], mail["To"]
    assert mail["From"].endswith("<xxgk@example.cn>") and "测试市" in mail["From"], mail["From"]
    assert mail["Subject"] == "政府信息公开申请2026-00002：办理进度", mail["Subject"]
    assert mail["Auto-Submitted"] == "auto-generated" and mail["Date"] and mail["Message-ID"].endswith("@example.cn>")
    assert "申请已经提交。" in text and "答复期限的最后一天是2026年11月30日。" in text, text
    assert "https://example.cn/track" in text, text
    sms = sinks.hooks.items[0]
    assert sms["to"] == "13900000000" and sms["bearer"] == "Bearer bearer-secret" and len(sms["id"]) == 32, sms
    for said in (mail["Subject"] + text, sms["text"]):
        for never in ("玥旸", "李四", "征地", "低保", "13800000000"):
            assert never not in said, said
stop
no-log zhang@
no-log 13900000000
no-log geheim
no-log bearer-secret
run notice list --agency 测试市 --json
json notices.0.state "sent"
json notices.1.state "sent"
json notices.1.tries 1
run verify --json
exit 0

then a server that does not take it now is asked again, one that never will is not
python
    import sinks
    sinks.mails, sinks.hooks = sinks.start(DIR, mail=("451", "ok"), hook=("422",))
run request new --agency 测试市 --data a.json --on 2026-11-02 --json
run request new --agency 测试市 --data b.json --on 2026-11-02 --json
serve --notices notices.conf
python
    import sinks
    sinks.mails.wait(1)
    sinks.hooks.wait(1)
stop
run notice list --agency 测试市 --json
json notices.0.state "failed"
json notices.0.error "The SMS gateway answered 422."
json notices.1.state "waiting"
json notices.1.error "The mail server answered 451."
# not before a minute has passed
clock 2026-11-23T09:02
serve --notices notices.conf
python
    import sinks
    sinks.mails.wait(2)
    assert len(sinks.mails.items) == 1
stop
run notice list --agency 测试市 --json
json notices.1.state "sent"
json notices.1.tries 2
save ID "id": ?([0-9]+)
# at the desk: why it failed, once more, and given up with a reason
serve
as clerk
get desk /signin
submit 登录 login=city-clerk password=lianxin-demo-2024
follow
get desk /notices?state=failed
text The SMS gateway answered 422.
no-text 李四
click 2026-00005
text 现在重发
submit 不再发送 reason=
status 422
text 处需要修改
submit 不再发送 reason=已经电话告知
follow
text 不再发送
text 已经电话告知
no-text 现在重发
post desk /notices/999999/retry
status 403
get desk /notices/999999
status 404
get desk /notices?state=flying
status 404
stop

then one that dies in the middle, one that wants another password, one that sends us elsewhere
python
    import sinks
    sinks.mails, sinks.hooks = sinks.start(DIR, mail=("die", "535", "550"), hook=("302",))
run request new --agency 测试市 --data a.json --on 2026-11-02 --json
run request new --agency 测试市 --data b.json --on 2026-11-02 --json
serve --notices notices.conf
python
    import sinks
    sinks.mails.wait(1)
    sinks.hooks.wait(1)
stop
run notice list --agency 测试市 --state waiting --json
json-count notices 2
json notices.0.error "The SMS gateway sent us elsewhere (302), which is not followed."
clock 2026-11-23T09:10
serve --notices notices.conf
python
    import sinks
    sinks.mails.wait(2)
stop
run notice list --agency 测试市 --state waiting --json
json notices.1.error "The mail server refused user and password (535)."
clock 2026-11-23T10:10
serve --notices notices.conf
python
    import sinks
    sinks.mails.wait(3)
stop
run notice list --agency 测试市 --state failed --json
json-count notices 1
json notices.0.error "The mail server answered 550."
run setting notice.tries 1
run notice list --agency 测试市 --state failed --json
save ID "id": ?([0-9]+)
run notice retry $ID --agency 测试市 --json
exit 0
run notice retry 999999
exit 1

then a certificate that nobody vouches for is refused, one that is named is taken
python
    import sinks
    sinks.mails, sinks.hooks = sinks.start(DIR, tls=True)
serve --notices notices.conf
python
    import sinks
    sinks.mails.wait(1)
    assert not sinks.mails.items
stop
python
    import sinks
    sinks.mails, sinks.hooks = sinks.start(DIR, tls=True, known=True)
run notice list --agency 测试市 --state failed --json
save ID "id": ?([0-9]+)
run notice retry $ID --agency 测试市 --json
serve --notices notices.conf
python
    import sinks
    sinks.mails.wait(1)
    assert len(sinks.mails.items) == 1
stop

scenario a process that dies between sending and writing it down leaves the notice to the next: twice, never lost
demo
clock 2026-11-23T09:00
file a.json
    {"kind": "natural", "name": "玥旸𬭸", "phone": "13800000000", "email": "zhang@example.cn", "info_name": "2024年征地补偿方案", "notify": "mail"}
run setting notice.mail 1
run request new --agency 测试市 --data a.json --on 2026-11-02 --json
run request new --agency 测试市 --data a.json --on 2026-11-02 --json
python
    import sinks
    sinks.mails, sinks.hooks = sinks.start(DIR, mail=("hold", "ok"))
serve --notices notices.conf
python
    import sinks
    sinks.mails.held(1)
node kill
python
    import sinks
    sinks.mails.released.set()
    sinks.mails.wait(1)
# nobody knows what became of it, and nobody takes it before the three minutes are over
run notice list --agency 测试市 --state sending --json
json-count notices 1
json notices.0.tries 1
run notice list --agency 测试市 --state waiting --json
json-count notices 1
clock 2026-11-23T09:04
serve --notices notices.conf
python
    import sinks
    sinks.mails.wait(3)
    names = [mail["Message-ID"] for mail in sinks.mails.items]
    assert len(names) == 3 and len(set(names)) == 2, names
    assert names.count(names[0]) == 2, names
    assert sinks.mails.items[0].get_content() == sinks.mails.items[names.index(names[0], 1)].get_content()
stop
run notice list --agency 测试市 --state sent --json
json-count notices 2
run notice list --agency 测试市 --state waiting --json
json-count notices 0
run verify --json
exit 0

scenario a lost query code comes by mail, and a letter opens by a one-time code
demo
clock 2026-11-23T09:00
run setting notice.mail 1
file a.json
    {"kind": "natural", "name": "玥旸𬭸", "id_type": "resident", "id_number": "11010519491231002X", "phone": "13800000000", "email": "zhang@example.cn", "info_name": "2024年征地补偿方案"}
run request new --agency 测试市 --data a.json --on 2026-11-02 --json
save CODE "code": ?"([0-9A-Z-]+)
python
    import sinks
    sinks.mails, sinks.hooks = sinks.start(DIR)
serve --notices notices.conf --access-log access.log
as citizen
get public /track
click 索取新的查询码
submit 索取新的查询码 number=2026-00001 contact=li@example.cn
text 已经收到
no-text li@example.cn
get public /track/lost
submit 索取新的查询码 number=2026-00001 contact=zhang@example.cn
text 已经收到
python
    import re, sinks
    sinks.mails.wait(1)
    assert len(sinks.mails.items) == 1
    text = sinks.mails.items[0].get_content()
    code = re.search("新查询码是：([0-9A-Z-]{14})", text)[1]
    assert code not in sinks.mails.items[0]["Subject"]
    open(DIR + "/code", "w").write("code=" + code + "\n")
    assert "玥旸" not in text and "征地" not in text, text
get public /track
submit 查询 number=2026-00001 code=$CODE
text 登记编号或者查询码不对
get public /track/case
status 303
# without its token nothing is sent
post public /track/code
status 403
stop
no-log zhang@
no-log li@example
python
    log = open(DIR + "/access.log", encoding="utf-8").read() + open(DIR + "/serve.log").read()
    code = open(DIR + "/code").read()[5:].strip()
    assert code not in log and "example.cn" not in log, log
run notice list --agency 测试市 --json
json-count notices 1
json notices.0.kind "query-code"
json notices.0.state "sent"
run verify --json
exit 0

scenario the file that names the servers
demo
python
    import os
    for name, mode, text in (
        ("open", 0o644, "mail.from = a@example.cn"),
        ("line", 0o600, "mail.from = a@example.cn\nmail.pasword = geheim"),
        ("from", 0o600, "mail.server = smtp://mail.example.cn:587\nmail.from = a b@example.cn"),
        ("hook", 0o600, "sms.hook = http://gateway.example.cn/send"),
    ):
        path = os.path.join(DIR, name + ".conf")
        open(path, "w").write(text + "\n")
        os.chmod(path, mode)
run serve --public 127.0.0.1:0 --desk 127.0.0.1:0 --notices none.conf
exit 3
stderr Cannot open none.conf
run serve --public 127.0.0.1:0 --desk 127.0.0.1:0 --notices open.conf
exit 3
stderr may be read or changed by others
run serve --public 127.0.0.1:0 --desk 127.0.0.1:0 --notices line.conf
exit 3
stderr Line 2 of line.conf
run serve --public 127.0.0.1:0 --desk 127.0.0.1:0 --notices from.conf
exit 3
stderr mail.from must be an address
run serve --public 127.0.0.1:0 --desk 127.0.0.1:0 --notices hook.conf
exit 3
stderr sms.hook begins with https://
