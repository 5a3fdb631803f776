# SPDX-License-Identifier: MulanPSL-2.0
# The key of personal data: made with the office, refused when others may read it, told when it is
# another's, and never in a backup.

scenario an office is made with its key, which nobody else may read
run init --agency 试验乡 --key-file office.key --json
exit 0
json key_file "office.key"
python
    import os, stat
    facts = os.stat(DIR + "/office.key")
    assert stat.S_IMODE(facts.st_mode) == 0o600, oct(facts.st_mode)
    assert facts.st_size == 65
run key check --key-file office.key --json
exit 0
json key_file "office.key"
save ID "id":"([0-9a-f]{16})"
run key make --key-file office.key
exit 0
stdout Keep a copy elsewhere

then a key file is never written over, and not looked for elsewhere once it is named
run key check --key-file nowhere.key
exit 3
stderr There is no key file nowhere.key.
run key make --key-file other.key
exit 3
stderr personal data is sealed with key
python
    import os
    assert not os.path.exists(DIR + "/other.key")
run key lend --key-file office.key
exit 2
run key
exit 2

then a key that others may read is refused
python
    import os
    os.chmod(DIR + "/office.key", 0o644)
run key check --key-file office.key
exit 3
stderr may be read or changed by others (mode 644)
stderr chmod 600
python
    import os
    os.chmod(DIR + "/office.key", 0o600)
run key check --key-file office.key
exit 0

then what is no key is refused, without repeating it
file half.key
    0123456789abcdef
python
    import os
    os.chmod(DIR + "/half.key", 0o600)
run key check --key-file half.key
exit 3
stderr half.key is not a key file
python
    import os
    os.mkdir(DIR + "/folder.key")
run key check --key-file folder.key
exit 3
stderr not a plain file

then another office's key is recognised before anything is served
place SECOND
run init --agency 别的乡 --db $SECOND --key-file second.key
exit 0
run key check --key-file second.key
exit 3
stderr personal data is sealed with key
run serve --key-file second.key --public 127.0.0.1:0 --desk 127.0.0.1:0
exit 3
stderr personal data is sealed with key
run init --agency 再一乡 --key-file third.key
exit 3
python
    import os
    assert not os.path.exists(DIR + "/third.key"), "a key for an office that was not made"

then the office is served with its key, and without one it says so
serve --key-file office.key
get public /healthz
status 200
no-log personal data
stop
exit 0
python
    import os
    os.rename(DIR + "/office.key", DIR + "/away.key")
serve
get desk /readyz
status 200
log personal data can be neither taken nor shown
stop
exit 0

then no backup holds the key
run backup copy.db
exit 0
stdout The key of its personal data is not in it
python
    key = open(DIR + "/away.key").read().strip()
    kept = open(DIR + "/copy.db", "rb").read()
    assert key.encode() not in kept and bytes.fromhex(key) not in kept

then a copied office opens with the same key
place MOVED
run copy --from $URL --to $MOVED
exit 0
run key check --db $MOVED --key-file away.key
exit 0

scenario the key of a database file lies beside it
only sqlite: a database on a server has nothing beside it
run init --agency 试验乡 --json
exit 0
json-has key_file .key
python
    import os
    assert os.path.exists(DB + ".key")
    os.remove(DB + ".key")
run key check
exit 3
stderr There is no key file

scenario the key of a database on a server must be named
only postgresql: a database file has its key beside it
run init --agency 试验乡 --json
exit 0
json key_file null
run key make
exit 2
stderr --key-file
run key check
exit 3
stderr No key file is named
run key make --key-file late.key
exit 0
run key check --key-file late.key
exit 0

scenario an office from before keys is given one
run init --agency 试验乡
exit 0
sql
    DELETE FROM meta WHERE name = 'vault_key';
run key check --key-file office.key
exit 3
run key make --key-file office.key --json
exit 0
run key check --key-file office.key
exit 0
sql
    UPDATE meta SET value = 'abc' WHERE name = 'vault_key';
run key check --key-file office.key
exit 3
stderr damaged

scenario the demonstration has a key as well
run init --demo --key-file demo.key --json
exit 0
run key check --key-file demo.key
exit 0

scenario a demonstration is laid down with its key
demo
run key check
exit 0
serve
no-log personal data
stop

scenario the key is changed, and what was sealed is not touched
run init --demo --key-file old.key
exit 0
run key rotate --key-file old.key
exit 2
stderr --new-key-file
run key check --key-file old.key --new-key-file new.key
exit 2
run key rotate --key-file old.key --new-key-file old.key
exit 2
stderr holds the key that
run key rotate --key-file old.key --new-key-file new.key --json
exit 0
json key_file "new.key"
json unopened 0
run key check --key-file new.key
exit 0
run key check --key-file old.key
exit 3
stderr personal data is sealed with key
run key rotate --key-file old.key --new-key-file third.key
exit 3
python
    import os
    assert not os.path.exists(DIR + "/third.key")
run verify
exit 0
run key rotate --key-file new.key --new-key-file third.key
exit 0
stdout Keep the old key as long as any backup from before
