# SPDX-License-Identifier: MulanPSL-2.0
# The citizen's side: applying, the receipt, following one's own application, and who gets nowhere.

scenario an application from the first page to the receipt, sent twice, followed and withdrawn
demo
copy tests/data/files/shot.png shot.png
serve --access-log access.log
as citizen
get public /apply
status 200
text 先找一找是不是已经公开
click 开始填写申请
status 200
text 第 1 步，共 8 步
submit 继续 kind=
text 请选择申请人类别。
submit 继续 kind=natural
text 您是谁？
no-text 处需要修改
submit 继续 name=玥旸𬭸 id_type=resident id_number=110105194912310021
text 居民身份证号码不对，请核对18位号码。
html 玥旸𬭸
submit 继续 id_number=11010519491231002X
submit 继续 phone=13800000000
submit 继续 agent_name=
submit 继续 info_name=2023年征地补偿安置方案
submit 继续 delivery=email medium=electronic
text 要用电子邮件获取信息，请填写电子邮箱。
submit 继续 email=张三@example.cn
text 电子邮箱写得不对，例如 name@example.cn。
submit 继续 email=-oQ@example.cn
text 电子邮箱写得不对，例如 name@example.cn。
submit 继续 email=name@localhost
text 电子邮箱写得不对，例如 name@example.cn。
submit 继续 email=a(b)@example.cn
text 电子邮箱写得不对，例如 name@example.cn。
submit 继续 email=name@example.cn
submit 继续 proof=uploaded
text 请选择身份证明的照片或者扫描件，或者改为到现场出示。
submit 继续 proof=uploaded identity@shot.png
submit 继续 help=
text 请核对您的申请
text 玥旸𬭸
text shot.png
submit 提交申请
status 303
header Location /apply/done
repeat
status 303
follow
text 申请已经提交
save NUMBER <dt>登记编号</dt><dd><strong>([0-9-]+)
save CODE <strong class="nowrap">([0-9A-Z-]+)
get public /apply/done
text $CODE
scan http://127.0.0.1:$PUBLIC/track?number=$NUMBER
get public /apply/receipt.pdf
status 200
starts %PDF-
scan http://127.0.0.1:$PUBLIC/track?number=$NUMBER
get public /track?number=$NUMBER
html value="$NUMBER"
get public /track/case
text 已收到
text 为什么是这一天
text 《政府信息公开条例》第三十三条
text 认为受理单位没有依法办理的
no-text 答复书写明了
click 撤回这件申请
submit 撤回这件申请
follow
text 已撤回
as stranger
get public /track/case
status 303
get public /track
submit 查询 number=$NUMBER code=AAAA-BBBB-CCCC
text 登记编号或者查询码不对，请对照回执再填一次。
submit 查询 number=2099-00001 code=$CODE
text 登记编号或者查询码不对，请对照回执再填一次。
submit 查询 number=$NUMBER code=$CODE
follow
text 已撤回
submit 退出查询
follow
get public /track/case
status 303
no-log $CODE
no-log 玥旸
stop
python
    text = open(DIR + "/access.log", encoding="utf-8").read()
    assert "11010519491231002X" not in text and "征地" not in text and "%E5%BE%81" not in text, text
run verify --json
exit 0
json ok true

scenario what is handed out on paper, per agency
demo
serve --domain www.example.gov.cn
get public /apply
click 申请表
status 200
text 授权委托书
text 统一社会信用代码
text 古城回族乡
click 下载申请表（PDF）
status 200
starts %PDF-
header Content-Type application/pdf
get public /apply/form
click 下载申请表（Word）
status 200
starts PK
get public /guide
click 申请办理流程
status 200
text 7个工作日内一次性告知
html role="img" aria-label="申请办理流程
click 下载流程图（PDF）
starts %PDF-
get public /a/2/apply/form
text 受理单位：测试市
get public /apply/paper/form.exe
status 404
get public /a/999/apply/form
status 404
stop

scenario a page reloaded without its answers, and pages that are not there
demo
serve
get public /apply/5
status 303
header Location /apply/1
get public /apply/done
status 303
header Location /track
get public /track/clarify
status 303
get public /a/999/apply
status 404
post public /apply/2 kind=natural
status 403
stop

