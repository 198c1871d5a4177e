"""Stories of people who use the gallery, in a real browser. Usage: stories.py PROGRAM CHROMIUM [FOLDER for pictures]."""

import json
import os
import shutil
import struct
import subprocess
import sys
import tempfile
import zlib
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect, sync_playwright

PROGRAM, CHROMIUM = sys.argv[1:3]
PICTURES = Path(sys.argv[3]) if len(sys.argv) > 3 and sys.argv[3] else None
HOSTILE = "<script>document.title='owned'</script>\" onmouseover=\"alert(1)"


def png(path, color, size=(96, 64)):
    """Writes a PNG of one color with a darker square in it."""
    rows = b""
    for y in range(size[1]):
        rows += b"\0" + b"".join(
            bytes(c // 2 if 20 < x < 50 and 10 < y < 40 else c for c in color) for x in range(size[0]))
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    head = struct.pack(">IIBBBBB", *size, 8, 2, 0, 0, 0)
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))
    return str(path)


class Library:
    """A library in a folder of its own, with what it serves."""

    def __init__(self, folder):
        self.folder = folder
        self.environment = dict(os.environ, HOME=str(folder), XDG_CONFIG_HOME=str(folder / "config"), XDG_DATA_HOME=str(folder / "data"))
        self.run("init", str(folder / "lib"), inside=False)
        self.run("add", "character", "kael", png(folder / "kael.png", (200, 60, 40)), "--view", "front")
        self.run("add", "character", "米拉", png(folder / "mira.png", (40, 160, 90)))
        self.run("generate", "@kael on a roof at night", "-m", "troupe/storyboard")
        self.run("generate", "@kael and @米拉 drink tea", "-m", "troupe/storyboard", "--count", "3", "--yes")
        self.run("edit", "@last", "more rain", "-m", "troupe/storyboard")
        self.run("generate", HOSTILE, "-m", "troupe/storyboard")

    def run(self, *arguments, inside=True):
        where = ["--library", str(self.folder / "lib")] if inside else []
        done = subprocess.run([PROGRAM, *arguments, *where], env=self.environment, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def serve(self, *options):
        process = subprocess.Popen(
            [PROGRAM, "serve", *options, "--library", str(self.folder / "lib")], env=self.environment,
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        address = process.stdout.readline().strip()
        return process, address


STORIES = []


def newest(library, query):
    """The id of the newest generation that answers to a query."""
    return json.loads(library.run("search", query, "--json"))["generations"][0]["id"]


def ready(page, words):
    """Waits until the plan of these words is shown and its button can be pressed."""
    made = page.locator("form.make").filter(has=page.locator(f"[name=prompt][value*='{words}']"))
    made.locator("button:enabled").first.wait_for(timeout=10_000)


def story(run):
    STORIES.append(run)
    return run


class Visitor:
    """One browser window with what went wrong in it."""

    def __init__(self, browser, address, **options):
        self.base = address.split("/?")[0]
        self.context = browser.new_context(viewport={"width": 1280, "height": 900}, **options)
        self.page = self.context.new_page()
        self.wrong = []
        self.page.on("console", lambda message: self.wrong.append(message.text) if message.type == "error" else None)
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))
        self.page.goto(address)

    def go(self, path):
        self.page.goto(self.base + path)
        return self.page


@story
def the_wall_shows_all_pictures(v, library):
    page = v.go("/")
    assert page.locator(".cell[data-id]").count() >= 4
    assert page.locator(".cell.batch").count() == 1
    page.wait_for_timeout(800)
    assert page.evaluate("[...document.images].filter(i => i.complete).every(i => i.naturalWidth > 0)")


@story
def a_picture_is_opened_with_the_keyboard(v, library):
    page = v.go("/")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    page.wait_for_url("**/i/**")
    expect(page.locator(".picture img").first).to_be_visible()


