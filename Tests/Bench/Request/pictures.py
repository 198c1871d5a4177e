"""Makes the pictures of the request benchmark: pictures.py FOLDER.

14 photographs of 2–3 MB, and the answer: 30 MB of JSON around a 4K picture."""
import base64
import io
import json
import pathlib
import random
import sys

from PIL import Image


def grain(width, height, seed):
    return Image.frombytes("L", (width, height), random.Random(seed).randbytes(width * height))


def photograph(seed, width=2000, height=1500):
    """Soft shapes under the grain of a camera, so that it is as large as a photograph of its size."""
    coarse = Image.frombytes("RGB", (40, 30), random.Random(seed).randbytes(3600))
    soft = coarse.resize((width, height), Image.BICUBIC)
    noise = Image.merge("RGB", [grain(width, height, seed * 3 + i) for i in range(3)])
    return Image.blend(soft, noise, 0.17)


def encoded(picture, kind, **how):
    sink = io.BytesIO()
    picture.save(sink, kind, **how)
    return sink.getvalue()


def answer():
    """As Gemini writes it: pretty-printed, the image in one line, then its signature and the usage."""
    noise = grain(4096, 5504, 99)
    image = base64.b64encode(encoded(noise, "PNG", compress_level=0)).decode()
    document = {
        "candidates": [{
            "content": {
                "parts": [{
                    "inlineData": {"mimeType": "image/png", "data": image},
                    "thoughtSignature": base64.b64encode(random.Random(1).randbytes(3000)).decode(),
                }],
                "role": "model",
            },
            "finishReason": "STOP",
            "index": 0,
        }],
        "usageMetadata": {
            "promptTokenCount": 7850, "candidatesTokenCount": 2000, "totalTokenCount": 9850,
            "candidatesTokensDetails": [{"modality": "IMAGE", "tokenCount": 2000}],
        },
        "modelVersion": "gemini-3-pro-image",
        "responseId": "bench",
    }
    return json.dumps(document, indent=2).encode()


def main():
    folder = pathlib.Path(sys.argv[1])
    (folder / "pictures").mkdir(parents=True, exist_ok=True)
    for number in range(14):
        bytes_ = encoded(photograph(number), "JPEG", quality=92, subsampling=0)
        (folder / "pictures" / f"{number:02}.jpg").write_bytes(bytes_)
    (folder / "answer.json").write_bytes(answer())


main()
