# SPDX-License-Identifier: MulanPSL-2.0
"""A year of invented requests as CSV, the same for the same number and seed."""
import datetime
import os
import random

OUTCOMES = {  # leaf: weight, about as a large city's year
    "a": 5548, "b": 2168, "c1": 13, "c2": 30, "c3": 11, "c4": 51, "c5": 104, "c6": 85, "c7": 286,
    "c8": 150, "d1": 3222, "d2": 180, "d3": 19, "e1": 203, "e2": 148, "e3": 2, "e4": 101, "e5": 5,
    "f1": 318, "f2": 203, "f3": 965, "": 819,
}
KINDS = {"natural": 945, "business": 30, "research": 2, "social": 5, "legal": 12, "other": 6}
CHANNELS = {"counter": 10, "signed-post": 30, "plain-post": 5, "online": 50, "email": 5}
HEAD = "number,received,channel,requester_kind,requester_name,subject,outcome,replied"


def make(path, count, year=2024, seed=1):
    """Writes the CSV unless it is there; most are of the year, one in thirty of the year before."""
    if os.path.exists(path):
        return path
    pick = random.Random(seed)
    first = datetime.date(year, 1, 1)
    outcomes = pick.choices(list(OUTCOMES), OUTCOMES.values(), k=count)
    kinds = pick.choices(list(KINDS), KINDS.values(), k=count)
    channels = pick.choices(list(CHANNELS), CHANNELS.values(), k=count)
    with open(path + ".part", "w", encoding="utf-8", newline="") as file:
        file.write(HEAD + "\r\n")
        for i in range(count):
            carried = i % 30 == 0
            received = first + datetime.timedelta(pick.randrange(-25, 0) if carried else pick.randrange(0, 366))
            replied = ""
            if outcomes[i]:
                day = max(received + datetime.timedelta(pick.randrange(1, 40)), first)
                replied = day.isoformat()
            file.write(f"B{year}-{i:07},{received},{channels[i]},{kinds[i]},虚构人{i % 9973:04},"
                       f"申请公开第{i}号事项的有关文件,{outcomes[i]},{replied}\r\n")
    os.rename(path + ".part", path)
    return path
