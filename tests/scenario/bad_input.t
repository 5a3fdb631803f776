# SPDX-License-Identifier: MulanPSL-2.0
# Whoever has the database file and a shell: what verify says afterwards.

scenario a journal that only the command line wrote has no loose tail
run init --agency 试验乡
exit 0
file one.csv
    number,received,channel,requester_kind,requester_name,subject,outcome,replied
    1,2024-03-01,counter,natural,虚构甲,预算,a,2024-03-20
    2,2024-03-02,counter,natural,虚构乙,决算,,
run import --register requests one.csv
exit 0
run user add jia --name 虚构甲 --role clerk
exit 0
run verify --json
exit 0
json unsealed 0
json ok true

scenario a cut tail is found
run init --agency 试验乡
exit 0
file one.csv
    number,received,channel,requester_kind,requester_name,subject,outcome,replied
    1,2024-03-01,counter,natural,虚构甲,预算,a,2024-03-20
    2,2024-03-02,counter,natural,虚构乙,决算,,
run import --register requests one.csv
exit 0
sql sqlite
    DROP TRIGGER journal_delete;
    PRAGMA foreign_keys = OFF;
sql postgresql
    ALTER TABLE journal DISABLE TRIGGER ALL;
sql
    DELETE FROM journal WHERE id = (SELECT MAX(id) FROM journal);
run verify --json
exit 1
json ok false

scenario a row cannot be edited by deleting what it is held against
run init --agency 试验乡
exit 0
file one.csv
    number,received,channel,requester_kind,requester_name,subject,outcome,replied
    1,2024-03-01,counter,natural,虚构甲,预算,a,2024-03-20
    2,2024-03-02,counter,natural,虚构乙,决算,,
run import --register requests one.csv
exit 0
sql
    DELETE FROM journal_value WHERE id IN (SELECT id FROM journal WHERE object = 'request' AND object_id <> 0);
    UPDATE request SET subject = '改过的';
run verify --json
exit 1
json faults 2
json findings.0.fault "entry"
json-has findings.0.text no later entry says that it was erased

scenario an entry's moment cannot be moved
run init --agency 试验乡
exit 0
file one.csv
    number,received,channel,requester_kind,requester_name,subject,outcome,replied
    1,2024-03-01,counter,natural,虚构甲,预算,a,2024-03-20
    2,2024-03-02,counter,natural,虚构乙,决算,,
run import --register requests one.csv
exit 0
sql sqlite
    DROP TRIGGER journal_update;
sql postgresql
    ALTER TABLE journal DISABLE TRIGGER ALL;
sql
    UPDATE journal SET at = at + 60000 WHERE id = 2;
run verify --json
exit 1
json findings.0.fault "chain"

scenario a text that shows otherwise than it reads is refused
run init --agency 试验乡
exit 0
python
    rows = {"turn": "\u202egnp.txt", "isolate": "a\u2066b", "line": "a\u2028b", "next": "a\u0085b", "tab": "a\tb"}
    for name, title in rows.items():
        with open(f"{DIR}/{name}.csv", "w", newline="") as file:
            file.write("title,kind,published\n" + title + ",通知,2024-03-10\n")
    with open(DIR + "/fine.csv", "w") as file:
        file.write("title,kind,published\n𠮷😀 مرحبا — “关于”\u00a0…,通知,2024-03-10\n")
run import --register records turn.csv --json
exit 1
json errors.0.column "title"
run import --register records isolate.csv --json
exit 1
run import --register records line.csv --json
exit 1
run import --register records next.csv --json
exit 1
run import --register records tab.csv --json
exit 1
run import --register records fine.csv --json
exit 0
json imported 1
