"""Runs the product and its peers in turn and compares: report.py PROGRAM FOLDER WORK ROUNDS."""
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import threading
import time

import refusals
import truth

HERE = pathlib.Path(__file__).parent


def resident(group):
    """Memory of a process group, each page once, in bytes."""
    total = 0
    for entry in pathlib.Path("/proc").glob("[0-9]*"):
        try:
            if os.getpgid(int(entry.name)) != group:
                continue
            for line in (entry / "smaps_rollup").read_text().splitlines():
                if line.startswith("Pss_Anon:"):
                    total += int(line.split()[1]) * 1024
        except (OSError, ProcessLookupError):
            continue
    return total


def measured(words, environment=None):
    """Wall seconds, processor seconds and peak memory of a command and its children."""
    before, start = os.times(), time.monotonic()
    process = subprocess.Popen(
        words, stdout=subprocess.DEVNULL, start_new_session=True, env=environment)
    peak = [0]

    def watch():
        while process.poll() is None:
            peak[0] = max(peak[0], resident(process.pid))
            time.sleep(0.05)

    watcher = threading.Thread(target=watch)
    watcher.start()
    status = process.wait()
    wall, after = time.monotonic() - start, os.times()
    watcher.join()
    if status != 0:
        sys.exit(f"failed with {status}: {words[:6]}")
    cpu = sum(after[2:4]) - sum(before[2:4])
    return wall, cpu, peak[0]


def product(program, sources, work):
    library = work / "library"
    shutil.rmtree(library, ignore_errors=True)
    subprocess.run([program, "init", library], check=True, stdout=subprocess.DEVNULL,
                   stderr=subprocess.DEVNULL)
    (library / "troupe.toml").write_text(
        'format = "source"\nquality = 90\nsubsampling = "4:2:0"\n')
    return measured(
        [program, "--library", library, "--quiet", "add", "style", "bench", *sources])


def references(library):
    """The product's results by source, without the sources and thumbnails that it keeps too."""
    query = ("SELECT s.file_name, r.digest, o.extension FROM reference r"
             " JOIN source s ON s.digest = r.source JOIN object o ON o.digest = r.digest")
    rows = subprocess.run(["sqlite3", library / "troupe.sqlite", query], check=True,
                          capture_output=True, text=True).stdout.splitlines()
    files = {}
    for name, digest, kind in (row.split("|") for row in rows):
        digest = digest.removeprefix("sha256:")
        files[name] = library / "objects" / digest[:2] / f"{digest[2:]}.{kind}"
    return files


def peer(name, folder, work):
    out = work / name
    shutil.rmtree(out, ignore_errors=True)
    environment = dict(os.environ, VIPS_CONCURRENCY="1")
    return measured([sys.executable, HERE / "peer.py", name, folder, out], environment)


PEERS = ["vips", "vips-linear", "pillow"]


def show_costs(runs, results, sources, rounds):
    size = sum(source.stat().st_size for source in sources)
    print(f"{len(sources)} images, {size / 1e6:.0f} MB, median of {rounds} interleaved runs")
    print(f"{'':12}{'wall s':>9}{'CPU s':>9}{'peak MiB':>10}{'MB out':>9}")
    medians = {}
    for name, all_runs in runs.items():
        out = sum(pathlib.Path(file).stat().st_size for file in results[name].values()) / 1e6
        medians[name] = [statistics.median(run[i] for run in all_runs) for i in range(3)] + [out]
        wall, cpu, peak, out = medians[name]
        print(f"{name:12}{wall:9.2f}{cpu:9.2f}{peak / 2**20:10.0f}{out:9.1f}")
    for name in PEERS:
        pairs = zip(runs["troupe"], runs[name])
        wall, cpu, peak = (
            statistics.median(column)
            for column in zip(*([ours[i] / theirs[i] for i in range(3)] for ours, theirs in pairs)))
        out = medians["troupe"][3] / medians[name][3]
        print(f"troupe / {name}: wall {wall:.2f}, CPU {cpu:.2f}, memory {peak:.2f}, bytes {out:.2f}")


def show_kinds(sources, results):
    names = ["troupe", *PEERS]
    ratios = truth.ratios(sources, results)
    print(f"\nPSNR in dB against an exact reduction, and MB out\n{'':22}"
          + "".join(f"{name:>12}" for name in names) + "".join(f"{name:>12}" for name in names))
    for kind in sorted({source.stem.split("-", 1)[1] + source.suffix for source in sources}):
        near = [f"{ratios[kind][name]:12.2f}" if kind in ratios else f"{'–':>12}" for name in names]
        sizes = [
            sum(pathlib.Path(file).stat().st_size for source, file in results[name].items()
                if source.split("-", 1)[1] == kind) / 1e6 for name in names]
        print(f"{kind:22}" + "".join(near) + "".join(f"{size:12.2f}" for size in sizes))


def main():
    program, folder, work = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])
    rounds, sources = int(sys.argv[4]), sorted(folder.iterdir())
    runs = {name: [] for name in ["troupe", *PEERS]}
    for _ in range(rounds):
        runs["troupe"].append(product(program, sources, work))
        for name in PEERS:
            runs[name].append(peer(name, folder, work))
    results = {"troupe": references(work / "library")}
    for name in PEERS:
        results[name] = {source.name: work / name / source.name for source in sources}
    show_costs(runs, results, sources, rounds)
    show_kinds(sources, results)
    refusals.make(work / "refused")
    sys.stdout.flush()
    subprocess.run([sys.executable, HERE / "refusals.py", program, work / "refused"], check=True)


main()
