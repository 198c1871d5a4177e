"""Makes the pictures that `ingest.sh` adds: ingest_set.py FOLDER. The same each time.

38 JPEGs of 12 megapixels and 22 PNGs, about 320 MB: as cameras, scanners and drawing programs
write them. Where there is no one truth about colors the kind is named `ink`.
"""
import concurrent.futures
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


def shapes(random, picture, count, width):
    """Hard edges of all directions, in place."""
    pen = ImageDraw.Draw(picture)
    for _ in range(count):
        x, y = random.integers(0, picture.width), random.integers(0, picture.height)
        w, h = random.integers(40, picture.width // 3), random.integers(40, picture.height // 3)
        color = tuple(int(value) for value in random.integers(0, 256, 3))
        pen.ellipse((x, y, x + w, y + h), fill=color, outline=(20, 20, 20), width=width)


def photograph(seed, width, height, grain):
    random = numpy.random.default_rng(seed)
    light = field(random, width, height, 9)
    planes = [0.75 * light + 0.25 * field(random, width, height, 5) for _ in range(3)]
    scene = Image.fromarray((numpy.stack(planes, axis=2) * 255).astype(numpy.uint8))
    shapes(random, scene, 12, 3)
    pixels = numpy.asarray(scene, numpy.float32)
    pixels = pixels + random.normal(0, grain, pixels.shape).astype(numpy.float32)
    return Image.fromarray(pixels.clip(0, 255).astype(numpy.uint8))


def drawing(seed, width, height, mode="RGB"):
    random = numpy.random.default_rng(seed)
    ground = (0, 0, 0, 0) if mode == "RGBA" else (244, 239, 230)
    picture = Image.new(mode, (width, height), ground)
    shapes(random, picture, 60, 6)
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


JPEGS = (
    [("baseline", dict(quality=95, subsampling=2))] * 12
    + [("full-color", dict(quality=95, subsampling=0))] * 5
    + [("half-color", dict(quality=95, subsampling=1))] * 4
    + [("progressive", dict(quality=95, subsampling=2, progressive=True))] * 6
    + [("turned", dict(quality=95, subsampling=2, turned=6))] * 4
    + [("p3", dict(quality=95, subsampling=2, wide=True))] * 3
    + [("gray", dict(quality=95, mode="L"))] * 2
    + [("ink", dict(quality=95, mode="CMYK"))] * 2
)


def jpeg(index):
    kind, options = JPEGS[index][0], dict(JPEGS[index][1])
    picture = photograph(index, 4032, 3024, 5.0).convert(options.pop("mode", "RGB"))
    if options.pop("wide", False):
        options["icc_profile"] = display_p3()
    turned = options.pop("turned", None)
    if turned:
        options["exif"] = Image.Exif()
        options["exif"][0x0112] = turned
    return f"{index:02}-{kind}.jpg", picture, options


def soft(seed):
    picture = photograph(seed, 2048, 1536, 2.0)
    mask = field(numpy.random.default_rng(seed + 1), 2048, 1536, 4) * 255
    picture.putalpha(Image.fromarray(mask.astype(numpy.uint8)))
    return picture


def deep(seed):
    light = field(numpy.random.default_rng(seed), 2048, 2048, 9)
    return Image.fromarray((light * 65535).astype(numpy.uint16))


def sheet(seed):
    """Two photographs on a flat page."""
    page = drawing(seed, 2048, 2048)
    for place in ((100, 200), (1080, 1000)):
        page.paste(photograph(seed + place[0], 860, 860, 4.0), place)
    return page


PNGS = (
    [("grain", lambda seed: photograph(seed, 2048, 2048, 4.0))] * 8
    + [("large", lambda seed: photograph(seed, 3600, 2400, 4.0))] * 4
    + [("drawing", lambda seed: drawing(seed, 2048, 2048))] * 2
    + [
        ("cutout", lambda seed: drawing(seed, 2048, 2048, "RGBA")),
        ("soft", soft),
        ("palette", lambda seed: drawing(seed, 2048, 2048).quantize(64)),
        ("gray", lambda seed: photograph(seed, 2048, 2048, 4.0).convert("L")),
        ("deep", deep),
        ("sheet", sheet),
        ("bits", lambda seed: drawing(seed, 4000, 3000).convert("1")),
        ("large-drawing", lambda seed: drawing(seed, 4000, 3000)),
    ]
)


def png(index):
    kind, make = PNGS[index]
    return f"{index:02}-{kind}.png", make(100 + index), {}


def save(folder, make, index):
    name, picture, options = make(index)
    picture.save(folder / name, **options)


def main():
    folder = pathlib.Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    with concurrent.futures.ProcessPoolExecutor() as pool:
        jobs = [pool.submit(save, folder, jpeg, index) for index in range(len(JPEGS))]
        jobs += [pool.submit(save, folder, png, index) for index in range(len(PNGS))]
        for job in jobs:
            job.result()


if __name__ == "__main__":
    main()
