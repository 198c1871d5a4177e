"""The same server through fastmcp: it starts, lists, calls and reads."""
import asyncio, os, sys, tempfile

from fastmcp import Client

troupe, picture = sys.argv[1:3]


async def work(folder):
    server = {"mcpServers": {"troupe": {"command": troupe, "args": ["mcp", "--library", folder]}}}
    async with Client(server) as client:
        names = {tool.name for tool in await client.list_tools()}
        assert {"plan", "generate", "view_image"} <= names, names
        await client.call_tool("add_asset", {"kind": "object", "handle": "lamp", "images": [picture]})
        cast = await client.call_tool("list_cast", {})
        assert cast.structured_content["total"] == 1
        plan = await client.call_tool("plan", {"prompt": "@lamp", "model": "troupe/storyboard"})
        await client.call_tool("generate", {
            "prompt": "@lamp", "model": "troupe/storyboard", "max_cost_usd": 0,
            "plan_digest": plan.structured_content["digest"]})
        seen = await client.call_tool("view_image", {"images": ["@last"]})
        assert any(part.type == "image" for part in seen.content)
        assert "lamp" in (await client.read_resource("troupe://asset/lamp"))[0].text
        refused = await client.call_tool("show_asset", {"handle": "x"}, raise_on_error=False)
        assert refused.is_error and refused.structured_content["error"]["code"] == "unknown_asset"


with tempfile.TemporaryDirectory() as folder:
    os.system(f"'{troupe}' init '{folder}' -q >/dev/null")
    asyncio.run(work(folder))
print("fastmcp is served.")
