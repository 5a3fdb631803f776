# SPDX-License-Identifier: MulanPSL-2.0
# One request as its people see it: a citizen applies, is asked to clarify, waits for a third party, is granted in
# part, reads the letter, wants to complain; a clerk, a reviewer and an approver handle it to the archive; it stands
# once in the year's table and opens from there.

scenario A request from the form to the archive and into the year's table
demo
clock 2026-03-02T09:00
serve
as citizen
get public /apply/1
submit 继续 kind=natural
submit 继续 name=玥旸𬭸 id_type=resident id_number=11010519491231002X
submit 继续 phone=13800000000 email=a@example.cn
submit 继续
submit 继续 info_name=2024年征地补偿安置方案及名册
submit 继续 delivery=online medium=electronic notify=none
submit 继续 proof=counter
submit 继续
submit 提交申请
follow
text 申请已经提交
save NUMBER (2026-\d{5})
save CODE ([0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4})
as clerk
get desk /signin
submit 登录 login=clerk password=lianxin-demo-2024
follow
get desk /cases
click $NUMBER
click 登记
submit 登记 on=2026-03-02
follow
text 办理中
get desk /cases/1/letters/new?kind=P2
submit 保存并预览 items=所需名册的年度 days=5
follow
submit 编号印发（告知补正） on=2026-03-02
follow
text 已印发
get desk /cases/1/step/notice-served
submit 登记 on=2026-03-02
follow
text 待补正
stop
clock 2026-03-06T09:00
serve
as citizen
get public /track
submit 查询 number=$NUMBER code=$CODE
follow
text 等待补正
click 提交补正
submit 提交补正 text=要2024年的名册
follow
text 已经收到补正
stop
clock 2026-03-27T09:00
serve
as clerk
get desk /signin
submit 登录 login=clerk password=lianxin-demo-2024
follow
get desk /cases/1/step/consult-third
submit 编号印发并登记 on=2026-03-09 party=某建筑公司 concern=方案里有该公司的报价
follow
get desk /cases/1/step/consult-served?consult=1
submit 登记 on=2026-03-10
follow
get desk /cases/1/step/refused?consult=1
submit 登记 on=2026-03-17
follow
text 办理中
get desk /cases/1/letters/new?kind=R3&ending=part
submit 保存并预览 disclosed=方案正文 provision=网上下载 withheld=名册｜c4｜含有他人银行账号
follow
submit 提交答复稿 on=2026-03-24
follow
text 答复稿已提交审查
as reviewer
get desk /signin
submit 登录 login=reviewer password=lianxin-demo-2024
follow
get desk /cases/1/step/review
submit 登记 on=2026-03-24
follow
get desk /cases/1/step/check
submit 登记 on=2026-03-24
follow
text 待签发
as approver
get desk /signin
submit 登录 login=approver password=lianxin-demo-2024
follow
get desk /cases/1/step/approve
submit 登记 on=2026-03-25
follow
as clerk
get desk /cases/1/letters
click 政府信息公开申请答复书
submit 编号印发 on=2026-03-25
follow
text 已印发
get desk /cases/1/step/serve
submit 登记 on=2026-03-25 manner=online
status 422
text 请写明怎样确认对方收到
submit 登记 on=2026-03-25 manner=online how=平台阅读记录
follow
text 已答复待归档
text 网上平台（约定的电子送达），对方确认收到的日期2026-03-25，怎样确认：平台阅读记录
get desk /cases/1/step/tell-third
submit 编号印发并登记 on=2026-03-25 reason=不公开可能对公共利益造成重大影响 disclosed=方案正文
follow
get desk /cases/1/step/archive
submit 登记 on=2026-03-26
follow
text 已归档
as citizen
get public /track
submit 查询 number=$NUMBER code=$CODE
follow
text 已答复
no-text 某建筑公司
submit 下载 tail=999999
text 不对
submit 下载 tail=31002X
status 200
starts %PDF-
get public /complain
text 由上级机关处理，不交被投诉的单位处理
as clerk
get desk /figures/2026/t3.b.natural
text $NUMBER
click $NUMBER
status 200
stop
run report --year 2026 --json
json table3.b.0 1
json table3.r1.0 1
json table3.g.0 1
run verify
exit 0
