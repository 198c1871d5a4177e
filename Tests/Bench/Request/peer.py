"""The same request in Python: peer.py WAY URL OUT PICTURE…, WAY being sdk, sdk-bytes or stdlib.

sdk is the SDK as its documentation shows it, with pictures opened by Pillow and the result saved by it; sdk-bytes hands
the bytes of the files over; stdlib is json and http.client."""
import sys

way, address, out, *paths = sys.argv[1:]
WORDS = "Draw them all on one roof"
MODEL = "gemini-3-pro-image"


def sdk():
    from google import genai
    from google.genai import types
    from PIL import Image

    if way == "sdk":
        pictures = [Image.open(path) for path in paths]
    else:
        pictures = [
            types.Part.from_bytes(data=open(path, "rb").read(), mime_type="image/jpeg")
            for path in paths]
    client = genai.Client(
        api_key="bench-key-0123456789", http_options=types.HttpOptions(base_url=address))
    answer = client.models.generate_content(model=MODEL, contents=[WORDS, *pictures])
    for part in answer.candidates[0].content.parts:
        if part.inline_data and way == "sdk":
            part.as_image().save(out)
        elif part.inline_data:
            with open(out, "wb") as file:
                file.write(part.inline_data.data)


def stdlib():
    import base64
    import http.client
    import json
    from urllib.parse import urlsplit

    parts = [{"text": WORDS}]
    for path in paths:
        with open(path, "rb") as file:
            data = base64.b64encode(file.read()).decode()
        parts.append({"inlineData": {"mimeType": "image/jpeg", "data": data}})
    body = json.dumps({"contents": [{"role": "user", "parts": parts}]}).encode()
    connection = http.client.HTTPConnection(urlsplit(address).netloc)
    connection.request(
        "POST", f"/v1beta/models/{MODEL}:generateContent", body,
        {"Content-Type": "application/json", "x-goog-api-key": "bench-key-0123456789"})
    answer = json.loads(connection.getresponse().read())
    for part in answer["candidates"][0]["content"]["parts"]:
        if "inlineData" in part:
            with open(out, "wb") as file:
                file.write(base64.b64decode(part["inlineData"]["data"]))


stdlib() if way == "stdlib" else sdk()
