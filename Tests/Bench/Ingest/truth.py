"""How near results come to an exact reduction: PSNR by kind of picture.

The truth is worked out in floating point from the decoded source: its profile's primaries by
matrix, linear light, alpha premultiplied, Lanczos 3 on both axes, not rounded. Transparent parts
are compared on white.
"""
import collections
import math
import pathlib

import numpy
from PIL import Image, ImageOps

EDGE = 2048
P3_TO_SRGB = numpy.array([
    [1.2249401, -0.2249404, 0.0], [-0.0420569, 1.0420571, 0.0], [-0.0196376, -0.0786361, 1.0982735],
])


def to_linear(values):
    return numpy.where(values <= 0.04045, values / 12.92, ((values + 0.055) / 1.055) ** 2.4)


def to_srgb(values):
    values = values.clip(0, 1)
    return numpy.where(values <= 0.0031308, values * 12.92, 1.055 * values ** (1 / 2.4) - 0.055)


def reduced(pixels, count):
    """Lanczos 3 along the first axis, with the nearest pixels where it reaches beyond the edge."""
    size = pixels.shape[0]
    if size == count:
        return pixels
    ratio = size / count
    centers = (numpy.arange(count) + 0.5) * ratio
    first = numpy.floor(centers - 3 * ratio).astype(int)
    result = numpy.zeros((count,) + pixels.shape[1:])
    total = numpy.zeros(count)
    for step in range(math.ceil(6 * ratio) + 2):
        place = first + step
        x = (place + 0.5 - centers) / ratio
        weight = numpy.where(abs(x) < 3, numpy.sinc(x) * numpy.sinc(x / 3), 0)
        # Beyond the edge there is nothing: what lies within shares its weight.
        weight = numpy.where((place < 0) | (place >= size), 0, weight)
        result += weight[:, None, None] * pixels[place.clip(0, size - 1)]
        total += weight
    return result / total[:, None, None]


def as_float(picture):
    """Colors and alpha from 0 to 1."""
    if picture.mode == "I;16":
        gray = numpy.asarray(picture, numpy.float64) / 65535
        return numpy.stack([gray] * 3, axis=2), None
    pixels = numpy.asarray(picture.convert("RGBA"), numpy.float64) / 255
    clear = "A" in picture.mode or "transparency" in picture.info
    return pixels[:, :, :3], pixels[:, :, 3:] if clear else None


def truth(source):
    picture = ImageOps.exif_transpose(Image.open(source))
    color, alpha = as_float(picture)
    light = to_linear(color)
    if "-p3" in source.stem:
        light = light @ P3_TO_SRGB.T
    if alpha is not None:
        light = numpy.concatenate([light * alpha, alpha], axis=2)
    scale = min(1, EDGE / max(light.shape[:2]))
    height, width = (max(1, round(side * scale)) for side in light.shape[:2])
    light = reduced(reduced(light, height).swapaxes(0, 1), width).swapaxes(0, 1)
    if alpha is None:
        return to_srgb(light)
    alpha = light[:, :, 3:].clip(0, 1)
    color = to_srgb(light[:, :, :3] / numpy.where(alpha > 0, alpha, 1))
    return color * alpha + 1 - alpha


def on_white(path):
    color, alpha = as_float(Image.open(path))
    return color if alpha is None else color * alpha + 1 - alpha


def ratios(sources, results):
    """By kind, then by program, the mean PSNR in dB. `results` gives each program's files by source.
    One picture stands for each kind, so that it ends today."""
    first = {source.stem.split("-", 1)[1] + source.suffix: source for source in reversed(sources)}
    table = collections.defaultdict(dict)
    for kind, source in sorted(first.items()):
        # Ink without a profile has no one truth.
        if kind.startswith("ink"):
            continue
        exact = truth(source)
        for program, files in results.items():
            error = numpy.mean((exact - on_white(pathlib.Path(files[source.name]))) ** 2)
            table[kind][program] = 99.0 if error == 0 else min(99.0, -10 * math.log10(error))
    return table