scenario whoever guesses codes is told to wait, and the office's own answer is the same for all
demo
serve
get public /track
submit 查询 number= code=
text 请填写登记编号。
text 请填写查询码。
submit 查询 number=2026-00001 code=AAAA-BBBB-CCCC
submit 查询 number=2026-00001 code=AAAA-BBBB-CCCC
submit 查询 number=2026-00001 code=AAAA-BBBB-CCCC
submit 查询 number=2026-00001 code=AAAA-BBBB-CCCC
submit 查询 number=2026-00001 code=AAAA-BBBB-CCCC
submit 查询 number=2026-00001 code=AAAA-BBBB-CCCC
submit 查询 number=2026-00001 code=AAAA-BBBB-CCCC
submit 查询 number=2026-00001 code=AAAA-BBBB-CCCC
submit 查询 number=2026-00001 code=AAAA-BBBB-CCCC
submit 查询 number=2026-00001 code=AAAA-BBBB-CCCC
text 登记编号或者查询码不对
submit 查询 number=2026-00001 code=AAAA-BBBB-CCCC
status 429
text 输错的次数太多
get public /apply
status 200
get public /apply/1
status 200
submit 继续 kind=natural
submit 继续 name=王某 id_type=resident id_number=11010519491231002X
submit 继续 phone=13800000000
submit 继续 agent_name=
submit 继续 info_name=2023年征地补偿安置方案
submit 继续 delivery=counter medium=paper
submit 继续 proof=counter
submit 继续 help=
submit 提交申请
status 303
follow
status 200
text 申请已经提交
get public /track/case
status 200
text 已收到
stop

scenario an application whose answer was lost is sent once more after midnight
clock 2026-01-20T23:58
demo
serve
get public /apply/1
submit 继续 kind=natural
save WORD name="word" value="([0-9a-f]+)"
submit 继续 name=王某 id_type=resident id_number=11010519491231002X
submit 继续 phone=13800000000
submit 继续 agent_name=
submit 继续 info_name=2023年征地补偿安置方案
submit 继续 delivery=counter medium=paper
submit 继续 proof=counter
submit 继续 help=
submit 提交申请
status 303
stop
clock 2026-01-21T00:03
serve
get public /apply/1
submit 继续 kind=natural word=$WORD
submit 继续 name=王某 id_type=resident id_number=11010519491231002X
submit 继续 phone=13800000000
submit 继续 agent_name=
submit 继续 info_name=2023年征地补偿安置方案
submit 继续 delivery=counter medium=paper
submit 继续 proof=counter
submit 继续 help=
submit 提交申请
status 303
follow
save NUMBER <dt>登记编号</dt><dd><strong>([0-9-]+)
get desk /signin
submit 登录 login=clerk password=lianxin-demo-2024
follow
get desk /cases
text $NUMBER
no-text 2026-00002
stop

scenario a correction request, a suggestion and a complaint, each into the right register
demo
serve
get public /apply
click 建议主动公开
submit 提交建议 subject=
text 请填写建议公开什么信息
submit 提交建议 subject=历年征地补偿标准
text 已经收到
repeat
text JY
text -00001
text 查询码
get public /apply/correction
submit 提交更正申请 name=玥旸𬭸 reach=13800000000 record=公示第3号 subject=面积写错
text 请选择您是
text 请填写证件号码
submit 提交更正申请 requester_kind=natural identity=11010519491231002X
text GZ
text -00001
text 查询码
get public /complain
no-text 提交投诉举报
text 书面提出，说明被投诉举报的单位是
stop
run verify --json
exit 0
json ok true

scenario a complaint goes to the agency above, once, and not to the one it is about
demo
sql
    UPDATE agency SET parent_id = (SELECT MIN(id) FROM agency) WHERE id = (SELECT MAX(id) FROM agency);
serve
get public /a/2/complain
submit 提交投诉举报 reach=13800000000
text 留下联系方式的，请填写姓名；匿名的两项都不填
text 请填写投诉举报的内容
submit 提交投诉举报 reach= about_request=2026-00001 subject=超过期限没有答复
text 不影响也不延长
repeat
text 已经收到
get desk /signin
submit 登录 login=clerk password=lianxin-demo-2024
follow
get desk /registers/complaints?year=2026
text 2026-00001
no-text 2026-00002
stop

