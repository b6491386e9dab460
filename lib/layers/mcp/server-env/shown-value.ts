import { readDeployment, readTransport, type ShownAs } from "@/lib/clients/mcp/server-variables";
import { readSwitch, type Said } from "./file-view";

/** A value that is not shown: its length alone. */
export function masked(text: string): string {
  const { length } = text;
  return `set, ${length} ${length === 1 ? "character" : "characters"}`;
}

/** What the file says, in words that repeat a value only where it has the form of a plain setting of its kind. */
export function showSaid(said: Said, shownAs: ShownAs): string {
  if (said.is === "absent") return "not set";
  if (said.is === "unknown") return "set from elsewhere: not known here";
  return plainForm(said.text, shownAs) ?? masked(said.text);
}

function plainForm(text: string, shownAs: ShownAs): string | null {
  switch (shownAs) {
    case "url":
      return showUrl(text);
    case "mode":
      return readDeployment(text);
    case "transport":
      return readTransport(text);
    case "switch":
      return readSwitch(text) === null ? null : text.trim().toLowerCase();
    case "number":
      return /^\s*\d{1,6}\s*$/.test(text) ? text.trim() : null;
    case "region":
      return /^\s*(us|eu|ap|sa|ca|me|af|il|mx|cn|us-gov|us-iso|us-isob)-[a-z]{4,9}-\d\s*$/.test(text)
        ? text.trim()
        : null;
    case "token":
    case "masked":
      return null;
  }
}

const PATHS = /^\/?$|^\/(graphql|api|mcp)(\/[a-z]{1,12})?\/?$/;

/** An http(s) URL without anything that can hold a secret: no user, no query, no long label, no unusual path. */
export function showUrl(text: string): string | null {
  const url = readUrl(text);
  if (url === null || url.username !== "" || url.password !== "" || url.search !== "" || url.hash !== "") return null;
  if (url.hostname.split(".").some((label) => label.length > 40)) return null;
  return PATHS.test(url.pathname) ? `${url.origin}${url.pathname.replace(/\/$/, "")}` : `${url.origin}/…`;
}

export function readUrl(text: string): URL | null {
  const trimmed = text.trim();
  if (!/^https?:\/\//i.test(trimmed) || !URL.canParse(trimmed)) return null;
  return new URL(trimmed);
}
