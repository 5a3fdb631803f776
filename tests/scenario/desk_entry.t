# SPDX-License-Identifier: MulanPSL-2.0
# The registers on the desk: added, found, corrected, struck; two people at once; import in two steps.

scenario A clerk adds a record as he would write it, and it counts
demo
serve
as clerk
get desk /signin
submit 登录 login=clerk password=lianxin-demo-2024
follow
get desk /registers/records?year=2024
text 2024 年共 85 条
click 登记一条
submit 保存 title= kind=通知 published=2024年2月30日
status 422
text 标题没有填写
text 不是一个存在的日期
submit 保存 title=关于春耕备耕的通知 kind=通知 published=2024年3月5日 published_via=政府网站
follow
status 200
text 已登记一条主动公开信息
text 再录一条
text 2024 年共 86 条

then The same sent twice asks before it is added again
get desk /registers/records/new
submit 保存 title=关于春耕备耕的通知 kind=通知 published=20240305 published_via=政府网站
status 409
text 完全相同的记录
get desk /registers/records?year=2024
text 2024 年共 86 条

then It is found by a word, and corrected with a reason that stays
get desk /registers/records?year=2024&q=春耕备耕
text 符合条件的
click 关于春耕备耕的通知
status 200
text 2024-03-05
click 更正
submit 保存更正 published=2024-03-06
status 422
text 请写明理由
submit 保存更正 published=2024-03-06 reason=日期录错
follow
text 更正已保存
text 演示经办人
text 日期录错
text 计入 2024 年的统计
text 2024-03-06

then Two people at once lose nothing
click 更正
as reviewer
get desk /signin
submit 登录 login=reviewer password=lianxin-demo-2024
follow
get desk /registers/records?year=2024&q=春耕备耕
click 关于春耕备耕的通知
click 更正
submit 保存更正 topic=乡村振兴 reason=补主题
follow
text 更正已保存
as clerk
get desk /registers/records?year=2024&q=春耕备耕
click 关于春耕备耕的通知
text 乡村振兴

then Struck, it stays readable and counts no more
click 作废
text 不再计入任何统计
submit 作废 reason=重复登记
follow
status 200
text 已作废
text 重复登记
get desk /registers/records?year=2024
text 2024 年共 85 条
get desk /registers/records?year=2024&struck=only
text 已作废

then A file is checked without writing, and imported when it comes again
file bad.csv
    number,received,channel,requester_kind,subject,outcome,replied
    A1,2025-02-30,online,natural,低保名单,,
    A2,2025-03-01,phone,natural,低保名单,a,
file good.csv
    number,received,channel,requester_kind,subject,outcome,replied
    A1,2025-02-20,online,natural,低保名单,,
    A2,2025-03-01,counter,natural,低保名单,a,2025-03-05
get desk /registers/requests/import
submit 检查文件
status 422
text 请选择要导入的文件
submit 检查文件 file@bad.csv
status 422
text 文件里有 3 处要改
text 什么都没有写入
submit 检查文件 file@good.csv
status 200
text 2 件都可以导入
submit 导入这 file@bad.csv
status 422
get desk /registers/requests?year=2025
text 还没有登记
get desk /registers/requests/import
submit 检查文件 file@good.csv
submit 导入这 file@good.csv
follow
text 已导入 2 件
get desk /registers/requests?year=2025
text A2

then What is exported can be imported again
get desk /registers/requests/export.csv?year=2025
status 200
header Content-Disposition attachment
text number,received
text A1,2025-02-20

scenario A correction on an older version shows both and keeps what was typed
demo
serve
get desk /signin
submit 登录 login=clerk password=lianxin-demo-2024
follow
get desk /registers/records?year=2024
save ID /registers/records/([0-9]+)"
get desk /registers/records/$ID/edit
submit 保存更正 published_via=公告栏 reason=改渠道
follow
text 更正已保存
get desk /registers/records/$ID/edit
submit 保存更正 version=1 published_via=政府公报 reason=再改渠道
status 409
text 这条记录已被改过
text 公告栏
text 政府公报
html value="政府公报"

scenario A supervisor sees and changes nothing, and names stay masked
demo
serve
as supervisor
get desk /signin
submit 登录 login=supervisor password=lianxin-demo-2024
follow
get desk /registers/records?year=2024
status 200
no-text 登记一条
get desk /registers/records/new
status 403
text 经办人
get desk /registers/records/export.csv
status 403
as city
get desk /signin
submit 登录 login=city-clerk password=lianxin-demo-2024
follow
get desk /registers/requests?year=2025
status 200
text ＊＊
save ID /registers/requests/([0-9]+)"
get desk /registers/requests/$ID
text 已记入审计日志
no-text ＊＊
get desk /registers/records/999999999
status 404
get desk /registers/nothing
status 404

scenario Who did it is told in the same words under an entry and in the journal
demo
file one.csv
    title,kind,formed,published,published_via
    关于开展秋季造林的通知,通知,2024-09-01,2024-09-02,政府网站
run import --register records $DIR/one.csv
exit 0
serve
as clerk
get desk /signin
submit 登录 login=clerk password=lianxin-demo-2024
follow
get desk /registers/records?year=2024&q=秋季造林
click 关于开展秋季造林的通知
text 系统维护（命令行）
click 更正
submit 保存更正 topic=生态 reason=补主题
follow
text 演示经办人
as audit
get desk /signin
submit 登录 login=audit password=lianxin-demo-2024
follow
get desk /journal
text 演示经办人（clerk）
text 系统维护（命令行）

scenario Many save in the same moment, each with a double click: every entry is there once
demo
serve
as clerk
get desk /signin
submit 登录 login=clerk password=lianxin-demo-2024
follow
get desk /registers/records?year=2024
text 2024 年共 85 条
get desk /registers/records/new
crowd 40 保存 title=关于{n}号路灯的通知 kind=通知 published=2024-03-05
get desk /registers/records?year=2024
text 2024 年共 125 条
get desk /registers/records?year=2024&q=号路灯
text 符合条件的共 40 条
stop
exit 0
run verify
exit 0