@story
def stars_are_given_by_key_and_taken_back(v, library):
    page = v.go("/i/@last/1")
    id = page.locator("article.picture").get_attribute("data-id")
    with page.expect_response("**/act/rate"):
        page.keyboard.press("4")
    assert f'"rating":4' in library.run("search", "rating:4", "--json").replace(" ", "") or id[:26] in library.run("search", "rating:4", "--json")
    page = v.go(f"/i/{id}")
    with page.expect_response("**/act/undo"):
        page.keyboard.press("z")
    assert id[:26] not in library.run("search", "rating:4", "--json")


@story
def keys_type_in_text_fields(v, library):
    page = v.go("/i/@last/1")
    field = page.locator("input[name=tag]")
    field.fill("")
    field.type("x5hero")
    assert field.input_value() == "x5hero"
    field.press("Enter")
    page.locator(".tags", has_text="x5hero").wait_for()
    assert "x5hero" in library.run("show", "@last")


@story
def words_are_searched_and_filters_taken_away(v, library):
    page = v.go("/")
    page.locator("#q").fill("with:@kael rain")
    page.locator("#q").press("Enter")
    page.wait_for_url("**q=**")
    assert page.locator(".cell[data-id]").count() == 1
    page.locator(".chip.on").first.click()
    page.wait_for_load_state()
    assert page.locator("#q").input_value() == "rain"


@story
def the_lineage_is_a_tree_of_links(v, library):
    page = v.go(f"/lineage/{newest(library, 'rain')}")
    assert page.locator("g.node").count() == 2 and page.locator(".tree path.kind-edit").count() == 1
    page.locator("g.node a").first.click()
    page.wait_for_url("**/i/**")


@story
def two_pictures_are_compared(v, library):
    page = v.go("/")
    ids = [e.get_attribute("data-id") for e in page.locator(".cell[data-id]").all()][:2]
    page = v.go(f"/compare?ids={ids[0]},{ids[1]}")
    assert page.locator(".pane").count() == 2
    page.get_by_role("button", name="Slider").click()
    page.get_by_role("button", name="Difference").click()


@story
def someone_is_added_to_the_cast(v, library):
    page = v.go("/cast")
    page.locator("#cast-add summary").click()
    page.locator("#cast-handle").fill("teapot")
    page.locator("#cast-add input[value=object]").check(force=True)
    page.locator("#cast-pictures").set_input_files(png(library.folder / "teapot.png", (90, 90, 220)))
    page.locator("#cast-add .actions button").click()
    page.wait_for_url("**/@teapot**")
    assert "teapot" in library.run("list")


@story
def a_hole_of_the_model_sheet_is_filled(v, library):
    page = v.go("/@kael")
    hole = page.locator(".view-cell.missing input[type=file]").first
    with page.expect_response(lambda r: "/references" in r.url and r.request.method in ("PUT", "POST")):
        hole.set_input_files(png(library.folder / "new view.png", (20, 200, 200)))
    page.wait_for_timeout(300)
    assert '"file_name":"new view.png"' in library.run("show", "@kael", "--json").replace('": "', '":"')


@story
def references_are_put_in_order(v, library):
    page = v.go("/@kael")
    order = lambda: page.locator(".refs > [data-ref]").evaluate_all("all => all.map(one => one.dataset.ref)")
    first, second, *rest = order()
    with page.expect_response("**/@kael/ref"):
        page.locator(".refs > [data-ref]").nth(1).drag_to(
            page.locator(".refs > [data-ref]").nth(0), target_position={"x": 8, "y": 20})
    assert order() == [second, first, *rest]
    page.reload()
    assert order() == [second, first, *rest]
    with page.expect_response("**/@kael/ref"):
        page.locator(".refs > [data-ref]").nth(0).locator("form:has([name=to]) button").nth(1).click()
    assert order() == [first, second, *rest]


