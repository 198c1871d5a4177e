"""Runs the product and its peers in turn and compares: report.py PROGRAM WORK ROUNDS."""
import hashlib
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).parent
PROGRAM, WORK, ROUNDS = sys.argv[1], pathlib.Path(sys.argv[2]).resolve(), int(sys.argv[3])
KINDS = ["character"] * 5 + ["object"] * 6 + ["style"] * 3
HANDLES = [f"one{number:02}" for number in range(14)]
PEERS = ["curl-base64-jq", "stdlib", "sdk-bytes", "sdk", "curl-ready"]


def measured(words, environment=None):
    """Wall seconds, processor seconds of a command and its children, and the peak memory of the largest, in bytes."""
    start = time.monotonic()
    process = subprocess.Popen(words, stdout=subprocess.DEVNULL, env=environment)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.monotonic() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"failed with {process.returncode}: {words[:6]}")
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024


class Server:
    def __init__(self, *words):
        self.process = subprocess.Popen(
            [sys.executable, HERE / "server.py", WORK / "answer.json", *words],
            stdout=subprocess.PIPE, text=True)
        self.address = f"http://127.0.0.1:{self.process.stdout.readline().strip()}"

    def said(self):
        return self.process.stdout.readline().split()

    def end(self):
        self.process.kill()
        self.process.wait()


def run(*words):
    subprocess.run([PROGRAM, *words], check=True, stdout=subprocess.DEVNULL,
                   stderr=subprocess.DEVNULL)


def library():
    """A library of 14 assets with a reference each, and the files that are sent, in order."""
    folder = WORK / "library"
    shutil.rmtree(folder, ignore_errors=True)
    run("init", folder)
    (folder / "troupe.toml").write_text('format = "source"\n')
    for kind, handle, picture in zip(KINDS, HANDLES, sorted((WORK / "pictures").iterdir())):
        run("--library", folder, "add", kind, handle, picture)
    return folder


def troupe(folder, address):
    environment = dict(
        os.environ, GEMINI_API_KEY="bench-key-0123456789", GOOGLE_GEMINI_BASE_URL=address)
    prompt = "Draw " + " ".join(f"@{handle}" for handle in HANDLES)
    return measured(
        [PROGRAM, "--library", folder, "--quiet", "generate", prompt, "--fresh", "--stretch",
         "--model", "gemini-3-pro-image"], environment)


def sent(folder):
    """The reference files of the newest generation, in the order in which they were sent."""
    query = ("SELECT o.digest || '.' || o.extension FROM input i JOIN object o"
             " ON o.digest = i.rendition WHERE i.generation ="
             " (SELECT id FROM generation ORDER BY seq DESC LIMIT 1) ORDER BY i.position")
    names = subprocess.run(["sqlite3", folder / "troupe.sqlite", query], check=True,
                           capture_output=True, text=True).stdout.split()
    names = [name.removeprefix("sha256:") for name in names]
    return [folder / "objects" / name[:2] / name[2:] for name in names]


def peer(name, address, pictures):
    if name == "curl-base64-jq":
        return measured(["bash", HERE / "curl.sh", address, WORK, *pictures])
    if name == "curl-ready":
        url = f"{address}/v1beta/models/gemini-3-pro-image:generateContent"
        return measured(
            ["curl", "-sS", "-H", "Content-Type: application/json", "-H", "Expect:",
             "--data-binary", f"@{WORK / 'body.json'}", "-o", WORK / "answer.out", url])
    return measured(
        [sys.executable, HERE / "peer.py", name, address, WORK / "out.png", *pictures])


def check(folder):
    """Every way sends the same pictures, or what is compared is not the same work."""
    server = Server("check")
    troupe(folder, server.address)
    pictures, (length, images) = sent(folder), server.said()
    # A child begins with this process's memory, so that nothing large may be in it.
    digest = hashlib.sha256()
    for file in pictures:
        digest.update(file.read_bytes())
    expected = digest.hexdigest()
    if images != expected or len(pictures) != 14:
        sys.exit("troupe does not send the pictures that it records")
    for name in PEERS:
        peer(name, server.address, pictures)
        # The SDK as documented encodes the pictures again before it sends them.
        if server.said()[1] != expected and name != "sdk":
            sys.exit(f"{name} sends other pictures")
    server.end()
    return pictures, int(length)


def show(runs, pictures, length):
    size = sum(file.stat().st_size for file in pictures)
    print(f"{len(pictures)} references, {size / 1e6:.0f} MB; request {length / 1e6:.0f} MB, answer"
          f" {(WORK / 'answer.json').stat().st_size / 1e6:.0f} MB; median of {ROUNDS} interleaved runs")
    print(f"{'':16}{'wall s':>9}{'CPU s':>9}{'peak MiB':>10}   troupe's part of it: wall, CPU, memory")
    for name, all_runs in runs.items():
        wall, cpu, peak = (statistics.median(run[i] for run in all_runs) for i in range(3))
        parts = [statistics.median(ours[i] / theirs[i] for ours, theirs in zip(runs["troupe"], all_runs))
                 for i in range(3)]
        told = "   " + ", ".join(f"{part:.2f}" for part in parts) if name != "troupe" else ""
        print(f"{name:16}{wall:9.3f}{cpu:9.3f}{peak / 2**20:10.1f}{told}")


def main():
    folder = library()
    pictures, length = check(folder)
    server = Server()
    runs = {name: [] for name in ["troupe", *PEERS]}
    for _ in range(ROUNDS):
        runs["troupe"].append(troupe(folder, server.address))
        for name in PEERS:
            runs[name].append(peer(name, server.address, pictures))
    server.end()
    show(runs, pictures, length)
    run("--library", folder, "verify")


main()
