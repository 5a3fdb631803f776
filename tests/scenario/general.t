# SPDX-License-Identifier: MulanPSL-2.0
# The contract's "General": options, streams, exit codes.

scenario no subcommand: the overview, exit 2 or 0, never a crash
run help
exit 0
stdout usage: lianxin SUBCOMMAND

then an unknown subcommand is wrong usage, with a hint
run nonsense
exit 2
silent
stderr nonsense
stderr help

then an unknown option is wrong usage
run help --nonsense
exit 2
silent
stderr --nonsense

then with --json exactly one JSON value stands on stdout
run help --json
exit 0
json commands.0.options.0.many false
json-has commands "help"

then the version is the tree's
run --version
exit 0
python
    pass
stdout lianxin

scenario man page, completion and markdown name every subcommand
run help --man
exit 0
stdout .TH
run help --complete bash
exit 0
stdout complete
run help --markdown
exit 0
stdout help
