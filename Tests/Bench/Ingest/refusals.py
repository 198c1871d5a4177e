"""What refusing bad files costs: refusals.py PROGRAM FOLDER, one process of the product a file.

The memory of a process counts from that of its parent: what measures must stay small itself, and
another process makes the files.
"""
import io
import os
import pathlib
import shutil
import struct
import subprocess
import sys
import time
import zlib


def chunk(name, data, length=None):
    size = len(data) if length is None else length
    return struct.pack(">I", size) + name + data + struct.pack(">I", zlib.crc32(name + data))


def header(width, height):
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))


def encoded(size, **options):
    import numpy
    from PIL import Image

    random = numpy.random.default_rng(1)
    picture = Image.fromarray(random.integers(0, 256, (size, size, 3), numpy.uint8))
    file = io.BytesIO()
    picture.save(file, **options)
    return bytearray(file.getvalue())


def patched(jpeg, marker, offset, value):
    jpeg = bytearray(jpeg)
    jpeg[jpeg.index(marker) + offset] = value
    return jpeg


def many_scans():
    """A legal progressive picture whose last scan is repeated 20,000 times."""
    from PIL import Image

    file = io.BytesIO()
    Image.new("L", (4096, 4096), 90).save(file, format="jpeg", progressive=True)
    jpeg = file.getvalue()
    last = jpeg.rindex(b"\xff\xda")
    return jpeg[:-2] + jpeg[last:-2] * 20_000 + jpeg[-2:]


def files():
    jpeg, png = encoded(2048, format="jpeg", quality=95), encoded(1024, format="png")
    yield "empty", b""
    yield "text", b"not a picture at all\n" * 50
    yield "HEIC", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(4096)
    yield "TIFF", b"II*\0\x08\0\0\0" + bytes(4096)
    yield "JPEG cut short", jpeg[: len(jpeg) // 2]
    yield "JPEG without its end", jpeg[:-2]
    yield "JPEG, lossless", patched(jpeg, b"\xff\xc0", 1, 0xC3)
    yield "JPEG of 12 bits", patched(jpeg, b"\xff\xc0", 4, 12)
    yield "JPEG of 20,000 scans", many_scans()
    yield "PNG cut short", png[: len(png) // 2]
    yield "PNG, one bit changed", patched(png, b"IDAT", 40_000, png[png.index(b"IDAT") + 40_000] ^ 1)
    yield "PNG of 10 gigapixels", header(100_000, 100_000) + chunk(b"IDAT", b"") + chunk(b"IEND", b"")
    yield "PNG, text of 2 GiB said", header(9, 9) + chunk(b"tEXt", b"a", 0x7FFFFFFF)
    yield "PNG, nothing in it", header(9, 9) + chunk(b"IEND", b"")


def make(folder):
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for index, (name, data) in enumerate(files()):
        (folder / f"{index:02} {name}").write_bytes(data)


def show(program, folder):
    library = folder / "library"
    subprocess.run([program, "init", library], check=True, capture_output=True)
    print(f"\nRefused files\n{'':26}{'status':>7}{'wall s':>8}{'MiB':>6}")
    for path in sorted(file for file in folder.iterdir() if file.is_file()):
        start = time.monotonic()
        process = subprocess.Popen([program, "--library", library, "add", "style", "refused", path],
                                   stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        said = process.stderr.read().decode().strip().replace(str(folder) + "/", "")
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        wall, peak = time.monotonic() - start, usage.ru_maxrss / 1024
        print(f"{path.name[3:]:26}{process.returncode:7}{wall:8.3f}{peak:6.0f}  {said[:100]}")


if __name__ == "__main__":
    show(sys.argv[1], pathlib.Path(sys.argv[2]))
