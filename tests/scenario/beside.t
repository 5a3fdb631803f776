# SPDX-License-Identifier: MulanPSL-2.0
# What is asked beside requests (Art. 41, 44, 51) from the citizen's form to the answer he reads.

scenario A correction request from a published record to the answer its person reads
demo
clock 2026-03-02T09:00
serve
as citizen
get public /records
click 关于
click 申请更正
text 哪一条信息不准确
text 索引号
submit 提交更正申请 name=玥旸𬭸 reach=13800000000 requester_kind=natural identity=11010519491231002X subject=面积写错，应为80平方米
text 已经收到
save NUMBER (GZ2026-\d{5})
save CODE ([0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4})
repeat
text $NUMBER
text $CODE

then The person follows it by number and code, and nobody does without
get public /track
submit 查询 number=$NUMBER code=AAAA-BBBB-CCCC
text 登记编号或者查询码不对
submit 查询 number=$NUMBER code=$CODE
follow
text 更正办理中
text 更正申请已经提交
text 条例没有规定更正的期限，按设置的期限
text 2026年3月30日
no-text 玥旸𬭸

then The desk sees it among what is due, its name masked until it is asked for
as clerk
get desk /signin
submit 登录 login=clerk password=lianxin-demo-2024
follow
get desk /beside
text $NUMBER
text 答复更正申请
text 2026-03-30
get desk /cases
no-text $NUMBER
get desk /beside
click $NUMBER
text 政府信息更正申请
text 面积写错，应为80平方米
text 玥＊＊
no-text 玥旸𬭸
no-text 13800000000
save CASE /cases/(\d+)/person
submit 显示身份和联系方式
text 玥旸𬭸
text 13800000000
text 查看已记入审计日志
get desk /registers/corrections?year=2026
text 玥＊＊
no-text 玥旸𬭸

then Proof is asked for and given; an answer goes out by its letter alone
get desk /cases/$CASE/step/correct-ask
submit 登记 on=2026-03-02
follow
get desk /cases/$CASE/step/correct-proof
submit 登记 on=2026-03-01
status 422
text 不能早于收到更正申请的日期（2026年3月2日）
submit 登记 on=2026-03-02
follow
text 收到补充的证据
get desk /cases/$CASE/step/correct-draft
follow
click 政府信息更正申请答复书
submit 保存并预览
follow
text 更正、转送、不予更正，应当写明其中一种
get desk /cases/$CASE/letters
click 政府信息更正申请答复书
click 修改
submit 保存并预览 corrected=面积更正为80平方米。
follow
text 玥旸𬭸
text 面积更正为80平方米
submit 提交答复稿 on=2026-03-02
follow
get desk /cases/$CASE
text 更正待签发
text “签发”须由签发人或者工作机构负责人办理

then Another person signs, and the number is given once
as approver
get desk /signin
submit 登录 login=approver password=lianxin-demo-2024
follow
get desk /cases/$CASE/step/approve
submit 登记 on=2026-03-02
follow
as clerk
get desk /cases/$CASE/letters
click 政府信息更正申请答复书
submit 编号印发 on=2026-03-02
follow
text 已印发
text 古政公更〔2026〕1号
get desk /cases/$CASE/step/serve
submit 登记 on=2026-03-02 manner=counter who=演示玥旸𬭸
follow
text 已答复待归档
get desk /cases/$CASE/step/archive
submit 登记 on=2026-03-02
follow
get desk /beside
no-text $NUMBER
get desk /registers/corrections?year=2026
text 更正
click $NUMBER
text 2026-03-02
text 玥旸𬭸
text 已记入审计日志

then The person reads it behind the end of the identity number, and it stands in no figure
as citizen
get public /track/case
text 已答复
text 古政公更〔2026〕1号
submit 下载政府信息更正申请答复书 tail=000000
text 后6位不对
submit 下载政府信息更正申请答复书 tail=31002X
starts %PDF-
run verify --json
exit 0
json ok true
run report --year 2026 --format json --live
json table3.r1.0 0

scenario A correction request is taken back by who asked, and one of the counter is taken into the flow
demo
clock 2026-03-02T09:00
serve
as citizen
get public /apply/correction
submit 提交更正申请 name=玥旸𬭸 reach=a@example.cn requester_kind=natural identity=11010519491231002X record=公示第3号 subject=面积写错
save NUMBER (GZ2026-\d{5})
save CODE ([0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4})
get public /track
submit 查询 number=$NUMBER code=$CODE
follow
click 撤回这件更正申请
submit 撤回
follow
text 已撤回
as clerk
get desk /signin
submit 登录 login=clerk password=lianxin-demo-2024
follow
file old.csv
    number,received,channel,requester_kind,name,record,subject,result,replied
    更〔2026〕1号,2026-03-02,counter,natural,虚构的申请人,低保名单,年龄写错,,
get desk /registers/corrections/import
submit 检查 file@old.csv
submit 导入 file@old.csv
follow
click 更〔2026〕1号
text 虚构的申请人
click 转入办理
text 低保名单
no-text 虚构的申请人
submit 转入办理 notify=mail
status 422
text 要用电子邮件通知进度，请填写电子邮箱
submit 转入办理 notify=none phone=13800000000 id_type=resident id_number=11010519491231002X
text 更〔2026〕1号
save CODE ([0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4})
repeat
text $CODE
click 去办理
text 更正办理中
text 虚＊＊
no-text 虚构的申请人
no-text 13800000000
get desk /beside
text 更〔2026〕1号
as citizen
get public /track
submit 查询 number=更〔2026〕1号 code=$CODE
follow
text 更正办理中
run verify --json
exit 0
json ok true