@story
def a_plan_shows_price_and_pictures_before_it_is_sent(v, library):
    page = v.go("/plan?model=troupe/storyboard")
    page.locator("#plan-prompt").click()
    page.keyboard.type("@ka")
    page.locator("#plan-names [role=option]").first.wait_for()
    page.keyboard.press("Enter")
    page.keyboard.type(" under an umbrella")
    ready(page, "umbrella")
    expect(page.locator(".command code")).to_contain_text("under an umbrella")
    page.locator("form.make button").first.click()
    page.wait_for_url("**/jobs/**")
    page.locator(".job-pictures img").first.wait_for(timeout=20_000)
    assert "umbrella" in library.run("show", "@last")


@story
def an_image_is_edited_from_its_page(v, library):
    page = v.go("/i/@last/1")
    page.keyboard.press("e")
    page.wait_for_url("**/plan?edit=**")
    page.locator("#plan-prompt").fill("in black and white")
    ready(page, "in black and white")
    page.locator("form.make button").first.click()
    page.locator(".job-pictures img").first.wait_for(timeout=20_000)
    assert "in black and white" in library.run("show", "@last")


@story
def what_the_terminal_makes_shows_by_itself(v, library):
    page = v.go("/")
    before = page.locator(".cell[data-id]").count()
    library.run("generate", "a lighthouse in fog", "-m", "troupe/storyboard")
    page.locator("[alt*=lighthouse]").first.wait_for(timeout=10_000)
    assert page.locator(".cell[data-id]").count() >= before


@story
def an_image_becomes_an_anchor(v, library):
    id = newest(library, "roof")
    before = library.run("show", "@kael", "--json").count('"digest"')
    page = v.go(f"/i/{id}/1")
    with page.expect_response("**/act/anchor"):
        page.locator("[name=asset]").first.click()
    page.wait_for_timeout(300)
    assert library.run("show", "@kael", "--json").count('"digest"') > before


@story
def a_lineage_is_rebuilt_and_followed(v, library):
    id = newest(library, "roof")
    page = v.go(f"/rebuild/{id}?model=troupe/storyboard")
    page.locator(".room-head form button.primary").click()
    page.wait_for_url("**/jobs/**")
    page.locator(".job:not(.running)").first.wait_for(timeout=20_000)
    assert id[:10] in library.run("rework", "list")


@story
def costs_and_models_are_told(v, library):
    assert "Month" in v.go("/costs").inner_text("body")
    assert "troupe/storyboard" in v.go("/models").inner_text("body")


@story
def hostile_words_stay_words(v, library):
    for path in ["/", "/i/@last~3/1", f"/?q={HOSTILE}", f"/plan?prompt={HOSTILE}"]:
        page = v.go(path)
        page.wait_for_timeout(200)
        assert page.title() != "owned", path


@story
def the_language_and_the_theme_are_kept(v, library):
    page = v.go("/cast")
    page.locator("button[name=lang]").click()
    page.locator("html[lang=zh-Hans]").wait_for(state="attached")
    page.locator("button[name=theme]").click()
    page.locator("html[data-theme=dark]").wait_for(state="attached")
    assert v.go("/costs").evaluate("document.documentElement.lang + document.documentElement.dataset.theme") == "zh-Hansdark"
    v.context.clear_cookies(name="lang")


@story
def every_page_shows_its_command(v, library):
    for path in ["/", "/cast", "/@kael", "/plan", "/scenes", "/costs", "/models", "/i/@last/1"]:
        assert "troupe " in v.go(path).inner_text(".command"), path


def without_scripts(browser, address, library):
    v = Visitor(browser, address, java_script_enabled=False)
    page = v.go("/i/@last/1")
    page.locator("button[name=rating][value='3']").click()
    assert "/i/" in page.url and library.run("search", "rating:3", "--json").count('"id"')
    page = v.go("/")
    assert page.locator(".cell[data-id]").count() > 3
    page = v.go("/plan?prompt=@kael&model=troupe/storyboard")
    page.locator("form.make button").first.click()
    assert "/jobs/" in page.url
    v.context.close()


