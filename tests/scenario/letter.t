# SPDX-License-Identifier: MulanPSL-2.0
# Letters of disclosure on request, and the check of an office's own templates.

scenario the letters there are, and wrong usage
run letter
exit 0
stdout 政府信息公开申请补正告知书
run letter --json
json-count letters 33
run letter P99 --data x.json
exit 2
run letter P2
exit 2
stderr --data is missing
run letter P2 --check x.txt
exit 2
run letter P2 --data nowhere.json
exit 3
run letter P2 --data nowhere.json --format odt
exit 2

scenario a refusal of 2025, as text and as papers
file case.json
    {"organ": "海东市平安区古城回族乡人民政府", "number": "古政公复〔2025〕3号", "date": "2025-03-14",
     "requester": "玥旸", "requester_kind": "natural", "received": "2025-02-17", "channel": "online",
     "subject": "危房改造补助名册", "outcome": "c4", "reason": "名册中的银行账号属于个人隐私",
     "reconsideration_organ": "海东市平安区人民政府", "online": true}
run letter R4 --data case.json
exit 0
stdout 依据《中华人民共和国政府信息公开条例》第十五条、第三十六条第（三）项
stdout 60日内先向海东市平安区人民政府申请行政复议
stdout 有管辖权的人民法院
run letter R4 --data case.json --format html
stdout <h1>
run letter R4 --data case.json --format pdf --out reply.pdf --json
exit 0
json format "pdf"
run letter R4 --data case.json --format docx --out reply.docx
exit 0

then what is missing is told and nothing is printed
file case.json
    {"organ": "某镇人民政府", "number": "某公复[2025]3号", "date": "2025-03-14"}
run letter R4 --data case.json --json
exit 2
run letter R4 --data case.json --format text
exit 1
silent
stderr number：发文字号的年份应当用六角括号

scenario an office edits its own template
run letter P2 --show --out mine.txt
exit 0
run letter --check mine.txt --json
exit 0
json ok true
json kind "P2"
python
    path = f"{DIR}/mine.txt"
    text = open(path, encoding="utf-8").read()
    open(path, "w", encoding="utf-8").write(text.replace("，视为放弃申请", "").replace("{联系电话}", "{电话}"))
run letter --check mine.txt --json
exit 1
json ok false
json problems.0.where "第27行"
json-has problems.0.text 不认识“{电话}”
json-has problems.2.text 视为放弃申请
json-has problems.2.text 条例第三十条
run letter P2 --template mine.txt --data mine.txt
exit 1
