# SPDX-License-Identifier: MulanPSL-2.0
# What goes wrong at the desk and on the tracking page: steps out of their order or time, forms sent twice or at
# once, a name of rare characters. Each is answered in plain words, nothing is lost and nothing stands twice.

scenario Steps out of their order and beyond their measure come back with the reason and what was typed
demo
clock 2026-03-02T09:00
file a.json
    {"kind": "natural", "name": "玥旸𬭸", "id_type": "resident", "id_number": "11010519491231002X", "phone": "13800000000", "info_name": "2024年征地补偿方案"}
run request new --data a.json --json
save NUMBER "number": ?"([0-9-]+)
save CODE "code": ?"([0-9A-Z-]+)
serve
as clerk
get desk /signin
submit 登录 login=clerk password=lianxin-demo-2024
follow
get desk /cases/1
click 登记
submit 登记 on=2026-02-27
status 422
text 日期不能早于收到申请的日期（2026年3月2日）
submit 登记 on=2026-03-03
status 422
text 今天以后
submit 登记 on=2026-03-02
follow
text 这一步已登记
# a reply before the receipt
get desk /cases/1/letters/new?kind=R1&ending=given
submit 保存并预览 provision=当面领取
follow
submit 提交答复稿 on=2026-02-27
status 422
text 早于
as head
get desk /signin
submit 登录 login=head password=lianxin-demo-2024
follow
get desk /cases/1/step/extend
submit 登记 n=21 note=还在找档案
status 422
text 延期不超过20个工作日
html 还在找档案
submit 登记 n=5
follow
text 这一步已登记
get desk /cases/1
text 延期
get desk /cases/1/step/extend
text 不能
as clerk
get desk /cases/1/step/paid
text 不能
stop
run verify
exit 0

scenario A clarification after its day, a form sent twice, and two who decide in the same moment
demo
clock 2026-03-02T09:00
file a.json
    {"kind": "natural", "name": "玥旸𬭸", "id_type": "resident", "id_number": "11010519491231002X", "phone": "13800000000", "info_name": "2024年征地补偿方案"}
run request new --data a.json --json
save NUMBER "number": ?"([0-9-]+)
save CODE "code": ?"([0-9A-Z-]+)
serve
as clerk
get desk /signin
submit 登录 login=clerk password=lianxin-demo-2024
follow
get desk /cases/1/step/register
submit 登记
follow
get desk /cases/1/letters/new?kind=P2
submit 保存并预览 items=所需信息的年度 days=5
follow
submit 编号印发（告知补正）
follow
repeat
follow
no-text 补〔2026〕2号
get desk /cases/1/step/notice-served
submit 登记
follow
# the same form once more: nothing twice
repeat
status 409
text 您填写的时候，这一件有别人办理过
text 登记通知送达日期
stop
clock 2026-03-12T09:00
serve
as citizen
get public /track
submit 查询 number=$NUMBER code=$CODE
follow
text 2026年3月9日
text 期限已经届满；受理单位还没有认定逾期的，您仍可以补正
click 提交补正
submit 提交补正 text=要2024年的
follow
text 已经收到补正
repeat
follow
status 200
get public /track/case
text 已经收到补正
as clerk
get desk /signin
submit 登录 login=clerk password=lianxin-demo-2024
follow
get desk /cases
text 看逾期收到的补正
get desk /cases/1
text 答复期限从这一天重新起算
text 补正期限届满以后，申请人于2026年3月12日提交了补正
text 也可以请申请人另行提出新的申请
get desk /cases/1/step/late-seen
submit 登记 note=有正当理由，继续办理
follow
no-text 看逾期收到的补正
get desk /cases
no-text 看逾期收到的补正
get desk /cases/1/step/late-seen
text 今天不能办：没有逾期收到而还没有看过的补正。
get desk /cases/1/letters/new?kind=R1&ending=given
submit 保存并预览 provision=当面领取
follow
submit 提交答复稿
follow
as reviewer
get desk /signin
submit 登录 login=reviewer password=lianxin-demo-2024
follow
get desk /cases/1/step/review
submit 登记
follow
get desk /cases/1/step/check
submit 登记
follow
text 待签发
as approver
get desk /signin
submit 登录 login=approver password=lianxin-demo-2024
follow
get desk /cases/1/step/return
as another
get desk /signin
submit 登录 login=approver password=lianxin-demo-2024
follow
get desk /cases/1/step/approve
submit 登记
follow
text 这一步已登记
as approver
submit 登记 note=还缺一页
status 409
text 您填写的时候，这一件有别人办理过
text 签发
no-text 退回修改已登记
get desk /cases/1
text 待印发
no-text 还缺一页
stop
run verify
exit 0
