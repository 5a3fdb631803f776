# SPDX-License-Identifier: MulanPSL-2.0
# Reconsideration and suits about a request: from the notice to the result, and table 4 by it.

scenario A refusal is served
clock 2025-03-03T09:00
demo
serve
as supervisor
get desk /signin
submit 登录 login=supervisor password=lianxin-demo-2024
follow
as clerk
get desk /signin
submit 登录 login=clerk password=lianxin-demo-2024
follow
get desk /cases/new?channel=counter
submit 登记 kind=natural name=演示张三 phone=0000-0000000 info_name=虚构安防布点图
save CASE href="/cases/(\d+)"
save NUMBER (2025-\d{5})
get desk /cases/$CASE
text 没有登记过复议和诉讼
no-text 第 1 次答复
get desk /cases/$CASE/step/register
submit 登记 on=2025-03-03
follow
text 这一步已登记
letter $NUMBER R4 --value security --as clerk
    {"reason": "公开后果经逐项审查"}
steps $NUMBER
    2025-03-03 draft+ security @clerk
    2025-03-03 review @head
    2025-03-03 check @head
    2025-03-03 approve @approver
    2025-03-03 issue+ @clerk
    2025-03-03 serve signed @clerk
get desk /cases/$CASE/remedies
text 第 1 次答复
text 危及
text 2025-03-03
get desk /cases/$CASE
text 申请人2025年3月3日收到答复：申请行政复议的60日到2025年5月6日。应当先申请行政复议
no-text 直接起诉的6个月到
run report --year 2025 --format json --live
json table4.direct.3 0
json table4.reconsideration.3 0

then A direct suit against it is warned of, with everything typed still there
click 登记行政诉讼应诉通知
submit 登记 number= filed= subject=
status 422
text 请填写案号
text 请选择起诉方式
text 请填写起诉日期
submit 登记 on=2025-03-03 number=（2025）虚行初1号 route=direct filed=2025-03-03 plaintiff=演示张三
status 409
text 请再确认一次
text 应当先申请行政复议
text 行政复议法第二十三条
html 虚行初1号
get desk /cases/$CASE/remedies
text 没有登记过复议和诉讼
click 登记行政诉讼应诉通知
submit 登记 on=2025-03-03 number=（2025）虚行初1号 route=direct filed=2025-03-03 plaintiff=演示张三
submit 仍要登记
follow
text 这一步已登记
text （2025）虚行初1号
text 2025-03-18 前提出
text 尚未审结
no-text 演示张三
run report --year 2025 --format json --live
json table4.direct.3 1
json table4.direct.4 1
json table4.after.4 0
get desk /cases/$CASE
text 提出答辩状
text （2025）虚行初1号
get desk /registers/litigation?year=2025
text （2025）虚行初1号

then The same form again, and a second notice while the first is not answered, do nothing
get desk /cases/$CASE/remedies
no-text 登记行政诉讼应诉通知
get desk /cases/$CASE/remedies/new/litigation
submit 登记 on=2025-03-03 number=（2025）虚行初2号 route=after filed=2025-03-03
status 422
text 前一份应诉通知尚未答辩
run report --year 2025 --format json --live
json table4.direct.4 1
json table4.after.4 0

then The statement of defence goes in, the suit ends, the register and table 4 follow
get desk /cases/$CASE/remedies
click 登记已提出
submit 登记 on=2025-03-03
follow
get desk /cases/$CASE/remedies
text 已提出
no-text 2025-03-18 前提出
click 登记结果
submit 登记结果 closed= result= remake=no
status 422
text 请填写审结日期
text 请选择审理结果
submit 登记结果 closed=2025-03-02 result=other on=2025-03-03 remake=no
status 422
text 早于
submit 登记结果 closed=2025-03-03 result=upheld on=2025-03-03 remake=yes
status 422
text 审理结果应当是结果纠正
submit 登记结果 closed=2025-03-03 result=other on=2025-03-03 remake=no
follow
text 其他结果（2025-03-03）
no-text 登记结果
run report --year 2025 --format json --live
json table4.direct.3 0
json table4.direct.2 1
get desk /registers/litigation?year=2025&result=other
text （2025）虚行初1号

then Reconsideration is entered, and ends with the order to reply anew
get desk /cases/$CASE
click 收到行政复议答复通知
submit 登记 on=2025-03-03 n=1 number=虚复〔2025〕7号 filed=2025-03-03 applicant=演示张三
follow
text 虚复〔2025〕7号
text 2025-03-10 前提出
run report --year 2025 --format json --live
json table4.reconsideration.3 1
get desk /cases/$CASE
click 被责令重新作出答复
click 登记结果
submit 登记结果 closed=2025-03-03 result=corrected on=2025-03-03 remake=yes n=15
follow
text 结果纠正（2025-03-03）
run report --year 2025 --format json --live
json table4.reconsideration.1 1
json table4.reconsideration.3 0
get desk /cases/$CASE
text 办理中
text 重新作出答复
text 2025-03-18
letter $NUMBER R2 --value given --as clerk
    {"provision": "纸面，当面领取"}
steps $NUMBER
    2025-03-03 draft+ given @clerk
    2025-03-03 review @head
    2025-03-03 check @head
    2025-03-03 approve @approver
    2025-03-03 issue+ @clerk
    2025-03-03 serve signed @clerk
get desk /cases/$CASE/remedies
text 第 1 次答复
text 危及
text 第 2 次答复（重新作出）
text 予以公开
run verify --json
exit 0

then A notice entered as a bare step asks for its case; a case entered by mistake is unlinked
get desk /cases/$CASE/step/review-notice
submit 登记 on=2025-03-03 n=0
follow
text 收到的行政复议通知还没有登记案号，没有计入年度报告表四
click 补登案号
submit 登记 number=虚复〔2025〕7号 filed=2025-03-03
status 422
text 台账里已有这个案号
submit 登记
status 409
text 已经关联到这一件申请
get desk /cases/$CASE/remedies
click 补登案号
submit 登记 number=虚复〔2025〕8号 filed=2025-03-03
follow
text 虚复〔2025〕8号
text 2025-03-17 前提出
no-text 补登案号
get desk /cases/$CASE/remedies
save LAST remedies/(\d+)/strike"[^>]*>作废<span class="hidden">虚复〔2025〕8号
get desk /cases/$CASE/remedies/$LAST/strike
text 只作废这一件和案件的关联
submit 作废 reason=
status 422
submit 作废 reason=别的申请的案件
follow
text 已作废
text 补登案号
get desk /cases/$CASE/remedies/$LAST/result
status 409
get desk /cases/$CASE/remedies/$LAST/strike
status 409
get desk /cases/$CASE/remedies/99999/result
status 404
get desk /cases/$CASE/remedies/new/nothing
status 404
get desk /cases/$CASE/remedies/new/reconsiderations?step=99999
status 409

then Who only supervises sees it and enters nothing
as supervisor
get desk /cases/$CASE/remedies
text 第 2 次答复（重新作出）
no-text 登记行政复议通知
no-text 补登案号
get desk /cases/$CASE/remedies/new/reconsiderations
status 403
run verify --json
exit 0
