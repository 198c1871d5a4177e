"""Times commands in a library of made-up generations with a line of 1,000 and one that 36,000 were made from."""
import json
import os
import shutil
import subprocess
import sys
import time

import record

TROUPE, FOLDER, COUNT = sys.argv[1], sys.argv[2], int(sys.argv[3])
LINES, LIBRARY, COPY = (os.path.join(FOLDER, name) for name in ["scale.jsonl", "scale", "copy"])
DEPTH, WIDTH = 1000, 36000


def families(first):
    """A line of 1,000, and a root with 36,000 children."""
    seconds = 1600000000 + (first + 1) * 150
    for number in range(DEPTH + WIDTH + 1):
        one = {"id": record.ulid(seconds * 1000, first + number), "created_at": seconds, "model": "sdxl",
               "prompt": "the line" if number < DEPTH else "the tree"}
        if 0 < number < DEPTH:
            one["parent"] = record.ulid(seconds * 1000, first + number - 1)
        if number > DEPTH:
            one["parent"] = record.ulid(seconds * 1000, first + DEPTH)
        yield one


def make():
    """The ids of the line's end and of the tree's root."""
    seconds = 1600000000 + (COUNT + 1) * 150
    ids = [record.ulid(seconds * 1000, COUNT + number) for number in (DEPTH - 1, DEPTH)]
    if os.path.exists(LIBRARY):
        return ids
    record.write(LINES, COUNT)
    with open(LINES, "a") as file:
        for one in families(COUNT):
            file.write(json.dumps(one) + "\n")
    subprocess.run([TROUPE, "init", LIBRARY], check=True, capture_output=True)
    start = time.time()
    subprocess.run([TROUPE, "import", "--jsonl", LINES, "--library", LIBRARY], check=True, capture_output=True)
    seconds = time.time() - start
    print("import --jsonl: %.0f generations a second" % ((COUNT + DEPTH + WIDTH + 1) / seconds))
    return ids


def timed(command, rounds):
    times = []
    for _ in range(rounds):
        start = time.time()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        times.append((time.time() - start) * 1e3)
    times.sort()
    return times


def show(name, command, rounds=15):
    times = timed(command, rounds)
    print("%-44s %9.1f %9.1f" % (name, times[len(times) // 2], times[-1]), flush=True)


def troupe(line, rounds=15):
    show("troupe " + line[:36], [TROUPE] + line.split() + ["--library", LIBRARY], rounds)


def main():
    end, root = make()
    database = os.path.join(LIBRARY, "troupe.sqlite")
    print("database: %.2f GB, %.1f KB a generation" % (
        os.path.getsize(database) / 1e9, os.path.getsize(database) / 1e3 / (COUNT + DEPTH + WIDTH + 1)))
    print("%-44s %9s %9s" % ("", "p50 ms", "worst"))
    show("git --version", ["git", "--version"])
    show("sqlite3, one row", ["sqlite3", database, "SELECT id FROM generation ORDER BY seq DESC LIMIT 1"])
    show("troupe --version", [TROUPE, "--version"])
    for line in ["list", "search roof --limit 20", "costs", "costs --by provider"]:
        troupe(line)
    troupe("plan roof --model offline")
    troupe("generate roof --model offline --fresh")
    walk = """WITH RECURSIVE up (seq) AS (SELECT seq FROM generation WHERE id = '%s' UNION
        SELECT parent FROM up JOIN edge ON child = up.seq) SELECT g.id FROM up JOIN generation g USING (seq)"""
    show("sqlite3: ids of 1,000 ancestors", ["sqlite3", database, walk % end])
    troupe("lineage %s --all" % end)
    down = walk.replace("SELECT parent FROM up JOIN edge ON child = up.seq", "SELECT child FROM up JOIN edge ON parent = up.seq")
    show("sqlite3: ids of 36,000 descendants", ["sqlite3", database, down % root])
    troupe("lineage %s" % root)
    troupe("gc --dry-run", 3)
    troupe("verify --quick", 3)
    troupe("verify", 1)
    if os.path.exists(COPY):
        shutil.rmtree(COPY)
    troupe("backup %s --quick" % COPY, 2)


main()
