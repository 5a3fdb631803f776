# SPDX-License-Identifier: MulanPSL-2.0
# What strangers send to the form: files that are not what they say, too large or infected, the same form twice and far
# too many of them. Each gets its sentence, nothing that was typed is lost, and nothing of it is kept.

scenario an executable called .pdf, a zip bomb, an infected file, and one that is far too large
demo
copy tests/data/files/shot.png shot.png
copy tests/data/files/bomb.docx bomb.docx
python
    with open(DIR + "/program.pdf", "wb") as file:
        file.write(b"MZ" + bytes(2000))
    with open(DIR + "/shot.png", "rb") as file:
        picture = file.read()
    # a good picture with a word in it that the scanner knows
    import struct, zlib
    note = b"tEXtComment\0EICAR"
    note = struct.pack(">I", len(note) - 4) + note + struct.pack(">I", zlib.crc32(note))
    with open(DIR + "/infected.png", "wb") as file:
        file.write(picture[:-12] + note + picture[-12:])
    import sinks
    sinks.scanned = sinks.scanner(DIR)
serve --clamd $DIR/clamd.sock
as citizen
get public /apply/1
submit 继续 kind=natural
submit 继续 name=虚构人 id_type=resident id_number=11010519491231002X
submit 继续 phone=13800000000
submit 继续 agent_name=
submit 继续 info_name=虚构的方案
submit 继续 delivery=counter medium=paper
submit 继续 proof=uploaded identity@program.pdf
text program.pdf
text 其实是 Windows 程序，不能收
submit 继续 proof=uploaded identity@bomb.docx
text bomb.docx
submit 继续 proof=uploaded identity@infected.png
text 病毒
# 300 MB are refused by their length alone, before a byte of them
python
    import socket
    with socket.create_connection(("127.0.0.1", $PUBLIC), 20) as link:
        link.sendall(b"POST /apply/7 HTTP/1.1\r\nHost: 127.0.0.1:$PUBLIC\r\nContent-Length: 314572800\r\n"
                     b"Content-Type: multipart/form-data; boundary=x\r\n\r\n")
        answer = link.recv(4000)
    assert answer.startswith(b"HTTP/1.1 413 "), answer[:200]
# what was typed is still there, and a good file goes through
submit 继续 proof=uploaded identity@shot.png
submit 继续 help=
text 虚构人
text 虚构的方案
text shot.png
no-text program.pdf
no-text infected.png
submit 提交申请
status 303
repeat
status 303
follow
text 申请已经提交
# reloaded, and asked for once more: the same receipt
save NUMBER <dt>登记编号</dt><dd><strong>([0-9-]+)
get public /apply/done
text $NUMBER
run request list --agency 海东市平安区古城回族乡 --json
json-count requests 1
python
    import sinks
    assert sinks.scanned.count(True) == 1 and False in sinks.scanned, sinks.scanned
no-log 虚构人
no-log infected.png
run verify --json
exit 0

scenario a flood of applications from one address ends, is told so, and keeps nothing more
demo
run setting public.applications_per_hour 1
serve
as citizen
get public /apply/1
submit 继续 kind=natural
submit 继续 name=虚构人 id_type=resident id_number=11010519491231002X
submit 继续 phone=13800000000
submit 继续 agent_name=
submit 继续 info_name=虚构的方案
submit 继续 delivery=counter medium=paper
submit 继续 proof=counter
submit 继续 help=
submit 提交申请
status 303
# somebody else at the same address, with another form
as flooder
get public /apply/1
submit 继续 kind=natural
submit 继续 name=虚构乙 id_type=resident id_number=11010519491231002X
submit 继续 phone=13900000000
submit 继续 agent_name=
submit 继续 info_name=虚构的另一个方案
submit 继续 delivery=counter medium=paper
submit 继续 proof=counter
submit 继续 help=
submit 提交申请
status 429
text 一小时
run request list --agency 海东市平安区古城回族乡 --json
json-count requests 1
no-log 虚构乙