scenario Names are sealed as they are imported, and refused where there is no key
run init --agency 试验县 --key-file office.key
exit 0
file corrections.csv
    number,received,channel,requester_kind,name,record,subject,result,replied
    更1,2024-03-01,online,natural,虚构甲,低保名单,年龄写错,corrected,2024-03-20
    更2,2024-05-06,counter,,虚构乙,补偿公示,面积少记,,
run import --register corrections corrections.csv --key-file nowhere.key
exit 3
run import --register corrections corrections.csv --key-file office.key --json
json imported 2
run key seal --key-file office.key --json
exit 0
json sealed 0
run key seal --key-file office.key
stdout 0 names sealed.
run verify --json
exit 0
json ok true
run key rotate --key-file office.key --new-key-file new.key --json
exit 0
json changed 2
json unopened 0
run key seal --key-file nowhere.key
exit 3

scenario What comes in over the counter gets its number and code, is told by mail, and is due on the desk
demo
run setting notice.mail 1
clock 2026-03-02T09:00
serve
as clerk
get desk /signin
submit 登录 login=clerk password=lianxin-demo-2024
follow
get desk /registers/corrections?year=2026
click 登记一件
text 登记收到的更正、建议、投诉
text 条例第四十一条
submit 登记 received=2026-04-01
status 422
text 有 6 处需要修改
text 收到日期晚于今天
text 请填写申请人
text 请至少留下一种联系方式
submit 登记 received=2026-03-02 channel=email requester_kind=natural name=玥旸𬭸 record=低保公示第3号 subject=面积写错，应为80平方米 id_type=resident id_number=110105194912310021 notify=mail
status 422
text 居民身份证号码不对
text 要用电子邮件通知进度，请填写电子邮箱
html value="玥旸𬭸"
submit 登记 id_number=11010519491231002X email=zhang@example.cn oral=yes
text 交给申请人
text 没有找到相同的。
save NUMBER (GZ2026-\d{5})
save CODE ([0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4})
save CASE href="/cases/(\d+)">去办理
repeat
text 这一件刚才已经登记好了
text $CODE
click 去办理
text 更正办理中
text 电子邮件通知
text 口头，由工作人员代为填写
text 发给申请人的通知
no-text 玥旸𬭸
no-text zhang@example.cn
get desk /beside/new?of=correction
submit 登记 received=2026-03-02 channel=counter requester_kind=natural name=玥旸𬭸 record=低保公示第3号 subject=面积写错，应当是80平方米 id_type=resident id_number=11010519491231002X phone=13800000000
text 同一申请人
text $NUMBER

then There is no other way in that leaves neither contact nor code
get desk /registers/corrections/new
status 303
follow
text 登记收到的更正、建议、投诉
save CSRF name="csrf" value="([^"]+)"
post desk /registers/corrections/new csrf=$CSRF number=更9 received=2026-03-02 channel=counter name=某某 record=名单 subject=写错
status 409
text 留下联系方式，给查询码
get desk /beside/new
text 政府信息更正申请
text 要政府信息的，到“申请办理”登记
get desk /beside/new?of=request
text 收到的是什么？

then Each step that is told waits in the outbox under its number
get desk /cases/$CASE/step/correct-ask
submit 登记 on=2026-03-02
follow
get desk /beside?light=green
text $NUMBER
get desk /beside?light=red&of=correction
text 没有这样的。
get desk /notices
text $NUMBER
text 收到更正申请
text 请申请人补充证据
text 等待发送

then The person follows it online; a new code at the counter ends the old one
as citizen
get public /track
submit 查询 number=$NUMBER code=$CODE
follow
text 更正办理中
text 需要补充证据
as clerk
get desk /cases/$CASE/code
submit 发给新的查询码 seen=yes
text 原来的查询码已经作废
as citizen
get public /track
submit 查询 number=$NUMBER code=$CODE
text 登记编号或者查询码不对

then Another agency, and who may not file, get nowhere
as city
get desk /signin
submit 登录 login=city-clerk password=lianxin-demo-2024
follow
get desk /cases/$CASE
status 404
get desk /beside
no-text $NUMBER
get desk /notices
no-text $NUMBER
as audit
get desk /signin
submit 登录 login=audit password=lianxin-demo-2024
follow
get desk /beside/new?of=correction
status 403
run verify --json
exit 0
json ok true

then What is late stands on the first page and on the list of cases, and leads to it
stop
clock 2026-04-20T09:00
serve
as clerk
get desk /signin
submit 登录 login=clerk password=lianxin-demo-2024
follow
get desk /
text 更正建议投诉 已超期 2 件
get desk /cases
text 更正建议投诉已超期 2 件
click 更正建议投诉已超期 2 件
text $NUMBER
as city
get desk /signin
submit 登录 login=city-clerk password=lianxin-demo-2024
follow
get desk /
no-text 已超期 2 件

scenario The public form takes the wish to be told, and the way there
demo
run setting notice.mail 1
clock 2026-03-02T09:00
serve
as citizen
get public /apply/correction
submit 提交更正申请 name=玥旸𬭸 reach=13800000000 requester_kind=natural identity=11010519491231002X record=公示第3号 subject=面积写错 notify=mail
text 要用电子邮件通知进度，请填写电子邮箱
submit 提交更正申请 reach=zhang@example.cn
save NUMBER (GZ2026-\d{5})
as clerk
get desk /signin
submit 登录 login=clerk password=lianxin-demo-2024
follow
get desk /notices
text $NUMBER
no-text zhang@example.cn
