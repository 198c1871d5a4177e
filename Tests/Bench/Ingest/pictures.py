"""Makes the pictures that `run.sh` adds: pictures.py FOLDER. The same each time.

38 JPEGs of 12 megapixels and 22 PNGs, 14 of them of grain, about 320 MB: as cameras, scanners and
drawing programs write them. Where there is no one truth about colors the kind is named `ink`.

Photographs are dead leaves: discs of all sizes that hide one another, which gives the edges and
the spread of detail that pictures of the world have, under soft light, with a lens and a sensor.
"""
import concurrent.futures
import pathlib
import struct
import sys

import numpy
from PIL import Image, ImageChops, ImageCms, ImageDraw, ImageFilter

WIDE = (4032, 3024)


def field(random, size, octaves, decay=1.7):
    """Soft noise of many scales, 0 to 1."""
    total = numpy.zeros((size[1], size[0]), numpy.float32)
    for octave in range(octaves):
        cells = 3 * 2**octave
        small = Image.fromarray(random.random((cells, cells * 4 // 3), numpy.float32))
        total += numpy.asarray(small.resize(size, Image.BICUBIC)) / decay**octave
    return (total - total.min()) / (total.max() - total.min())


def leaves(random, size, count):
    """Discs whose sizes follow a power law, the greater behind."""
    picture = Image.new("RGB", size, (120, 124, 118))
    pen = ImageDraw.Draw(picture)
    radii = numpy.sort(4 / numpy.sqrt(random.random(count) + 1e-5))[::-1]
    centers = random.random((count, 2)) * size
    stretches = random.uniform(0.4, 2.5, count)
    hues = random.integers(20, 235, (count, 3))
    tones = random.integers(20, 235, (count, 1))
    colors = (0.35 * hues + 0.65 * tones).astype(int)
    for (x, y), radius, stretch, color in zip(centers, radii, stretches, colors):
        w, h = radius * stretch, radius / stretch
        pen.ellipse((x - w, y - h, x + w, y + h), fill=tuple(color.tolist()))
    return picture


def photograph(seed, size, grain):
    random = numpy.random.default_rng(seed)
    scene = leaves(random, size, size[0] * size[1] // 160).filter(ImageFilter.GaussianBlur(0.7))
    pixels = numpy.asarray(scene).astype(numpy.float32)
    pixels *= (0.55 + 0.6 * field(random, size, 4))[:, :, None]
    pixels += 40 * (field(random, size, 10, 1.5)[:, :, None] - 0.5)
    pixels += grain * random.standard_normal(pixels.shape, numpy.float32)
    return Image.fromarray(pixels.clip(0, 255).astype(numpy.uint8))


def drawing(seed, size, mode="RGB"):
    random = numpy.random.default_rng(seed)
    picture = Image.new(mode, size, (0, 0, 0, 0) if mode == "RGBA" else (244, 239, 230))
    pen = ImageDraw.Draw(picture)
    for _ in range(60):
        x, y = random.integers(0, size[0]), random.integers(0, size[1])
        w, h = random.integers(40, size[0] // 3), random.integers(40, size[1] // 3)
        color = tuple(int(value) for value in random.integers(0, 256, 3))
        pen.ellipse((x, y, x + w, y + h), fill=color, outline=(20, 20, 20), width=6)
    return picture


def sheet(seed):
    """A flat drawing with a photograph in one corner of it."""
    picture = drawing(seed, (2048, 2048))
    picture.paste(photograph(seed + 1, (1024, 1024), 2.0), (512, 768))
    return picture


def soft(seed, size):
    """A photograph that fades out."""
    picture = photograph(seed, size, 2.0)
    mask = field(numpy.random.default_rng(seed + 1), size, 4) * 255
    picture.putalpha(Image.fromarray(mask.astype(numpy.uint8)))
    return picture


def deep(seed, size):
    """16 bits of gray."""
    random = numpy.random.default_rng(seed)
    return Image.fromarray((field(random, size, 9) * 65535).astype(numpy.uint16))


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


def turned():
    exif = Image.Exif()
    exif[0x0112] = 6
    return exif


def jpegs(base, folder):
    """Every fifth of the 38 JPEGs: those made of one photograph."""
    kinds = (
        [("baseline", {})] * 12
        + [("full-color", dict(quality=95, subsampling=0))] * 5
        + [("half-color", dict(quality=92, subsampling=1))] * 4
        + [("progressive", dict(progressive=True))] * 6
        + [("turned", dict(exif=turned()))] * 4
        + [("p3", dict(icc_profile=display_p3()))] * 3
        + [("gray", dict(mode="L"))] * 2
        + [("ink", dict(mode="CMYK"))] * 2
    )
    picture = photograph(base, WIDE, 2.8)
    for index in range(base, len(kinds), 5):
        name, options = kinds[index]
        options = dict(quality=90, subsampling=2) | options
        # Moved, so that no two give the same reference.
        copy = ImageChops.offset(picture, 97 * index, 61 * index)
        copy = copy.convert(options.pop("mode", "RGB"))
        copy.save(folder / f"{index:02}-{name}.jpg", **options)


SQUARE = (2048, 2048)
PNGS = (
    [("grain", lambda seed: photograph(seed, SQUARE, 2.0))] * 7
    + [("large", lambda seed: photograph(seed, (3000, 2250), 2.0))] * 4
    + [("huge", lambda seed: photograph(seed, WIDE, 2.0))]
    + [("soft", lambda seed: soft(seed, (2048, 1536)))]
    + [("gray", lambda seed: photograph(seed, SQUARE, 2.0).convert("L"))]
    + [("drawing", lambda seed: drawing(seed, SQUARE))] * 2
    + [
        ("large-drawing", lambda seed: drawing(seed, (3200, 2400))),
        ("sheet", sheet),
        ("cutout", lambda seed: drawing(seed, SQUARE, "RGBA")),
        ("palette", lambda seed: drawing(seed, SQUARE).quantize(64)),
        ("deep", lambda seed: deep(seed, SQUARE)),
        ("bits", lambda seed: drawing(seed, (4000, 3000)).convert("1")),
    ]
)


def png(index, folder):
    name, make = PNGS[index]
    make(100 + 2 * index).save(folder / f"{index:02}-{name}.png")


def main():
    folder = pathlib.Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    with concurrent.futures.ProcessPoolExecutor() as pool:
        jobs = [pool.submit(jpegs, base, folder) for base in range(5)]
        jobs += [pool.submit(png, index, folder) for index in range(len(PNGS))]
        for job in jobs:
            job.result()


if __name__ == "__main__":
    main()
