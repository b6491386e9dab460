import type { FindingWords } from "@/lib/diagnosis/layer";

/**
 * What a redirect that leaves https or the host is told with: it is not where the target should go, but a server that
 * does not know how it is reached. Nothing where the redirect stays.
 */
export function redirectWords(url: string, location: unknown): FindingWords {
  if (typeof location !== "string" || !URL.canParse(location, url)) return {};
  const from = new URL(url);
  const to = new URL(location, url);
  const leavesTls = from.protocol === "https:" && to.protocol !== "https:";
  const upgrades = from.protocol === "http:" && to.protocol === "https:";
  const leavesHost = to.hostname !== from.hostname || (to.port !== from.port && !upgrades);
  if (!leavesTls && !leavesHost) return {};
  return {
    title: `the MCP server redirects ${leavesTls ? "from https to http" : "to another host"}, which no client should follow`,
    remedy:
      "Tell the server how it is reached (forwarded headers of its proxy, its public URL), so that its redirects stay on https and on this host. Do not put that URL into a target: a token sent there is given away.",
    actor: "deployer",
  };
}
