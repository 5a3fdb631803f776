# SPDX-License-Identifier: MulanPSL-2.0
"""What every checker needs: the files git knows, and C text split into code and strings."""
import os
import re
import subprocess
import sys

TOKEN = re.compile(
    r'//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', re.DOTALL
)


def files(*patterns):
    """Tracked and new files matching git pathspecs, as the working tree has them."""
    run = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", *patterns],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        check=True,
    )
    names = sorted(set(run.stdout.decode().split("\0")) - {""})
    return [name for name in names if os.path.isfile(name)]


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def blank(text):
    """As many lines as text, nothing else."""
    return "\n" * text.count("\n")


def code(text):
    """C without comments, strings and characters; line numbers stay."""
    return TOKEN.sub(lambda m: ('""' if m[0][0] in "\"'" else " ") + blank(m[0]), text)


def uncommented(text):
    """C without comments; strings and line numbers stay."""
    return TOKEN.sub(lambda m: m[0] if m[0][0] in "\"'" else " " + blank(m[0]), text)


def line_of(text, at):
    return text.count("\n", 0, at) + 1


def strings(text):
    """(line, value) of each string literal; neighbours are joined as the compiler joins them."""
    bare = uncommented(text)
    for match in re.finditer(r'"(?:\\.|[^"\\\n])*"(?:\s*"(?:\\.|[^"\\\n])*")*', bare):
        pieces = re.findall(r'"((?:\\.|[^"\\\n])*)"', match[0])
        value = "".join(pieces).replace("\\n", "\n").replace("\\t", "\t").replace('\\"', '"')
        yield line_of(bare, match.start()), value


def finish(name, found, fix):
    """Prints what was found with the fix and leaves: 1 when anything was found."""
    for line in found:
        print(line)
    if found:
        print(f"{name}: {len(found)} found. {fix}")
    sys.exit(1 if found else 0)
