import { initializeParams } from "@/lib/clients/mcp/session";
import { AUTHORIZATION, READ_TOKEN, shellWord } from "../shared/by-hand-commands";

const body = (message: object) => shellWord(JSON.stringify({ jsonrpc: "2.0", ...message }));

/** Repeats the handshake and `bucket_list` with curl. The token is read without echo and is in no argument. */
export function mcpByHand(mcpUrl: string): string {
  const headers = "-H 'content-type: application/json' -H 'accept: application/json, text/event-stream'";
  return [
    READ_TOKEN,
    `call() { ${AUTHORIZATION} | curl -sS -H @- ${headers} "$@" ${shellWord(mcpUrl)}; }`,
    `answer=$(call -D - --data ${body({ id: 1, method: "initialize", params: initializeParams() })})`,
    `printf '%s\\n' "$answer"`,
    `session=$(printf '%s' "$answer" | tr -d '\\r' | sed -n 's/^[Mm]cp-[Ss]ession-[Ii]d: //p')`,
    `call \${session:+"-Hmcp-session-id: $session"} -o /dev/null --data ${body({ method: "notifications/initialized" })}`,
    `call \${session:+"-Hmcp-session-id: $session"} --data ${body({
      id: 2,
      method: "tools/call",
      params: { name: "bucket_list", arguments: {} },
    })}`,
  ].join("\n");
}