scenario a fee is asked, followed by number and code, paid late, and stands once in the register
clock 2026-03-02T09:00
demo
file a.json
    {"kind": "natural", "name": "王某", "phone": "13800000000", "info_name": "2023年征地补偿安置方案"}
run request new --data a.json --json
save NUMBER "number": ?"([0-9-]+)
save CODE "code": ?"([0-9A-Z-]+)
steps $NUMBER
    2026-03-02 register @clerk
letter $NUMBER P9 --as head
    {"tariff": "piece", "count": "12", "payment": "到县财政局非税窗口缴纳"}
clock 2026-03-03T09:00
steps $NUMBER
    2026-03-03 ask-fee+ @head
clock 2026-03-04T09:00
steps $NUMBER
    2026-03-04 notice-served @clerk
serve
get public /track
submit 查询 number=$NUMBER code=$CODE
follow
text 还没有收到缴费
text 200.00元
text 按件计收，12件
text 到县财政局非税窗口缴纳
text 2026年4月1日
text 缴清以后
get desk /signin
submit 登录 login=clerk password=lianxin-demo-2024
follow
get desk /cases
click $NUMBER
text 未缴纳
text 200.00元
click 这笔费用在台账里的记录
text 按件计收，12件
stop
clock 2026-04-10T09:00
steps $NUMBER
    2026-04-10 paid @clerk
serve
get public /track
submit 查询 number=$NUMBER code=$CODE
follow
text 已缴纳
text 缴费晚于缴纳期限
text 2026年4月10日
get desk /signin
submit 登录 login=clerk password=lianxin-demo-2024
follow
get desk /registers/fees?year=2026
text 2026-04-10
text 200.00
stop
run verify --json
exit 0
json ok true

scenario a reply is rated, and the desk sees a sum of several alone
demo
clock 2026-03-02T09:00
file a.json
    {"kind": "natural", "name": "王某", "phone": "13800000000", "info_name": "2023年征地补偿安置方案"}
run request new --data a.json --json
save NUMBER "number": ?"([0-9-]+)
save CODE "code": ?"([0-9A-Z-]+)
serve
get public /track
submit 查询 number=$NUMBER code=$CODE
follow
no-text 评价
no-text 信息处理费
get public /track/rate
status 303
header Location /track/case
stop
steps $NUMBER
    2026-03-02 register @clerk
    2026-03-02 withdraw @clerk
letter $NUMBER F3 --value withdrawn --as clerk
    {"reason": "申请人书面撤回", "ground": "申请人撤回申请"}
steps $NUMBER
    2026-03-02 draft+ withdrawn @clerk
    2026-03-02 review @head
    2026-03-02 check @head
    2026-03-02 approve @approver
    2026-03-02 issue+ @clerk
    2026-03-02 serve signed @clerk
sql sqlite
    INSERT INTO rating (mark, agency_id, year, level) VALUES (x'01', 1, 2026, 5), (x'02', 1, 2026, 4), (x'03', 1, 2026, 4);
sql postgresql
    INSERT INTO rating (mark, agency_id, year, level) VALUES ('\x01', 1, 2026, 5), ('\x02', 1, 2026, 4), ('\x03', 1, 2026, 4);
serve
get desk /signin
submit 登录 login=clerk password=lianxin-demo-2024
follow
get public /track
submit 查询 number=$NUMBER code=$CODE
follow
click 评价这件申请的办理
submit 提交评价
text 请选择一项
submit 提交评价 level=1
status 303
follow
text 您的评价是：非常不满意。
click 修改评价
submit 提交评价 level=3
follow
text 您的评价是：基本满意。
get desk /cases/ratings?year=2026
text 还没有汇总
no-text 非常不满意 1
stop
sql sqlite
    INSERT INTO rating (mark, agency_id, year, level) VALUES (x'04', 1, 2026, 5);
sql postgresql
    INSERT INTO rating (mark, agency_id, year, level) VALUES ('\x04', 1, 2026, 5);
serve
get public /track
submit 查询 number=$NUMBER code=$CODE
follow
click 修改评价
submit 提交评价 level=2
follow
text 已经汇总，不能再修改
get public /track/rate
status 303
get desk /signin
submit 登录 login=clerk password=lianxin-demo-2024
follow
get desk /cases/ratings?year=2026
html data-label="合计" class="number"><span>5</span>
stop
run verify --json
exit 0
json ok true
