"""Times searches in a library of made-up generations and the same with FTS5 used by hand, in one run."""
import json
import os
import random
import re
import sqlite3
import subprocess
import sys
import time

import record

TROUPE, FOLDER, COUNT = sys.argv[1], sys.argv[2], int(sys.argv[3])
LINES, LIBRARY, PEER = (os.path.join(FOLDER, name) for name in ["record.jsonl", "library", "peer.db"])
ROUNDS = 100


def segmented(text):
    return " ".join(re.findall(r"[一-鿿]|[0-9a-z]+", text.lower()))


def make():
    if not os.path.exists(LINES):
        record.write(LINES, COUNT)
    if not os.path.exists(LIBRARY):
        subprocess.run([TROUPE, "init", LIBRARY], check=True, capture_output=True)
        start = time.time()
        subprocess.run([TROUPE, "import", "--jsonl", LINES, "--library", LIBRARY], check=True)
        print("load: %.0f generations a second" % (COUNT / (time.time() - start)))
    if not os.path.exists(PEER):
        start = time.time()
        peer = sqlite3.connect(PEER)
        peer.execute("CREATE VIRTUAL TABLE t USING fts5(prompt, content='')")
        with open(LINES) as file:
            peer.executemany("INSERT INTO t (rowid, prompt) VALUES (?, ?)",
                             ((n, segmented(json.loads(line)["prompt"])) for n, line in enumerate(file, 1)))
        peer.commit()
        print("peer's load: %.0f a second" % (COUNT / (time.time() - start)))
    library = sqlite3.connect(os.path.join(LIBRARY, "troupe.sqlite"))
    sizes = dict(library.execute("SELECT name, sum(pgsize) / 1e6 FROM dbstat GROUP BY name"))
    index = sum(size for name, size in sizes.items() if name.startswith("generation_text") or name == "prompt_length")
    print("index: %.0f MB (peer %.0f MB); database %.1f GB" % (
        index, os.path.getsize(PEER) / 1e6, sum(sizes.values()) / 1e3))


def queries(kind, r):
    common = record.KNOWN
    word = lambda: r.choice(common)
    sign = lambda n: (lambda at: record.CHINESE[at:at + n])(r.randrange(len(record.CHINESE) - n))
    return {
        "one word": word, "two words": lambda: "%s %s" % (word(), word()),
        "phrase": lambda: '"%s %s"' % (word(), word()), "prefix": lambda: r.choice([w for w in common if len(w) > 3])[:4] + "*",
        "one letter*": lambda: word()[0] + "*",
        "one sign": lambda: sign(1), "two signs": lambda: sign(2),
        "not": lambda: "%s -%s" % (word(), word()), "or": lambda: "%s OR %s" % (word(), word()),
        "whom": lambda: "with:@" + r.choice(["kael", "mira", "c7", "c250"]),
        "word and whom": lambda: "%s with:@%s" % (word(), r.choice(["kael", "mira", "c7", "c250"])),
        "word and state": lambda: word() + " state:refused",
        "word and month": lambda: "%s on:2021-%02d" % (word(), r.randint(1, 12)),
        "word and tag": lambda: word() + " tag:" + r.choice(["hero", "cover"]),
        "model": lambda: "model:" + r.choice(record.MODELS), "without": lambda: "-" + word(),
        "all": lambda: "",
    }[kind]()


KINDS = ["one word", "two words", "phrase", "prefix", "one sign", "two signs", "not", "or", "whom", "word and whom",
         "one letter*", "word and state", "word and month", "word and tag", "model", "without", "all"]
PLAIN = KINDS[:7]


def match(query):
    """The same for the peer; None where it has nothing to match."""
    wanted = re.sub(r" -(\w+)", r" NOT \1", query)
    if re.search(r"[一-鿿]", wanted):
        return '"%s"' % segmented(wanted)
    return wanted


def percentiles(times):
    times = sorted(times)
    return times[len(times) // 2] * 1e3, times[min(len(times) - 1, int(len(times) * 0.99))] * 1e3


class Batch:
    def __init__(self):
        self.process = subprocess.Popen([TROUPE, "search", "--batch", "--library", LIBRARY],
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def ask(self, query):
        start = time.time()
        self.process.stdin.write(json.dumps({"query": query, "limit": 20}) + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        return time.time() - start, json.loads(line)


def main():
    make()
    batch, peer = Batch(), sqlite3.connect(PEER)
    ids = None
    for order in ["newest", "relevance"]:
        print("\n%-16s %8s %8s   %8s %8s" % (order, "p50 ms", "p99 ms", "peer p50", "peer p99"))
        for kind in KINDS if order == "newest" else PLAIN:
            r = random.Random(kind)
            own, theirs, wrong, best = [], [], 0, []
            for _ in range(ROUNDS if order == "newest" else ROUNDS // 2):
                query = queries(kind, r)
                seconds, found = batch.ask(query + (" sort:relevance" if order == "relevance" else ""))
                own.append(seconds)
                if kind not in PLAIN:
                    continue
                by = "rowid DESC" if order == "newest" else "bm25(t)"
                start = time.time()
                rows = peer.execute("SELECT rowid, bm25(t) FROM t WHERE t MATCH ? ORDER BY %s LIMIT 20" % by
                                    if order == "relevance" else
                                    "SELECT rowid, 0 FROM t WHERE t MATCH ? ORDER BY %s LIMIT 20" % by,
                                    (match(query),)).fetchall()
                theirs.append(time.time() - start)
                if order == "newest":
                    numbers = [number_of(one["id"]) for one in found]
                    wrong += numbers != [row[0] for row in rows]
                else:
                    marks = dict(rows)
                    for number in {number_of(one["id"]) for one in found} - set(marks):
                        for row in peer.execute("SELECT bm25(t) FROM t WHERE t MATCH ? AND rowid = ?",
                                                (match(query), number)):
                            marks[number] = row[0]
                    worst = max(row[1] for row in rows) if rows else 0
                    good = sum(marks.get(number_of(one["id"]), 0) <= worst + 1e-3 for one in found)
                    best.append(good / max(1, len(rows)))
            line = "%-16s %8.2f %8.2f" % ((kind,) + percentiles(own))
            if theirs:
                line += "   %8.2f %8.2f" % percentiles(theirs)
                line += "   %d of %d answers differ" % (wrong, len(own)) if order == "newest" else \
                    "   %.1f %% of the 20 best" % (100 * sum(best) / len(best))
            print(line, flush=True)
    times = []
    for _ in range(30):
        start = time.time()
        subprocess.run([TROUPE, "search", random.choice(record.KNOWN), "--library", LIBRARY, "--json"],
                       capture_output=True, check=True)
        times.append(time.time() - start)
    print("\na process a query: p50 %.1f ms, p99 %.1f ms" % percentiles(times))
    times = []
    for _ in range(30):
        start = time.time()
        subprocess.run([sys.executable, "-S", "-c", "pass"], check=True)
        times.append(time.time() - start)
    print("an empty Python process: p50 %.1f ms" % percentiles(times)[0])


NUMBERS = {letter: place for place, letter in enumerate(record.LETTERS)}


def number_of(ulid):
    value = 0
    for letter in ulid:
        value = value << 5 | NUMBERS[letter]
    return (value & (1 << 80) - 1) + 1


main()
