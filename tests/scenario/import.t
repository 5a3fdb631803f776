# SPDX-License-Identifier: MulanPSL-2.0
# The contract's import, and the bad files of an office's everyday.

scenario requests come in all together, and the report counts them
run init --agency 试验乡
exit 0
file good.csv
    number,received,channel,requester_kind,requester_name,subject,outcome,replied
    1,2024-03-01,counter,natural,虚构甲,道路养护资金,a,2024-03-20
    2,2024-05-06,online,business,虚构公司,征地补偿方案,c3,2024-06-03
    3,2023-12-20,signed-post,legal,虚构所,会议纪要,d1,2024-01-10
    4,2024-12-20,email,natural,虚构乙,低保名单,,
run import --register requests good.csv --json
exit 0
json imported 4
json errors []
run report --year 2024 --format json
exit 0
json year 2024
json agency "试验乡"
json format "2021"
json table3.r1 [2,1,0,0,0,0,3]
json table3.r2 [0,0,0,0,1,0,1]
json table3.a [1,0,0,0,0,0,1]
json table3.c3 [0,1,0,0,0,0,1]
json table3.d1 [0,0,0,0,1,0,1]
json table3.g [1,1,0,0,1,0,3]
json table3.r4 [1,0,0,0,0,0,1]

then the same file again is refused whole: its numbers are taken
run import --register requests good.csv --json
exit 1
json imported 0
run report --year 2024 --format json
json table3.r1 [2,1,0,0,0,0,3]

then a dry run keeps nothing
file more.csv
    received,number,channel,requester_kind,requester_name,subject,outcome,replied
    2024-03-01,5,counter,natural,虚构丙,预算,a,2024-03-20
run import --register requests more.csv --dry-run --json
exit 0
json imported 1
run report --year 2024 --format json
json table3.r1 [2,1,0,0,0,0,3]

then GB18030 and a byte order mark are read
file gb.csv gb18030
    number,received,channel,requester_kind,requester_name,subject,outcome,replied
    6,2024-04-01,counter,social,虚构学会,年度预算,b,2024-04-20
run import --register requests gb.csv --json
exit 0
json imported 1
python
    open(DIR + "/bom.csv", "wb").write(b"\xef\xbb\xbf" + "number,received,channel,requester_kind,requester_name,subject,outcome,replied\r\n7,2024-04-02,counter,other,虚构丁,决算,,\r\n".encode())
run import --register requests bom.csv --json
exit 0
json imported 1

then verify finds the journal whole
run verify
exit 0

scenario every mistake has its line, column and reason; nothing comes in
run init --agency 试验乡
exit 0
file bad.csv
    number,received,channel,requester_kind,requester_name,subject,outcome,replied
    1,2024-02-30,counter,natural,虚构甲,事项,a,2024-03-20
    2,2024-03-01,counter,natural,虚构甲,事项,a,
    3,2024-03-10,counter,natural,虚构甲,事项,a,2024-03-01
    4,2024-03-10,pigeon,natural,虚构甲,事项,,
    5,2024-03-10,counter,nobody,虚构甲,事项,,
    6,2024-03-10,counter,natural,虚构甲,事项,z9,2024-03-11
    7,2024-03-10,counter,natural,虚构甲,事项,,
run import --register requests bad.csv --json
exit 1
json imported 0
json-count errors 6
json errors.0.line 2
json errors.0.column "received"
json errors.1.line 3
json errors.2.line 4
json errors.3.line 5
json errors.3.column "channel"
json errors.4.line 6
json errors.4.column "requester_kind"
json errors.5.line 7
json errors.5.column "outcome"
run import --register requests bad.csv
exit 1
run report --year 2024 --format json
json table3.r1 [0,0,0,0,0,0,0]

scenario a number that is taken is named with its line, and so is what is wrong after it
run init --agency 试验乡
exit 0
file first.csv
    number,received,channel,requester_kind,requester_name,subject,outcome,replied
    甲1,2024-03-01,counter,natural,虚构人,事项,,
run import --register requests first.csv --dry-run
stdout 1 entry found good
run import --register requests first.csv
exit 0
stdout Imported 1 entry.
run import --register requests first.csv
exit 1
stderr 1 mistake in
file second.csv
    number,received,channel,requester_kind,requester_name,subject,outcome,replied
    甲2,2024-03-01,counter,natural,虚构人,事项,,
    甲1,2024-03-01,counter,natural,虚构人,事项,,
    甲2,2024-03-01,counter,natural,虚构人,事项,,
    甲3,2024-03-32,counter,natural,虚构人,事项,,
run import --register requests second.csv --json
exit 1
json imported 0
json-count errors 3
json errors.0.line 3
json errors.0.column "number"
json errors.1.line 4
json errors.2.line 5
json errors.2.column "received"
run import --register requests second.csv
exit 1
stderr 3 mistakes in
run verify
exit 0
run report --year 2024 --format json --live
json table3.r1.6 1

scenario an unknown column, a missing one, a broken file
run init --agency 试验乡
exit 0
file unknown.csv
    number,received,channel,requester_kind,requester_name,subject,outcome,replied,colour
    1,2024-03-01,counter,natural,虚构甲,事项,,,red
run import --register requests unknown.csv --json
exit 1
json-has errors colour
file missing.csv
    number,channel,requester_kind,requester_name,subject,outcome,replied
    1,counter,natural,虚构甲,事项,,
run import --register requests missing.csv --json
exit 1
json-has errors received
python
    open(DIR + "/cut.csv", "w").write("number,received,channel,requester_kind,requester_name,subject,outcome,replied\n1,2024-03-01,counter,natural,\"虚")
run import --register requests cut.csv --json
exit 1
json imported 0
json errors.0.line 2
file empty.csv
run import --register requests empty.csv --json
exit 1
python
    open(DIR + "/noise.csv", "wb").write(bytes(range(256)) * 64)
run import --register requests noise.csv --json
exit 1
json imported 0

scenario a file of two gigabytes without an end of line is refused in bounded memory
run init --agency 试验乡
exit 0
python
    with open(DIR + "/huge.csv", "wb") as file:
        file.write(b"number,received,channel,requester_kind,requester_name,subject,outcome,replied\n1,")
        file.truncate(2 * 1024 ** 3)
run import --register requests huge.csv --json
exit 1
json imported 0

scenario wrong usage and a missing file
run init --agency 试验乡
exit 0
run import --register nothing good.csv
exit 2
silent
run import good.csv
exit 2
run import --register requests absent.csv
exit 3
silent
stderr absent.csv

scenario records come in with their own columns
run init --agency 试验乡
exit 0
file records.csv
    title,kind,topic,formed,published,published_via
    关于春季造林的通知,通知,林业,2024-03-01,2024-03-05,县政府网站
run import --register records records.csv --json
exit 0
json imported 1
