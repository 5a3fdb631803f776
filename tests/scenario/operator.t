# SPDX-License-Identifier: MulanPSL-2.0
# The operator's commands: an office founded, its people, settings, papers, backup and restore.

scenario an office is founded once
run init --agency 试验乡 --json
exit 0
json agency "试验乡"
json login "admin"
json-has path /setup?token=
run init --agency 试验乡
exit 3
stderr already
silent
run init
exit 2
run init --demo --agency 试验乡
exit 2
run init --agency 试验县 --level moon --db sqlite:$DIR/other.db
exit 2

then people are added with a link and never a password
run user add wang --name 王某 --role clerk,reviewer --json
exit 0
json login "wang"
run user add wang --name 王某
exit 1
stderr taken
run user add li --name 李某 --role clerk,audit
exit 2
stderr two of the three
run user add Li --name 李某
exit 2
run user add li
exit 2
run user role wang --role head
exit 0
run user disable wang --reason 调离
exit 0
run user list --json
exit 0
json-count users 2
json users.1.roles "head"
json users.1.disabled true
json users.1.password_set false
run user enable wang
exit 0
run user reset wang --json
exit 0
json-has path token=
run user reset nobody
exit 2
run user promote wang
exit 2

then settings keep their bounds
run setting --json
exit 0
json settings.1.name "login.idle_minutes"
json settings.1.value 30
run setting login.idle_minutes 4
exit 2
run setting login.idle_minutes 45
exit 0
run setting login.idle_minutes
stdout 45
run setting demo 1
exit 2
run setting nothing
exit 2
run setting report.overview_length 900 --agency 试验乡
exit 0
run setting login.idle_minutes 45 --agency 试验乡
exit 2

then a year prints as data and as papers
run report --year 2024 --json
exit 0
json state "draft"
json table2.normative [0,0,0]
run report --year 2024
exit 0
stdout 四、政府信息公开行政复议、行政诉讼情况
stdout 草稿
run report --year 2024 --format pdf --out $DIR/report.pdf --json
exit 0
json format "pdf"
run report --year 2024 --format docx --out $DIR/report.docx
exit 0
run report --year 2024 --format html
exit 0
stdout 勾稽关系
run report --year 2024 --format pdf --json
exit 2
run report --year 2024 --format odt
exit 2
run report
exit 2
run report --year 24
exit 2
run report --year 2024 --agency 别处
exit 2
run report --year 2024 --format pdf --out /nonexistent/report.pdf
exit 3

then derived rows are made anew, and a schema of today stays as it is
run rebuild
exit 0
run migrate --json
exit 0
json backup null

scenario a backup comes back
only sqlite: on PostgreSQL a backup comes back into an empty database, copy.t
run init --agency 试验乡
exit 0
run user add wang --name 王某 --role clerk
exit 0
run backup $DIR/copy.db --json
exit 0
run backup $DIR/copy.db
exit 3
run user add zhao --name 赵某
exit 0
run restore $DIR/copy.db
exit 0
run user list --json
json-count users 2
run verify --json
exit 0
json ok true
json unsealed 0
run restore $DIR/nothing.db
exit 3
