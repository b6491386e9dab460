/** How a server refuses the name in the Host header, and which one does. */
interface HostText {
  /** Lower case. */
  readonly says: string;
  /** Whether the text may go on: with the host, or with what to do about it. */
  readonly goesOn: boolean;
  readonly source: string;
}

/** What the checks against DNS rebinding answer: a closed table, matched at the text's beginning. */
export const hostTexts: readonly HostText[] = [
  {
    says: "invalid host header",
    goesOn: true,
    source: "Python SDK (421), Starlette (400), TypeScript SDK (403), webpack",
  },
  { says: "invalid host:", goesOn: true, source: "TypeScript SDK, host validation for Express and Hono (403)" },
  { says: "missing host header", goesOn: false, source: "TypeScript SDK (403), Python SDK (421)" },
  { says: "forbidden: host header is not allowed", goesOn: true, source: "Rust SDK (403)" },
  { says: "forbidden: invalid host header", goesOn: true, source: "Go SDK (403)" },
  { says: "host not allowed", goesOn: true, source: "gateways" },
  { says: "blocked request. this host (", goesOn: true, source: "Vite (403)" },
  { says: "misdirected request", goesOn: false, source: "Apache httpd, Caddy (421)" },
];

/** Whether an answer of this status and error text refuses the name of the host: 421 whatever it says. */
export function refusesHost(status: number, text: string): boolean {
  if (status === 421) return true;
  if (status < 400) return false;
  const said = text.slice(0, 300).trim().toLowerCase();
  return hostTexts.some(({ says, goesOn }) => (goesOn ? said.startsWith(says) : said.replace(/\.$/, "") === says));
}
