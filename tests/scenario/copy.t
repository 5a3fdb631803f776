# SPDX-License-Identifier: MulanPSL-2.0
# An office goes into a database of the other engine and back, and nobody who asks it can tell. On
# PostgreSQL: from there into a file, and out of the file into another database there.

scenario the busy demonstration answers before it moves
clock 2026-01-20T09:00
demo
place SECOND
serve
keep-answers 100
as audit
get desk /signin
submit 登录 login=audit password=lianxin-demo-2024
follow
get desk /journal/export.jsonl
status 200
keep-body 20000
stop
exit 0

then it moves into a file while the journal is looked at on both sides
clock 2026-01-21T09:00
run copy --from $URL --to sqlite:$DIR/moved.db --json
exit 0
json moved true
json resumed false
json verdict.ok true
json verdict.unsealed 0
stderr Verifying the source's journal.
stderr Verifying the target's journal.
save HEAD "head":"([0-9a-f]+)"
save ROWS "rows":([0-9]+)

then the old place refuses, and names the new one
run setting login.idle_minutes 45
exit 3
stderr has moved to sqlite:$DIR/moved.db
run serve --public 127.0.0.1:0 --desk 127.0.0.1:0
exit 3
stderr has moved to
run copy --from $URL --to sqlite:$DIR/elsewhere.db
exit 3
stderr has moved to
run verify --json
exit 0
json ok true

then the file answers the same
office sqlite:$DIR/moved.db
run verify --json
exit 0
json ok true
json head "$HEAD"
serve
same-answers
as audit
get desk /journal
follow
text 登录
get desk /signin
submit 登录 login=audit password=lianxin-demo-2024
follow
get desk /journal/export.jsonl
same-body
keep-body 20000
stop
exit 0

then it moves back, to the first engine, into a database of its own
clock 2026-01-22T09:00
run copy --from sqlite:$DIR/moved.db --to $SECOND
exit 0
stdout The office is now at
stdout everybody signs in again
office $SECOND
run verify --json
exit 0
json ok true
serve
same-answers
as audit
get desk /signin
submit 登录 login=audit password=lianxin-demo-2024
follow
get desk /journal/export.jsonl
same-body
stop
exit 0

then what came first may be taken back, and says what that means
run copy --reopen $URL
exit 0
stdout What was entered at sqlite:$DIR/moved.db since it moved there is not in it.
run copy --reopen $URL
exit 2
office $URL
run setting login.idle_minutes 45
exit 0

then a database that holds an office is never written over
run copy --from $URL --to $SECOND
exit 3
stderr holds an office already
run copy --from $URL --to $URL
exit 2
run copy --from $URL
exit 2
stderr --to is missing
run copy --from sqlite:$DIR/nothing.db --to sqlite:$DIR/x.db
exit 3
run copy --from $URL --to mysql:x
exit 2

scenario an office moves away under its server, which takes no more entries
clock 2026-01-20T09:00
demo
serve
as clerk
get desk /signin
submit 登录 login=clerk password=lianxin-demo-2024
follow
get desk /registers/records/new
run copy --from $URL --to sqlite:$DIR/moved.db
exit 0
submit 保存 title=关于防汛值班的通知 kind=通知 published=2025-06-03
status 503
no-text 已登记
wait 5 public /readyz 503
get public /
status 200
log has moved to sqlite:$DIR/moved.db
stop
office sqlite:$DIR/moved.db
serve
wait 5 public /readyz 200
stop
exit 0

scenario a copy to try things out leaves the office open, and a backup comes back
clock 2026-01-20T09:00
place SECOND
place THIRD
run init --agency 试验乡 --json
exit 0
save TOKEN token=([A-Za-z0-9_-]+)
run copy --keep --from $URL --to $SECOND --json
exit 0
json moved false
run user add wang --name 王某 --role clerk
exit 0
run backup $DIR/copy.db
exit 0
office $SECOND
run user list --json
json-count users 1
serve
get desk /setup?token=$TOKEN
status 200
stop
office $THIRD
run restore $DIR/copy.db --json
exit 0
json verdict.ok true
run user list --json
json-count users 2
run verify --json
json ok true
