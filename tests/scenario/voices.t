# SPDX-License-Identifier: MulanPSL-2.0
# Suggestions to publish (Art. 44) and complaints (Art. 47, 51) from the citizen's form to the archive.

scenario A suggestion is adopted, answered, published and only then archived
demo
clock 2026-03-02T09:00
serve
as citizen
get public /apply/suggestion
submit 提交建议 name=玥旸𬭸 reach=13800000000 subject=历年危房改造补助的分配结果
text 已经收到
save NUMBER (JY2026-\d{5})
save CODE ([0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4})
get public /track
submit 查询 number=$NUMBER code=AAAA-BBBB-CCCC
text 登记编号或者查询码不对
submit 查询 number=$NUMBER code=$CODE
follow
text 建议办理中
text 公开建议已经提交
text 条例没有规定审核公开建议的期限，按设置的期限
text 2026年3月30日
no-text 玥旸𬭸

then The clerk drafts, cannot sign, and another person does
as clerk
get desk /signin
submit 登录 login=clerk password=lianxin-demo-2024
follow
get desk /beside
text 答复公开建议
click $NUMBER
text 玥＊＊
no-text 玥旸𬭸
no-text 13800000000
save CASE /cases/(\d+)/person
get desk /cases/$CASE/step/published
status 409
get desk /cases/$CASE/step/suggest-draft
follow
click 主动公开建议答复书
submit 保存并预览
follow
text 采纳、已经公开、不采纳，应当写明其中一种
get desk /cases/$CASE/letters
click 主动公开建议答复书
click 修改
submit 保存并预览 adopted=2019年以来的分配结果。
follow
text 玥旸𬭸
submit 提交答复稿 on=2026-03-02
follow
get desk /cases/$CASE
text 建议答复待签发
text “签发”须由签发人或者工作机构负责人办理
as approver
get desk /signin
submit 登录 login=approver password=lianxin-demo-2024
follow
get desk /cases/$CASE/step/approve
submit 登记 on=2026-03-02
follow
as clerk
get desk /cases/$CASE/letters
click 主动公开建议答复书
submit 编号印发 on=2026-03-02
follow
text 古政公议〔2026〕1号
get desk /cases/$CASE/step/serve
submit 登记 on=2026-03-02 manner=counter who=演示玥旸𬭸
follow
text 已答复待公开
text 主动公开采纳的信息

then Nothing is archived before it is published
get desk /cases/$CASE/step/archive
status 409
get desk /cases/$CASE/step/published
text 从本单位已经公开的信息里查找
submit 登记 on=2026-03-02
status 422
submit 登记 on=2026-03-02 note=没有这样的标题
status 422
text 本单位已经公开的信息里没有找到
submit 登记 on=2026-03-02 note=2026-999999
status 422
text 没有这个索引号
submit 登记 on=2026-03-02 note=https://www
status 422
text 这不是完整的网址
submit 登记 on=2026-03-02 note=https://www.example.gov.cn/2026/1.html
follow
text 公开在：
text https://www.example.gov.cn/2026/1.html
text 已答复待归档
get desk /cases/$CASE/step/archive
submit 登记 on=2026-03-02
follow
get desk /registers/suggestions?year=2026
text 采纳
click $NUMBER
text https://www.example.gov.cn/2026/1.html
as citizen
get public /track
submit 查询 number=$NUMBER code=$CODE
follow
text 采纳的信息已经公开
text 公开在哪里 https://www.example.gov.cn/2026/1.html
no-text 答复书写明了申请行政复议
text 古政公议〔2026〕1号

then He has the answer by the end of his telephone number, and by no other
text 您留的电话号码的最后4位
no-text 证件号码
no-text 发送验证码
submit 下载主动公开建议答复书 tail=1234
text 电话号码的最后4位不对，或者验证码不对
submit 下载主动公开建议答复书
text 请填写电话号码的最后4位。
submit 下载主动公开建议答复书 tail=0000
starts %PDF-
run verify --json
exit 0
json ok true
run report --year 2026 --format json --live
json table3.r1.0 0

