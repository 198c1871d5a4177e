"""Times imports and exports of pictures; arguments: program, folder, how many."""
import os
import random
import shutil
import statistics
import struct
import subprocess
import sys
import time
import zlib

PROGRAM, FOLDER, COUNT = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2]), int(sys.argv[3])
ROUNDS = 3
SIDE = 836  # noise of 836 by 836 pixels is a PNG of 2.1 MB


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def picture(number):
    noise = random.Random(number)
    rows = b"".join(b"\0" + noise.randbytes(SIDE * 3) for _ in range(SIDE))
    text = (f"a fox {number} under an umbrella, rain\nNegative prompt: blurry\nSteps: 30, Sampler: Euler, "
            f"CFG scale: 7, Seed: {number}, Size: {SIDE}x{SIDE}, Model: foxes_v2, Version: v1.10.1")
    head = struct.pack(">IIBBBBB", SIDE, SIDE, 8, 2, 0, 0, 0)
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"tEXt", b"parameters\0" + text.encode())
            + chunk(b"IDAT", zlib.compress(rows, 0)) + chunk(b"IEND", b""))


def timed(command):
    """Seconds by the clock, seconds of processor, MiB of memory."""
    before = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    said = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - before
    if status != 0 and "exiftool" not in command[0]:
        sys.exit(f"{command} failed: {said.decode()}")
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def show(name, runs):
    wall, cpu, peak = (statistics.median(run[place] for run in runs) for place in range(3))
    print(f"{name:22} {wall:8.2f} s  {cpu:8.2f} s CPU  {COUNT / max(cpu, 1e-9):8.0f} a second and core  "
          f"{peak:6.0f} MiB")


def beside(name, troupe, pictures, *options):
    """An export and a plain copy in turn: the disk and the memory are never the same twice."""
    out, copy = os.path.join(FOLDER, "out"), os.path.join(FOLDER, "copy")
    exports, copies = [], []
    for _ in range(ROUNDS):
        shutil.rmtree(out, ignore_errors=True)
        exports.append(timed(troupe(["export", "fox", "--to", out, *options])))
        shutil.rmtree(copy, ignore_errors=True)
        copies.append(timed(["cp", "-r", pictures, copy]))
    show(name, exports)
    show("  cp -r", copies)
    ratio = statistics.median(a[0] / b[0] for a, b in zip(exports, copies))
    print(f"  {ratio:.2f} times as long as cp")


def main():
    pictures = os.path.join(FOLDER, f"pictures-{COUNT}")
    if not os.path.isdir(pictures):
        os.makedirs(pictures + ".part", exist_ok=True)
        for number in range(COUNT):
            with open(os.path.join(pictures + ".part", f"{number:05}.png"), "wb") as file:
                file.write(picture(number))
        os.rename(pictures + ".part", pictures)
    library = os.path.join(FOLDER, "library")

    def troupe(arguments):
        return [PROGRAM] + arguments + ["--library", library, "-q"]

    imports, again, readings = [], [], []
    for _ in range(ROUNDS):
        shutil.rmtree(library, ignore_errors=True)
        subprocess.run([PROGRAM, "init", library, "-q"], check=True, stdout=subprocess.DEVNULL)
        imports.append(timed(troupe(["import", pictures])))
        again.append(timed(troupe(["import", pictures])))
        if shutil.which("exiftool"):
            readings.append(timed(["exiftool", "-q", "-Parameters", pictures]))
    show("import", imports)
    show("import again", again)
    if readings:
        show("exiftool -Parameters", readings)
    ratio = statistics.median(a[0] / b[0] for a, b in zip(imports, again))
    print(f"  again {ratio:.0f} times faster")
    beside("export", troupe, pictures)
    beside("export --embed", troupe, pictures, "--embed")
    beside("export --strip", troupe, pictures, "--strip")


main()
