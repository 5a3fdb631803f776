# SPDX-License-Identifier: MulanPSL-2.0
# The contract's check, over published reports and over our own JSON.

scenario the township's report: tables read as a careful reader reads them, nothing certain
run check $ROOT/tests/data/reports/gucheng-2024.txt --json
exit 0
json-count files 1
json files.0.agency "海东市平安区古城回族乡"
json files.0.year 2024
json files.0.format "2021"
json files.0.table2.normative [0,0,null]
json-has files.0.findings form.blank
json files.0.refused []

scenario a certain finding is exit 1, with identity, place, expected and found
copy tests/data/reports/013.txt 013.txt
run check 013.txt --json
exit 1
json-has files.0.findings t4.total
json-has files.0.findings certain

scenario cells out of order are refused, never guessed
run check $ROOT/tests/data/reports/018.txt --json
exit 3
json files.0.table3 {}
json-has files.0.refused table3

scenario several files in one call, years compared
run check $ROOT/tests/data/reports/011.txt $ROOT/tests/data/reports/019.txt --json
exit 0
json-count files 2
json files.0.findings []
run check $ROOT/tests/data/reports/011.txt $ROOT/tests/data/reports/013.txt --json
exit 1

scenario nothing readable, nothing there, nothing given
file noise.txt
    今天天气很好。
run check noise.txt --json
exit 3
run check absent.txt
exit 3
stderr absent.txt
run check
exit 2
silent

scenario our own report, printed as text and as a page, reads as it was computed
demo
run report --year 2025 --agency 测试市 --format text --out r.text
exit 0
run report --year 2025 --agency 测试市 --format html --out r.html
exit 0
run check r.text r.html --json
exit 0
json files.0.findings []
json files.1.findings []
json files.0.table3.g [13364,252,0,44,121,29,13810]
json files.1.table3.f3 [941,17,0,1,3,3,965]
json files.1.table4.after [74,1,30,51,156]