scenario What was adopted is chosen among what the office has published, and shown as a link to both
demo
clock 2026-03-02T09:00
serve
as citizen
get public /apply/suggestion
submit 提交建议 subject=历年补助的分配结果
save NUMBER (JY2026-\d{5})
save CODE ([0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4})
as clerk
get desk /signin
submit 登录 login=clerk password=lianxin-demo-2024
follow
get desk /beside
click $NUMBER
save CASE /cases/(\d+)/person
get desk /cases/$CASE/letters
click 主动公开建议答复书
submit 保存并预览 adopted=分配结果
follow
submit 提交答复稿 on=2026-03-02
follow
as approver
get desk /signin
submit 登录 login=approver password=lianxin-demo-2024
follow
get desk /cases/$CASE/step/approve
submit 登记 on=2026-03-02
follow
as clerk
get desk /cases/$CASE/letters
click 主动公开建议答复书
submit 编号印发 on=2026-03-02
follow
get desk /cases/$CASE/step/serve
submit 登记 on=2026-03-02 manner=counter who=演示玥旸𬭸
follow
get desk /cases/$CASE/step/published
submit 登记 on=2026-03-02 note=的
status 422
text 请选择是哪一条
save INDEX <option value="(\d{4}-\d{6})"
submit 登记 on=2026-03-02 note=的 record=2026-999999
status 422
submit 登记 on=2026-03-02 note=的 record=$INDEX
follow
text 公开在：
text $INDEX
as citizen
get public /track
submit 查询 number=$NUMBER code=$CODE
follow
text 公开在哪里
save WHERE href="(/a/1/records/\d+)"
save ID href="/a/1/records/(\d+)"
text $INDEX
get public $WHERE
status 200
text $INDEX

then A record that was taken back is no link any more
as clerk
get desk /registers/records/$ID/strike
submit 作废 reason=登记错了
follow
get desk /cases/$CASE
text 现在公众已经看不到
as citizen
get public /track/case
text 这一条现在不在公开的信息里
no-text $INDEX
run verify --json
exit 0
json ok true

scenario A suggestion is taken back by who made it
demo
clock 2026-03-02T09:00
serve
as citizen
get public /apply/suggestion
submit 提交建议 subject=历年危房改造补助的分配结果
save NUMBER (JY2026-\d{5})
save CODE ([0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4})
get public /track
submit 查询 number=$NUMBER code=$CODE
follow
text 建议内容
text 收到建议之日
no-text 申请内容
no-text 这件申请
click 撤回这件建议
text 撤回建议
no-text 撤回申请
submit 撤回这件建议
follow
text 已撤回

scenario Who complained without a name reads the answer by number and query code alone
demo
run setting complaint.agency 1 --agency 测试市
clock 2026-03-02T09:00
serve
as citizen
get public /a/2/complain
text 不愿留姓名的，这一项和下一项都不填
submit 提交投诉举报 subject=超过期限没有答复
text 没有留姓名和联系方式的，凭登记编号和查询码
save NUMBER (TS2026-\d{5})
save CODE ([0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4})
as clerk
get desk /signin
submit 登录 login=clerk password=lianxin-demo-2024
follow
get desk /beside
click $NUMBER
save CASE /cases/(\d+)/person
get desk /cases/$CASE/step/complaint-register
submit 登记 on=2026-03-02
follow
get desk /cases/$CASE/letters
click 投诉举报答复书
submit 保存并预览 upheld=责令10日内答复
follow
text 投诉举报人
submit 提交答复稿 on=2026-03-02
follow
as approver
get desk /signin
submit 登录 login=approver password=lianxin-demo-2024
follow
get desk /cases/$CASE/step/approve
submit 登记 on=2026-03-02
follow
as clerk
get desk /cases/$CASE/letters
click 投诉举报答复书
submit 编号印发 on=2026-03-02
follow
as citizen
get public /track
submit 查询 number=$NUMBER code=AAAA-BBBB-CCCC
text 登记编号或者查询码不对
submit 查询 number=$NUMBER code=$CODE
follow
text 您没有留下姓名和联系方式
no-text 验证码
submit 下载投诉举报答复书
starts %PDF-
get public /track/case
submit 退出查询
get public /track/case
status 303
run verify --json
exit 0
json ok true

