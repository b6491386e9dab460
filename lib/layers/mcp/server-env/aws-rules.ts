import { credentialVariables, endpointVariables, proxyVariables } from "@/lib/clients/mcp/server-variables";
import { type EnvRule, row } from "./env-rule";
import type { FileView } from "./file-view";
import { masked, showSaid } from "./shown-value";

function showCredential(file: FileView, name: string): string {
  const said = file.say(name);
  if (said.is !== "set") return showSaid(said, "masked");
  const prefix = name === "AWS_ACCESS_KEY_ID" ? /^(AKIA|ASIA)/.exec(said.text.trim())?.[0] : undefined;
  const kind = prefix === "AKIA" ? ": a long-term key" : prefix === "ASIA" ? ": a temporary key" : "";
  return `${masked(said.text)}${kind}`;
}

/** Credentials of the server's own: quilt-mcp falls back to them where the caller's token gives none. */
export const credentialRule: EnvRule = (file) => {
  const there = credentialVariables.filter((name) => file.isThere(name));
  const set = there.filter((name) => file.isSet(name));
  const mounted = file.env.mounts.some(({ target }) => /(^|\/)\.aws(\/|$)/.test(target));
  const session = file.env.mounts.some(({ target }) => /(^|\/)(\.local\/share\/Quilt|\.quilt)(\/|$)/.test(target));
  const sources = [
    ...set,
    ...(mounted ? ["a mounted .aws folder"] : []),
    ...(file.env.taskRole ? ["taskRoleArn"] : []),
    ...(session ? ["a mounted quilt3 session"] : []),
  ];
  const means = "is used where the caller's token is not";
  return {
    rows: [
      ...there.map((name) => row(file.isSet(name) ? "bad" : "unknown", name, showCredential(file, name), means)),
      ...(mounted ? [row("bad", "mount", "a .aws folder", means)] : []),
      ...(file.env.taskRole ? [row("bad", "taskRoleArn", "set", means)] : []),
      ...(session ? [row("bad", "mount", "a quilt3 session", means)] : []),
    ],
    findings: sources.length === 0 ? [] : [{ reason: "env-own-credentials", evidence: { sources } }],
  };
};

export const regionRule: EnvRule = (file) => {
  const [mine, boto] = [file.say("AWS_REGION"), file.say("AWS_DEFAULT_REGION")];
  const lacks = mine.is !== "absent" && boto.is === "absent" && !file.isOpen;
  return {
    rows: [
      ...(boto.is === "absent"
        ? []
        : [row("good", "AWS_DEFAULT_REGION", showSaid(boto, "region"), "the region of its AWS calls")]),
      ...(mine.is === "absent"
        ? []
        : [row(lacks ? "bad" : "note", "AWS_REGION", showSaid(mine, "region"), "boto3 does not read it")]),
    ],
    findings: lacks ? [{ reason: "env-region", evidence: { AWS_REGION: showSaid(mine, "region") } }] : [],
  };
};

/** Endpoints of AWS that are none of AWS's own, and proxies. */
export const routeRule: EnvRule = (file) => {
  const endpoints = endpointVariables.filter((name) => file.isThere(name));
  const proxies = proxyVariables.flatMap((name) => [name, name.toLowerCase()]).filter((name) => file.isThere(name));
  return {
    rows: [
      ...endpoints.map((name) =>
        row("note", name, showSaid(file.say(name), "url"), "its AWS calls go there, not to AWS"),
      ),
      ...proxies.map((name) => row("note", name, showSaid(file.say(name), "url"), "its calls go through it")),
    ],
    findings: proxies.some((name) => file.isSet(name))
      ? [{ reason: "env-proxy", evidence: { settings: proxies.filter((name) => file.isSet(name)) } }]
      : [],
  };
};
