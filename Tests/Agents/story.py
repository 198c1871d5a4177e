"""An agent's work with the official client: cast, plan, generate, look, edit, compare, and what must not happen."""
import asyncio, json, os, sys, tempfile

from contextlib import asynccontextmanager

import httpx2
from mcp import ClientSession, StdioServerParameters, types
from mcp.client.stdio import stdio_client
from mcp.client.streamable_http import streamable_http_client

troupe, picture = sys.argv[1:3]
spoken = []


def count(value):
    """About how many tokens a client reads of it: four characters each; a picture by its pixels."""
    text = json.dumps(value)
    return len(text) // 4


async def call(client, tool, /, **arguments):
    result = await client.call_tool(tool, arguments)
    words = "".join(part.text for part in result.content if part.type == "text")
    pictures = [part for part in result.content if part.type == "image"]
    assert bool(pictures) == (tool == "view_image" and not result.is_error), f"{tool} has pixels"
    spoken.append((tool, count(arguments) + len(words) // 4 + 350 * len(pictures)))
    return result


async def told(client, tool, /, **arguments):
    result = await call(client, tool, **arguments)
    assert not result.is_error, (tool, result.content)
    return result.structured_content


async def refused(client, code, tool, /, **arguments):
    result = await call(client, tool, **arguments)
    assert result.is_error, (tool, arguments)
    error = result.structured_content["error"]
    assert error["code"] == code, (tool, arguments, error)
    return error


def started(folder):
    return {**os.environ, "HOME": folder, "XDG_CONFIG_HOME": folder}


@asynccontextmanager
async def by_lines(folder):
    server = StdioServerParameters(
        command=troupe, args=["mcp", "--library", folder, "--max-cost", "0.05"], env=started(folder))
    async with stdio_client(server) as streams:
        yield streams


@asynccontextmanager
async def by_http(folder):
    server = await asyncio.create_subprocess_exec(
        troupe, "serve", "--json", "--library", folder, "--max-cost", "0.05", env=started(folder),
        stdout=asyncio.subprocess.PIPE)
    try:
        entry, line = "", b"x"
        while line and not entry.rstrip().endswith("}"):
            line = await server.stdout.readline()
            entry += line.decode()
        entry = json.loads(entry)
        key = {"Authorization": "Bearer " + entry["token"]}
        async with httpx2.AsyncClient(headers=key, timeout=60) as http:
            async with streamable_http_client(entry["agents"], http_client=http) as streams:
                yield streams[0], streams[1]
    finally:
        server.terminate()
        assert await server.wait() == 0


async def work(way, folder, asked):
    async def elicit(context, params):
        asked.append(params.message)
        return types.ElicitResult(action="decline")

    async with way(folder) as (read, write):
        async with ClientSession(read, write, elicitation_callback=elicit) as session:
            start = await session.initialize()
            assert start.server_info.name == "troupe" and start.instructions
            tools = (await session.list_tools()).tools
            spoken.append(("tools/list", count([tool.model_dump(exclude_none=True, exclude={"output_schema"}) for tool in tools])))
            assert all(tool.output_schema and tool.annotations for tool in tools)
            await told(session, "add_asset", kind="character", handle="kael", images=[picture],
                       traits=["scar over the left eye"], view="front")
            cast = await told(session, "list_cast")
            assert [asset["handle"] for asset in cast["assets"]] == ["@kael"], cast
            wish = dict(prompt="@kael on a roof at night", model="troupe/storyboard", aspect="16:9")
            plan = await told(session, "plan", **wish)
            assert plan["chosen"] and plan["cost_usd"] == 0
            made = await told(session, "generate", **wish, plan_digest=plan["digest"], max_cost_usd=0)
            image = made["generations"][0]["outputs"][0]["id"]
            seen = await call(session, "view_image", images=[image])
            assert len(seen.content[1].data) * 3 // 4 <= 60_000
            change = dict(prompt="more rain", model="troupe/storyboard")
            plan = await told(session, "plan", edit=image, **change)
            edit = await told(session, "edit", image=image, **change, plan_digest=plan["digest"], max_cost_usd=0)
            both = [made["generations"][0]["id"], edit["generations"][0]["id"]]
            compared = await told(session, "compare", generations=both)
            assert "prompt" in compared["differs"]
            await call(session, "view_image", images=[image, "@last"])
            print("tokens:", sum(number for _, number in spoken), dict(spoken))
            assert sum(number for _, number in spoken) <= 25_000

            await told(session, "rate", image=image, rating=5, pick="yes")
            await told(session, "make_anchor", handle="kael", image=image, look="night")
            found = await told(session, "search", query="rating:5")
            assert found["generations"][0]["id"] == both[0]
            assert len((await told(session, "lineage", generation="@last"))["generations"]) == 2
            for tool, arguments in [("show_generation", dict(generation="@last")), ("show_asset", dict(handle="@kael")),
                                    ("coverage", dict(handle="kael")), ("models", {}), ("costs", {}),
                                    ("tag", dict(image=image, tag="hero", note="the left hand")),
                                    ("export_image", dict(images=[image], folder=os.path.join(folder, "out")))]:
                await told(session, tool, **arguments)
            plan = await told(session, "plan", replay="@last")
            await told(session, "replay", generation="@last", plan_digest=plan["digest"], max_cost_usd=0)
            plan = await told(session, "plan", rebuild=both[1], model="troupe/storyboard")
            await told(session, "rebuild", generation=both[1], model="troupe/storyboard",
                       plan_digest=plan["digest"], max_cost_usd=0)
            talk = await told(session, "start_session", model="troupe/storyboard")
            turn = dict(session=talk["id"], prompt="a lamp")
            plan = await told(session, "plan", **turn)
            await told(session, "session_say", **turn, plan_digest=plan["digest"], max_cost_usd=0)
            scene = os.path.join(folder, "scene.toml")
            with open(scene, "w") as file:
                file.write('[defaults]\nmodel = "troupe/storyboard"\n[[shot]]\nid = "1"\nprompt = "@kael runs"\n')
            plan = await told(session, "plan", shots=scene)
            await told(session, "run_shots", file=scene, plan_digest=plan["digest"], max_cost_usd=0)

            await refused(session, "plan_changed", "generate", **wish, fresh=True, plan_digest="00112233", max_cost_usd=0)
            await refused(session, "invalid_value", "generate", **wish, max_cost_usd=0)
            await refused(session, "invalid_value", "generate", **wish, plan_digest="00112233")
            await refused(session, "invalid_value", "plan", promt="x")
            await refused(session, "unknown_asset", "plan", prompt="@mira", model="troupe/storyboard")
            await refused(session, "invalid_value", "view_image", images=["/etc/hostname.png"])
            await refused(session, "invalid_value", "add_reference", handle="kael", images=["data:image/png;base64,AAAA"])
            declined = await refused(session, "not_approved", "generate", **wish, plan_digest="00112233", max_cost_usd=1)
            assert asked and "$1.00" in asked[0] and declined["perhaps_billed"] is False

            resource = await session.read_resource("troupe://asset/kael")
            assert "scar" in resource.contents[0].text
            small = await session.read_resource(f"troupe://image/{image}?edge=128")
            assert small.contents[0].mime_type == "image/jpeg"
            assert len((await session.list_resources()).resources) == 2
            assert len((await session.list_resource_templates()).resource_templates) == 3
            assert "kael" in (await session.get_prompt("cast_a_character", {"handle": "kael"})).messages[0].content.text
            assert len((await session.list_prompts()).prompts) == 3


for way in by_lines, by_http:
    spoken.clear()
    with tempfile.TemporaryDirectory() as folder:
        os.system(f"'{troupe}' init '{folder}' -q >/dev/null")
        asyncio.run(work(way, folder, []))
    print(f"The official client is served {way.__name__.replace('_', ' ')}.")