def strangers_are_turned_away(browser, address, library):
    base = address.split("/?")[0]
    context = browser.new_context()
    page = context.new_page()
    assert page.goto(base + "/").status == 403
    assert page.goto(base.replace("127.0.0.1", "rebound.localhost") + "/").status == 403
    page.goto(address)
    other = context.new_page()
    other.goto("data:text/html,<title>another site</title>")
    answer = other.evaluate(
        "u => fetch(u, {method: 'POST', mode: 'no-cors', credentials: 'include', "
        "headers: {'Content-Type': 'application/x-www-form-urlencoded'}, body: ''}).then(r => r.type, e => 'failed')",
        base + "/act/undo")
    assert answer in ("opaque", "failed")
    context.close()


def nothing_is_written_where_only_reading_is_allowed(browser, library):
    process, address = library.serve("--read-only")
    try:
        v = Visitor(browser, address)
        page = v.go("/i/@last/1")
        assert page.locator("form[action^='/act/']").count() == 0
        assert page.evaluate("fetch('/act/undo', {method: 'POST'}).then(r => r.status)") == 403
        v.context.close()
    finally:
        process.terminate()


def look(browser, address, axe):
    """axe-core on every page in both themes and languages, and nothing wider than its window."""
    findings = 0
    for theme, language in [("dark", "en"), ("light", "zh")]:
        for width in [360, 1280, 2560]:
            v = Visitor(browser, address)
            v.page.set_viewport_size({"width": width, "height": 900})
            v.context.add_cookies([
                {"name": "theme", "value": theme, "url": v.base}, {"name": "lang", "value": language, "url": v.base}])
            for path in ["/", "/i/@last/1", "/lineage/@last", "/cast", "/@kael", "/plan?prompt=@kael&model=troupe/storyboard", "/jobs", "/scenes", "/costs", "/models", "/none"]:
                page = v.go(path)
                page.wait_for_timeout(250)
                wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
                results = axe.run(page)
                name = f"{path} {theme} {language} {width}"
                if PICTURES:
                    PICTURES.mkdir(parents=True, exist_ok=True)
                    page.screenshot(path=PICTURES / (name.replace("/", "_").replace("?", "_") + ".png"))
                if results.violations_count or wide > 0:
                    findings += 1
                    print(f"✘ {name}: {wide} px too wide, {results.generate_report() if results.violations_count else ''}")
            wrong = [one for one in v.wrong if "404" not in one]
            if wrong:
                findings += 1
                print("✘ console:", theme, width, wrong[:3])
            v.context.close()
    return findings


def main():
    folder = Path(tempfile.mkdtemp(prefix="troupe-browser-"))
    failed = 0
    try:
        library = Library(folder)
        process, address = library.serve()
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
            for run in STORIES:
                v = Visitor(browser, address)
                try:
                    run(v, library)
                    assert not v.wrong, v.wrong
                    print("✔", run.__name__.replace("_", " "))
                except Exception as error:
                    failed += 1
                    print("✘", run.__name__.replace("_", " "), "–", str(error).splitlines()[0:3])
                v.context.close()
            for run, arguments in [
                (without_scripts, (browser, address, library)), (strangers_are_turned_away, (browser, address, library)),
                (nothing_is_written_where_only_reading_is_allowed, (browser, library)),
            ]:
                try:
                    run(*arguments)
                    print("✔", run.__name__.replace("_", " "))
                except Exception as error:
                    failed += 1
                    print("✘", run.__name__.replace("_", " "), "–", str(error).splitlines()[0:3])
            failed += look(browser, address, Axe())
            browser.close()
        process.terminate()
        print(f"{len(STORIES) + 3} stories, {failed} failed or found something")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return 1 if failed else 0


sys.exit(main())