scenario Who left his name and nothing to reach him by has his answer at the counter
demo
run setting complaint.agency 1 --agency 测试市
clock 2026-03-02T09:00
serve
as citizen
get public /apply/suggestion
submit 提交建议 name=玥旸𬭸 subject=历年危房改造补助的分配结果
save NUMBER (JY2026-\d{5})
save CODE ([0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4})
as clerk
get desk /signin
submit 登录 login=clerk password=lianxin-demo-2024
follow
get desk /beside
click $NUMBER
save CASE /cases/(\d+)/person
get desk /cases/$CASE/letters
click 主动公开建议答复书
submit 保存并预览 public=门户网站
follow
submit 提交答复稿 on=2026-03-02
follow
as approver
get desk /signin
submit 登录 login=approver password=lianxin-demo-2024
follow
get desk /cases/$CASE/step/approve
submit 登记 on=2026-03-02
follow
as clerk
get desk /cases/$CASE/letters
click 主动公开建议答复书
submit 编号印发 on=2026-03-02
follow
as citizen
get public /track
submit 查询 number=$NUMBER code=$CODE
follow
text 主动公开建议答复书
text 答复按您选择的方式送达；也可以请本人带身份证件到受理单位领取
no-text 下载主动公开建议答复书

scenario A complaint goes to the authority, and the office complained of sees nothing of it
demo
run setting complaint.agency 1 --agency 测试市
clock 2026-03-02T09:00
serve
as citizen
get public /a/2/complain
submit 提交投诉举报 name=玥旸𬭸 reach=13800000000 about_request=2026-00001 subject=超过期限没有答复
text 投诉、举报不影响也不延长
save NUMBER (TS2026-\d{5})
save CODE ([0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4})
get public /track
submit 查询 number=$NUMBER code=$CODE
follow
text 由受理的机关办理，不交被投诉的机关
text 条例没有规定处理投诉举报的期限，按设置的期限

then The authority registers it, asks for the account by a letter without the name, and answers
as clerk
get desk /signin
submit 登录 login=clerk password=lianxin-demo-2024
follow
get desk /beside
text 登记投诉举报
click $NUMBER
no-text 玥旸𬭸
text 投诉举报人
text 收到投诉举报之日
no-text 收到申请之日
save CASE /cases/(\d+)/person
get desk /cases/$CASE/step/complaint-draft
follow
get desk /cases/$CASE/step/complaint-register
submit 登记 on=2026-03-02
follow
text 投诉办理中
get desk /cases/$CASE/letters
click 投诉举报事项情况说明通知书
submit 保存并预览 account=2026-00001号申请的办理情况
follow
no-text 玥旸𬭸
submit 编号印发（请被投诉机关说明情况） on=2026-03-02
follow
text 已印发
get desk /cases/$CASE
text 被投诉机关说明情况
get desk /cases/$CASE/step/complaint-account
submit 登记 on=2026-03-02
follow
get desk /cases/$CASE/letters
click 投诉举报答复书
submit 保存并预览 upheld=责令10日内答复
follow
text 60日内申请行政复议
submit 提交答复稿 on=2026-03-02
follow
as approver
get desk /signin
submit 登录 login=approver password=lianxin-demo-2024
follow
get desk /cases/$CASE/step/approve
submit 登记 on=2026-03-02
follow
as clerk
get desk /cases/$CASE/letters
click 投诉举报答复书
submit 编号印发 on=2026-03-02
follow
get desk /cases/$CASE/step/serve
submit 登记 on=2026-03-02 manner=counter who=演示玥旸𬭸
follow
get desk /cases/$CASE/step/archive
submit 登记 on=2026-03-02
follow
text 已归档
as citizen
get public /track
submit 查询 number=$NUMBER code=$CODE
follow
text 已答复
no-text 情况说明通知书
run verify --json
exit 0
json ok true
run report --year 2026 --format json --live
json table3.r1.0 0

then The office complained of meets it nowhere
as city
get desk /signin
submit 登录 login=city-clerk password=lianxin-demo-2024
follow
get desk /cases/$CASE
status 404
get desk /cases/$CASE/letters
status 404
get desk /beside
status 200
no-text $NUMBER
get desk /registers/complaints?year=2026
no-text $NUMBER
get desk /registers/complaints/export.csv?year=2026
no-text $NUMBER
get desk /
no-text $NUMBER
get desk /notices
no-text $NUMBER
