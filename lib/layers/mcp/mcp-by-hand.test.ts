import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { initializeParams } from "@/lib/clients/mcp/session";
import { mcpByHand } from "./mcp-by-hand";

const URL_WITH_SPACES = "https://mcp.example.com/mcp?a=it's $(id)";

/** Runs the commands with a curl that notes its arguments, one a line, and answers with these headers. */
function runByHand(headers: string) {
  const folder = mkdtempSync(join(tmpdir(), "mcp-by-hand-"));
  const curl = `#!/bin/bash\nprintf '%s|%s\\n' "$(cat)" "$(printf '%s\\t' "$@")" >> calls\nprintf '${headers}'\n`;
  writeFileSync(join(folder, "curl"), curl, { mode: 0o755 });
  try {
    execFileSync("bash", ["-c", mcpByHand(URL_WITH_SPACES)], {
      cwd: folder,
      input: "typed-token\n",
      env: { ...process.env, BASH_ENV: "", PATH: `${folder}:${process.env.PATH}` },
    });
    return readFileSync(join(folder, "calls"), "utf8").split("\n").slice(0, -1).map(readCall);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function readCall(line: string) {
  const [header, shown = ""] = line.split("|");
  const words = shown.split("\t");
  const message: unknown = JSON.parse(words[words.indexOf("--data") + 1] ?? "null");
  return { header, message, session: words.find((word) => word.startsWith("-Hmcp-")), url: words.at(-2) };
}

it.each([
  ["names its session", "HTTP/2 200\\r\\nMcp-Session-Id: s-1\\r\\n\\r\\n{}", "-Hmcp-session-id: s-1"],
  ["names none", "HTTP/2 200\\r\\n\\r\\n{}", undefined],
])("by hand, shakes hands with a server that %s, and calls bucket_list", (_, headers, session) => {
  const header = "Authorization: Bearer typed-token";
  const jsonrpc = "2.0";
  const call = { name: "bucket_list", arguments: {} };
  const common = { header, url: URL_WITH_SPACES };
  expect(runByHand(headers)).toEqual([
    { ...common, session: undefined, message: { jsonrpc, id: 1, method: "initialize", params: initializeParams() } },
    { ...common, session, message: { jsonrpc, method: "notifications/initialized" } },
    { ...common, session, message: { jsonrpc, id: 2, method: "tools/call", params: call } },
  ]);
});
