#!/usr/bin/env python3
# SPDX-License-Identifier: MulanPSL-2.0
"""PostgreSQL's text of a schema file, so that the schema is written once.

usage: postgres_schema.py OUT_FOLDER FILE.sql...

Reads the written subset of src/store/migrations (tools/check-sql holds it) and writes the same file name
into OUT_FOLDER: types by their PostgreSQL names, text compared by its bytes, a sequence for each table
whose ids the store gives, and a refusing trigger as the function PostgreSQL wants. Where SQLite must make a
table anew and PostgreSQL need not, "-- postgresql instead: …" stands before SQLite's text, "-- to here" behind.
"""
import os
import re
import sys

TYPES = {"INTEGER": "BIGINT", "TEXT": 'TEXT COLLATE "C"', "BLOB": "BYTEA"}
COLUMN = re.compile(r"^(    [a-z_]+ )(INTEGER|TEXT|BLOB)\b", re.M)
TRIGGER = re.compile(
    r"CREATE TRIGGER (?P<name>\w+) BEFORE (?P<event>INSERT|UPDATE|DELETE) ON (?P<table>\w+)"
    r"(?:\s+WHEN (?P<when>.+?))?\s+BEGIN SELECT RAISE\(ABORT, '(?P<text>[^']*)'\); END;",
    re.S,
)
TABLE = re.compile(r"CREATE TABLE (\w+) \((.*?)\n\)( STRICT)?(, WITHOUT ROWID)?;", re.S)
INSTEAD = re.compile(r"^-- postgresql instead: ([^\n]*\n).*?^-- to here\n", re.S | re.M)


def trigger(match):
    """A function per trigger: PostgreSQL's WHEN may not ask other rows."""
    name, event = match["name"], match["event"]
    test = f"IF {' '.join(match['when'].split())} THEN " if match["when"] else ""
    end = f" END IF; RETURN {'OLD' if event == 'DELETE' else 'NEW'};" if test else ""
    return (
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $body$ "
        f"BEGIN {test}RAISE EXCEPTION USING ERRCODE = 'integrity_constraint_violation', "
        f"MESSAGE = '{match['text']}';{end} END $body$;\n"
        f"CREATE TRIGGER {name} BEFORE {event} ON {match['table']} FOR EACH ROW EXECUTE FUNCTION {name}();"
    )


def table(match):
    name, body = match[1], match[2]
    body = COLUMN.sub(lambda m: m[1] + TYPES[m[2]], body)
    body = body.replace("AS INTEGER)", "AS BIGINT)")
    given = re.search(r"^    id .*given by the store", body, re.M)
    if not given:
        return f"CREATE TABLE {name} ({body}\n);"
    body = re.sub(r"^    id BIGINT", f"    id BIGINT DEFAULT nextval('{name}_id')", body, flags=re.M)
    return (
        f"CREATE SEQUENCE {name}_id AS BIGINT;\nCREATE TABLE {name} ({body}\n);\n"
        f"ALTER SEQUENCE {name}_id OWNED BY {name}.id;"
    )


def added_column(match):
    return match[1] + TYPES[match[2]]


def translate(text):
    text = INSTEAD.sub(r"\1", text)
    text = re.sub(r"^PRAGMA [^;]*;[^\n]*\n", "", text, flags=re.M)
    text = TRIGGER.sub(trigger, TABLE.sub(table, text))
    return re.sub(r"(ADD COLUMN \w+ )(INTEGER|TEXT|BLOB)\b", added_column, text)


def main():
    folder = sys.argv[1]
    os.makedirs(folder, exist_ok=True)
    for path in sys.argv[2:]:
        with open(path, encoding="utf-8") as file:
            made = translate(file.read())
        rest = re.search(r"\b(PRAGMA|RAISE\(|STRICT|BLOB)\b", re.sub(r"--[^\n]*", "", made))
        if rest:
            sys.exit(f"{path}: '{rest[0]}' is outside the subset that tools/postgres_schema.py reads")
        with open(os.path.join(folder, os.path.basename(path)), "w", encoding="utf-8") as file:
            file.write(made)


main()
