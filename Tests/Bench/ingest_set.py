"""Makes the pictures that `ingest.sh` adds: ingest_set.py FOLDER. The same each time."""
import pathlib
import struct
import sys

import numpy
from PIL import Image, ImageCms, ImageDraw


def field(random, width, height, octaves):
    """Soft noise of many scales, 0 to 1: what a photograph out of focus looks like."""
    total = numpy.zeros((height, width), numpy.float32)
    for octave in range(octaves):
        cells = 3 * 2**octave
        small = Image.fromarray(random.random((cells, cells * 4 // 3), numpy.float32))
        total += numpy.asarray(small.resize((width, height), Image.BICUBIC)) / 1.7**octave
    return (total - total.min()) / (total.max() - total.min())


def photograph(seed, width, height, grain=3.0):
    random = numpy.random.default_rng(seed)
    light = field(random, width, height, 9)
    planes = [0.75 * light + 0.25 * field(random, width, height, 5) for _ in range(3)]
    pixels = numpy.stack(planes, axis=2) * 255
    pixels += random.normal(0, grain, pixels.shape).astype(numpy.float32)
    return Image.fromarray(pixels.clip(0, 255).astype(numpy.uint8))


def drawing(seed, width, height, mode="RGB"):
    random = numpy.random.default_rng(seed)
    ground = (0, 0, 0, 0) if mode == "RGBA" else (244, 239, 230)
    picture = Image.new(mode, (width, height), ground)
    pen = ImageDraw.Draw(picture)
    for _ in range(60):
        x, y = random.integers(0, width), random.integers(0, height)
        w, h = random.integers(40, width // 3), random.integers(40, height // 3)
        color = tuple(int(value) for value in random.integers(0, 256, 3))
        pen.ellipse((x, y, x + w, y + h), fill=color, outline=(20, 20, 20), width=6)
    return picture


def display_p3():
    """lcms's sRGB with the primaries of Display P3, adapted to D50."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    primaries = {
        b"rXYZ": (0.51512, 0.24120, -0.00105),
        b"gXYZ": (0.29198, 0.69225, 0.04189),
        b"bXYZ": (0.15710, 0.06657, 0.78407),
    }
    for entry in range(132, 132 + 12 * struct.unpack_from(">I", profile, 128)[0], 12):
        name, offset, _ = struct.unpack_from(">4sII", profile, entry)
        if name in primaries:
            values = [round(value * 65536) for value in primaries[name]]
            struct.pack_into(">3i", profile, offset + 8, *values)
    return bytes(profile)


def jpegs():
    bases = [photograph(seed, 4032, 3024) for seed in range(5)]
    kinds = (
        [dict(quality=90, subsampling=2)] * 12
        + [dict(quality=95, subsampling=0)] * 5
        + [dict(quality=92, subsampling=1)] * 4
        + [dict(quality=90, subsampling=2, progressive=True)] * 6
        + [dict(quality=90, subsampling=2, turned=6)] * 4
        + [dict(quality=90, subsampling=2, icc_profile=display_p3())] * 3
        + [dict(quality=90, mode="L")] * 2
        + [dict(quality=90, mode="CMYK")] * 2
    )
    for index, kind in enumerate(kinds):
        options = dict(kind)
        base = bases[index % len(bases)]
        base = base.transpose(list(Image.Transpose)[index % 2]).convert(options.pop("mode", "RGB"))
        turned = options.pop("turned", None)
        if turned:
            exif = Image.Exif()
            exif[0x0112] = turned
            options["exif"] = exif
        yield f"{index:02}.jpg", base, options


def pngs():
    for index in range(10):
        yield f"grain-{index}.png", photograph(50 + index, 2048, 2048, 2.0), {}
    for index in range(3):
        yield f"large-{index}.png", photograph(70 + index, 3000, 2000, 2.0), {}
    for index in range(3):
        yield f"drawing-{index}.png", drawing(80 + index, 2048, 2048), {}
    yield "clear.png", drawing(90, 2048, 2048, "RGBA"), {}
    soft = photograph(91, 2048, 1536)
    mask = field(numpy.random.default_rng(92), 2048, 1536, 4) * 255
    soft.putalpha(Image.fromarray(mask.astype(numpy.uint8)))
    yield "soft.png", soft, {}
    yield "palette.png", drawing(93, 2048, 2048).quantize(64), {}
    yield "gray.png", photograph(94, 2048, 2048).convert("L"), {}
    deep = (field(numpy.random.default_rng(95), 2048, 2048, 9) * 65535).astype(numpy.uint16)
    yield "deep.png", Image.fromarray(deep), {}
    yield "bits.png", drawing(96, 4000, 3000).convert("1"), {}


def main():
    folder = pathlib.Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for name, picture, options in [*jpegs(), *pngs()]:
        picture.save(folder / name, **options)


main()
