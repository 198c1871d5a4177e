"""Runs the product and its peers in turn and compares: ingest_report.py PROGRAM FOLDER WORK ROUNDS."""
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import threading
import time

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
    result = measured(
        [program, "--library", library, "--quiet", "add", "style", "bench", *sources])
    # What it keeps of the pictures besides the sources and thumbnails: its references.
    query = "SELECT sum(o.byte_count) FROM object o WHERE digest IN (SELECT digest FROM reference)"
    count = subprocess.run(
        ["sqlite3", library / "troupe.sqlite", query], check=True, capture_output=True, text=True)
    return *result, int(count.stdout)


def peer(name, folder, work):
    out = work / name
    shutil.rmtree(out, ignore_errors=True)
    environment = dict(os.environ, VIPS_CONCURRENCY="1")
    result = measured(
        [sys.executable, HERE / "ingest_peer.py", name, folder, out], environment)
    return *result, sum(file.stat().st_size for file in out.iterdir())


def main():
    program, folder, work = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])
    sources = sorted(folder.iterdir())
    runs = {"troupe": [], "vips": [], "pillow": []}
    for _ in range(int(sys.argv[4])):
        runs["troupe"].append(product(program, sources, work))
        for name in ("vips", "pillow"):
            runs[name].append(peer(name, folder, work))
    medians = {
        name: [statistics.median(run[i] for run in all_runs) for i in range(4)]
        for name, all_runs in runs.items()
    }
    size = sum(source.stat().st_size for source in sources)
    print(f"{len(sources)} images, {size / 1e6:.0f} MB, median of {sys.argv[4]} interleaved runs")
    print(f"{'':8}{'wall s':>9}{'CPU s':>9}{'peak MiB':>10}{'MB out':>9}")
    for name, (wall, cpu, peak, out) in medians.items():
        print(f"{name:8}{wall:9.2f}{cpu:9.2f}{peak / 2**20:10.0f}{out / 1e6:9.1f}")
    for name in ("vips", "pillow"):
        ratios = [ours / theirs for ours, theirs in zip(medians["troupe"], medians[name])]
        print("troupe / {}: wall {:.2f}, CPU {:.2f}, memory {:.2f}, bytes {:.2f}".format(
            name, *ratios))


main()
