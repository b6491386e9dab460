import type { FindingWords } from "@/lib/diagnosis/layer";
import type { DoorAnswer } from "@/lib/http/door-types";

/** Where was asked, where that is known, and the answer's headers. */
type RedirectAnswer = Pick<DoorAnswer, "headers"> & { readonly url?: string | undefined };

/**
 * What a redirect that leaves https or the host is told as: the deployer's fault, and no URL for the target. Another port
 * is another server, but where http goes over to https. Null for one that stays, or whose target is not named or not known.
 */
export function redirectFault({ url, headers }: RedirectAnswer): FindingWords | null {
  const { location } = headers;
  if (url === undefined || location === undefined || !URL.canParse(location, url)) return null;
  const asked = new URL(url);
  const named = new URL(location, url);
  const leavesHttps = asked.protocol === "https:" && named.protocol !== "https:";
  const upgrades = asked.protocol === "http:" && named.protocol === "https:";
  const leavesHost = asked.hostname !== named.hostname || (asked.port !== named.port && !upgrades && !leavesHttps);
  if (!leavesHttps && !leavesHost) return null;
  const leaves = leavesHost
    ? `this host for ${asked.hostname === named.hostname ? named.host : named.hostname}`
    : `https for ${named.protocol.slice(0, -1)}`;
  return {
    title: `the answer redirects away from ${leaves.slice(0, 80)}, where no token may follow`,
    remedy:
      "Mend the server or the proxy in front of it: it must answer here, or redirect to its own public https address. Do not put the named URL into the target.",
    actor: "deployer",
  };
}
