# SPDX-License-Identifier: MulanPSL-2.0
# The contract's report, over the two years of the demonstration.

scenario the busy city's tables are those it was made to
demo
run report --year 2025 --agency 测试市 --format json
exit 0
json-same tests/data/reports/011.expect.json table2 table3 table4
json format "2021"

then the township's are those of the report this project was born from
run report --year 2024 --agency 海东市平安区古城回族乡 --format json
exit 0
json-same tests/data/reports/gucheng-2024.expect.json agency year format table3 table4
json table2 {"rules":[0,0,0],"normative":[0,0,0],"licences":0,"penalties":0,"coercion":0,"charges_wan":0}

then the program's own check finds nothing in its own JSON, nor in its text
run report --year 2025 --agency 测试市 --format json --out city.json
exit 0
silent
run check city.json --json
exit 0
json files.0.findings []
run report --year 2025 --agency 测试市 --format text --out city.txt
exit 0
run check city.txt --json
exit 0
json files.0.year 2025
json files.0.refused []

then the papers are what their names say
run report --year 2025 --agency 测试市 --format html
exit 0
stdout <table
run report --year 2025 --agency 测试市 --format pdf --out city.pdf
exit 0
python
    assert open(DIR + "/city.pdf", "rb").read(5) == b"%PDF-"
run report --year 2025 --agency 测试市 --format odt
exit 2
silent
run report --year 2025 --agency 没有这个单位 --format json
exit 2
silent
run report --year abc --format json
exit 2
