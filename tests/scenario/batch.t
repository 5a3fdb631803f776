# SPDX-License-Identifier: MulanPSL-2.0
# Several people ask for much the same: one step taken for all of them, each with a record, number and letter of its
# own; what is not possible for one holds up no other; the same form again does nothing twice.

scenario Similar requests are registered together
clock 2026-03-02T09:00
demo
file a.json
    {"kind": "natural", "name": "演示甲", "phone": "0000-0000000", "info_name": "2026年人居环境整治项目招标文件"}
file b.json
    {"kind": "natural", "name": "演示乙", "phone": "0000-0000000", "info_name": "2026年人居环境整治项目的招标文件"}
file c.json
    {"kind": "natural", "name": "演示丙", "phone": "0000-0000000", "info_name": "2026年人居环境整治项目招标文件和中标结果"}
file d.json
    {"kind": "natural", "name": "演示丁", "phone": "0000-0000000", "info_name": "乡卫生院医疗设备清单"}
run request new --data a.json --on 2026-03-02
run request new --data b.json --on 2026-03-02
run request new --data c.json --on 2026-03-02
run request new --data d.json --on 2026-03-02
serve
as clerk
get desk /signin
submit 登录 login=clerk password=$PASSWORD
follow
get desk /cases/batch
text 还没有选中申请
get desk /cases
submit 批量办理勾选的 id=1 id=2 id=3
text 选中的 3 件
submit 下一步 step=register
text 选中 3 件，其中 3 件现在可以办
text 登记回执
text 2026-00002
submit 办理 leave-3=1
text 办好 2 件，没有办 1 件
text 这一次不办
text 古政公收〔2026〕1号
text 古政公收〔2026〕2号
repeat
text 办好 2 件，没有办 1 件
text 刚才已经办好，没有重复办理
no-text 古政公收〔2026〕3号
get desk /cases/3
text 已收到待登记
click 和内容相似的申请一起办
text 选中的 3 件
no-text 医疗设备
submit 下一步 step=register
text 其中 1 件现在可以办
text 不能办
submit 办理
text 办好 1 件，没有办 2 件
text 古政公收〔2026〕3号

then One text for all, another one for one of them; what lacks is said for each
get desk /cases/batch?id=1&id=2&id=3&step=draft.published
text 其中 0 件现在可以办
text 缺少“获取途径”
submit 按上面的内容看每一件 where=网站首页招标公告栏
text 其中 3 件现在可以办
text 演示甲
submit 按上面的内容看每一件 where-3=网站首页中标结果栏
text 网站首页中标结果栏
submit 办理
text 办好 3 件，没有办 0 件
get desk /cases/3
text 待审查

then Somebody was faster with one of them
as reviewer
get desk /signin
submit 登录 login=reviewer password=$PASSWORD
follow
get desk /cases/batch?id=1&id=2&id=3&id=4&step=review
text 网站首页中标结果栏
text 选中 4 件，其中 3 件现在可以办
steps 2026-00002
    2026-03-02 review @head
submit 办理
text 办好 2 件，没有办 2 件
text 有别人先办过
get desk /cases/batch?id=1&id=2&id=3&step=check
submit 办理
text 办好 3 件

then Who drafted or may not sign gets no further; the approver signs, each goes out with its own number
as clerk
get desk /cases/batch?id=1&id=2&id=3&step=approve
text 其中 0 件现在可以办
as supervisor
get desk /signin
submit 登录 login=supervisor password=$PASSWORD
follow
get desk /cases/batch?id=1&step=approve
status 403
get desk /cases
no-text 批量办理勾选的
as approver
get desk /signin
submit 登录 login=approver password=$PASSWORD
follow
get desk /cases/batch?id=1&id=2&id=3&step=approve
submit 办理 note=同意
text 办好 3 件
as clerk
get desk /cases/batch?id=1&id=2&id=3&step=issue
submit 办理
text 办好 3 件
text 古政公复〔2026〕1号
text 古政公复〔2026〕2号
text 古政公复〔2026〕3号
get desk /cases/3/letters
text 政府信息公开申请答复书
click 政府信息公开申请答复书
text 网站首页中标结果栏
text 行政复议

then They are given to a post together; a bad form comes back, a strange one is not found
as head
get desk /signin
submit 登录 login=head password=$PASSWORD
follow
get desk /posts
submit 设立岗位 name=依申请公开岗
follow
as clerk
get desk /cases/batch?id=1&id=4&step=assign
submit 办理 post=
text 请选择
submit 办理 post=1
text 办好 2 件
get desk /cases/4
text 依申请公开岗
get desk /cases/batch?id=4&step=ask-clarification
submit 按上面的内容看每一件 on=2026-99-01
status 422
get desk /cases/batch?id=4&step=refused
status 404
get desk /cases/batch?id=4&step=draft
status 404
get desk /cases/batch?id=4&id=999999&step=register
text 没有这一件
submit 办理
text 办好 1 件，没有办 1 件
stop
run verify
exit 0
