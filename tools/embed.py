#!/usr/bin/env python3
# SPDX-License-Identifier: MulanPSL-2.0
"""Writes a C file that holds the given files' bytes (see src/base/embedded.h).

usage: embed.py OUT.c FILE...
"""
import sys

out, paths = sys.argv[1], sorted(sys.argv[2:])
lines = ['#include "base/embedded.h"', ""]
rows = []
for index, path in enumerate(paths):
    data = open(path, "rb").read()
    lines.append(f"static const char file_{index}[] = {{")
    for at in range(0, len(data), 32):
        chunk = ",".join(str(b if b < 128 else b - 256) for b in data[at : at + 32])
        lines.append(chunk + ",")
    lines.append("0};")
    rows.append(f'\t{{"{path}", file_{index}, {len(data)}}},')
lines.append("const struct embedded embedded_files[] = {")
lines += rows
lines += ["\t{NULL, NULL, 0},", "};", ""]
with open(out, "w") as file:
    file.write("\n".join(lines))
