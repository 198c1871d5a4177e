"""Times imports and exports of pictures; arguments: program, folder, how many."""
import os
import random
import resource
import shutil
import struct
import subprocess
import sys
import time
import zlib

PROGRAM, FOLDER, COUNT = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2]), int(sys.argv[3])
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


def timed(name, command, **options):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, **options)
    said = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    if status != 0 and "exiftool" not in command[0]:
        sys.exit(f"{name} failed: {said.decode()}")
    cpu = usage.ru_utime + usage.ru_stime
    print(f"{name:34} {wall:8.2f} s  {cpu:8.2f} s CPU  {COUNT / max(cpu, 1e-9):8.0f} a second and core  "
          f"{usage.ru_maxrss / 1024:6.0f} MiB")
    return wall, cpu


def main():
    pictures = os.path.join(FOLDER, f"pictures-{COUNT}")
    if not os.path.isdir(pictures):
        os.makedirs(pictures + ".part", exist_ok=True)
        for number in range(COUNT):
            with open(os.path.join(pictures + ".part", f"{number:05}.png"), "wb") as file:
                file.write(picture(number))
        os.rename(pictures + ".part", pictures)
    library = os.path.join(FOLDER, "library")
    for name in ["library", "copy", "out", "embedded", "stripped"]:
        shutil.rmtree(os.path.join(FOLDER, name), ignore_errors=True)
    subprocess.run([PROGRAM, "init", library, "-q"], check=True)
    subprocess.run(["cat"] + [os.path.join(pictures, f) for f in sorted(os.listdir(pictures))],
                   stdout=subprocess.DEVNULL, check=True)
    troupe = [PROGRAM]
    tail = ["--library", library, "-q"]
    copied, _ = timed("cp -r", ["cp", "-r", pictures, os.path.join(FOLDER, "copy")])
    if shutil.which("exiftool"):
        timed("exiftool -Parameters", ["exiftool", "-q", "-Parameters", pictures])
    first, _ = timed("import", troupe + ["import", pictures] + tail)
    second, _ = timed("import again", troupe + ["import", pictures] + tail)
    plain, _ = timed("export", troupe + ["export", "fox", "--to", os.path.join(FOLDER, "out")] + tail)
    embedded, _ = timed("export --embed",
                        troupe + ["export", "fox", "--embed", "--to", os.path.join(FOLDER, "embedded")] + tail)
    timed("export --strip", troupe + ["export", "fox", "--strip", "--to", os.path.join(FOLDER, "stripped")] + tail)
    print(f"import again: {first / second:.0f} times faster; export of cp: {plain / copied:.2f}, "
          f"with XMP {embedded / copied:.2f}")


main()
