"""A made-up record: English and Chinese prompts with words as common as words are, written as JSON Lines."""
import bisect
import itertools
import json
import random

KNOWN = ("the a of on in with and roof night red scarf sea dog rain lamp sword market stairs window harbor lantern "
         "gold coat bridge snow train").split()
CHINESE = "凯尔红色围巾屋顶夜晚雨中的女孩站在桥上看着灯笼金外套雪地火车海边市场"
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
MODELS = ["gemini-3-pro-image", "gpt-image-2", "flux-2-pro", "sdxl"]


class Choice:
    """Draws from a list in which the n-th is 1/n as frequent as the first."""

    def __init__(self, values):
        self.values = values
        self.sums = list(itertools.accumulate(1 / (n + 3) for n in range(len(values))))

    def draw(self, random):
        return self.values[bisect.bisect_left(self.sums, random.random() * self.sums[-1])]


def ulid(milliseconds, number):
    value, text = milliseconds << 80 | number, ""
    for _ in range(26):
        text = LETTERS[value & 31] + text
        value >>= 5
    return text


def generations(count, seed=7):
    r = random.Random(seed)
    made = {"".join(r.choice("abcdefghijklmnoprstuvw") for _ in range(r.randint(3, 9))) for _ in range(40000)}
    words = Choice(KNOWN + sorted(made - set(KNOWN)))
    signs = Choice(list(dict.fromkeys(CHINESE)) + [chr(0x4E00 + n) for n in range(3000) if chr(0x4E00 + n) not in CHINESE])
    cast = Choice(["kael", "mira"] + ["c%d" % n for n in range(400)])
    ids = []
    for number in range(count):
        seconds = 1600000000 + number * 150
        if number % 3:
            prompt = " ".join(words.draw(r) for _ in range(r.randint(6, 40)))
        else:
            prompt = "".join(signs.draw(r) for _ in range(r.randint(8, 60)))
        handles = list(dict.fromkeys(cast.draw(r) for _ in range(r.choice([0, 1, 1, 2]))))
        one = {"id": ulid(seconds * 1000, number), "prompt": " ".join(["@" + h for h in handles] + [prompt]),
               "created_at": seconds, "model": r.choice(MODELS), "cast": handles, "seed": r.getrandbits(31)}
        if r.random() < 0.1:
            one["tags"] = [r.choice(["hero", "draft", "cover", "keep"])]
        if r.random() < 0.02:
            one["state"] = "refused"
        if ids and r.random() < 0.5:
            one["parent"] = ids[max(0, len(ids) - 1 - int(r.expovariate(0.02)))]
        ids.append(one["id"])
        yield one


def write(path, count):
    with open(path, "w") as file:
        for one in generations(count):
            file.write(json.dumps(one, ensure_ascii=False) + "\n")
