"""FastMCP servers with tools of their own, each in one of the ways in which people write them.

python fastmcp_tools.py MODE PORT; the one good token is in PEERS_TOKEN, its scopes in PEERS_SCOPES.
"""

import json
import os
import sys
from typing import Any

import uvicorn
from fastmcp import FastMCP
from fastmcp.exceptions import ToolError
from fastmcp.server.auth.providers.jwt import StaticTokenVerifier
from fastmcp.server.dependencies import get_http_headers
from starlette.responses import JSONResponse

MODE, PORT = sys.argv[1], int(sys.argv[2])
TOKEN = os.environ["PEERS_TOKEN"]
SCOPES = os.environ.get("PEERS_SCOPES", "").split()
THINGS = [{"id": 1, "name": "README.md"}, {"id": 2, "name": "data.csv"}]

# These ask for the token in their tools, or nowhere.
UNGUARDED = ("open", "guarded-in-tools")


def verifier() -> StaticTokenVerifier | None:
    if MODE in UNGUARDED:
        return None
    required = ["things:read"] if MODE == "scopes" else None
    return StaticTokenVerifier({TOKEN: {"client_id": "peers", "scopes": SCOPES}}, required_scopes=required)


server = FastMCP(
    "peers-tools",
    version="1.0",
    auth=verifier(),
    list_page_size=10 if MODE == "paged" else None,
)
READS = {"readOnlyHint": True}


@server.tool(annotations=READS)
def things_as_text() -> str:
    """A list, as JSON in a text."""
    ask_for_token()
    return json.dumps(THINGS)


@server.tool(annotations=READS)
def things_structured() -> list[dict[str, Any]]:
    """A list, as structured content."""
    ask_for_token()
    return THINGS


@server.tool(annotations=READS)
def things_wrapped() -> dict[str, Any]:
    """A list in the members that people wrap their results in."""
    ask_for_token()
    return {"status": "ok", "data": {"items": THINGS}}


@server.tool(annotations=READS)
def prose() -> str:
    """A sentence."""
    ask_for_token()
    return "Found 2 things: README.md and data.csv."


@server.tool(annotations=READS)
def fails_as_text() -> str:
    """An error that looks like a result."""
    return json.dumps({"success": False, "error": "Failed to list things: the token of the upstream API has expired"})


@server.tool(annotations=READS)
def fails() -> str:
    """An error of the protocol."""
    raise ToolError("Unexpected token 'B', \"Bad Gateway\" is not valid JSON")


@server.tool(annotations=READS)
def adds(left: int = 1, right: int = 1) -> int:
    """Answers from its arguments alone."""
    return left + right


@server.tool(annotations={"readOnlyHint": False, "destructiveHint": True})
def removes_things() -> str:
    """Never to be called."""
    os._exit(70)


@server.resource("things://all", mime_type="application/json")
def things_resource() -> str:
    """The list as a resource."""
    ask_for_token()
    return json.dumps(THINGS)


def ask_for_token() -> None:
    if MODE != "guarded-in-tools":
        return
    given = get_http_headers(include_all=True).get("authorization")
    if given != f"Bearer {TOKEN}":
        raise ToolError("Please supply a valid token")


if MODE == "paged":
    for number in range(40):
        server.tool(lambda n=number: str(n), name=f"a_tool_{number:02}", annotations=READS)


@server.custom_route("/ready", methods=["GET"])
async def ready(_request: Any) -> JSONResponse:
    return JSONResponse({"ok": True})


settings: dict[str, Any] = {"transport": "sse", "path": "/sse"} if MODE == "old-transport" else {"path": "/mcp"}
if MODE != "old-transport":
    settings |= {"json_response": MODE == "json", "stateless_http": MODE in ("json", "no-sessions")}
if MODE == "hosts":
    settings |= {"host_origin_protection": True, "allowed_hosts": ["mcp.example.com"]}
app = server.http_app(**settings)

if __name__ == "__main__":
    uvicorn.run(app, host="127.0.0.1", port=PORT, log_level="warning")
