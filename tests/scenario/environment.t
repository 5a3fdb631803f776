# SPDX-License-Identifier: MulanPSL-2.0
# Bad surroundings: each gives one sentence, a hint and the contract's exit code.

scenario no office yet
run report --year 2024 --format json
exit 3
silent
stderr lianxin init
run verify
exit 3

scenario init does not lay an office over anything
run init --agency 试验乡
exit 0
run init --agency 别的乡
exit 3
stderr already

scenario init does not lay an office over a file that is none
only sqlite: a database on a server is no file
file letter.txt
    not a database
run init --agency 试验乡 --db sqlite:letter.txt
exit 3
run report --year 2024 --format json --db sqlite:letter.txt
exit 3
silent

scenario a database of somebody else, and one that was cut off
only sqlite: a file of another program, half a file
run init --agency 试验乡
exit 0
python
    import sqlite3
    other = sqlite3.connect(DIR + "/other.db")
    other.execute("CREATE TABLE t (x)")
    other.commit()
    other.close()
    data = open(DB, "rb").read()
    open(DIR + "/cut.db", "wb").write(data[: len(data) // 2])
run report --year 2024 --format json --db sqlite:other.db
exit 3
silent
run verify --db sqlite:cut.db
exit 3
silent

scenario a schema newer than the binary
run init --agency 试验乡
exit 0
sql
    UPDATE meta SET value = '9999' WHERE name = 'compatible';
sql sqlite
    PRAGMA user_version = 9999;
sql postgresql
    INSERT INTO migration (number, name, digest, at) VALUES (9999, '9999-later.sql', '', 1);
run report --year 2024 --format json
exit 3
silent
stderr newer

scenario an unknown kind of address
run report --year 2024 --format json --db mysql://here
exit 2
run report --year 2024 --format json --db postgresql://here/office
exit 3
