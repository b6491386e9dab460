import { z } from "zod";
import { ended, type Layer } from "@/lib/diagnosis/layer";
import { isLoopbackHost } from "@/lib/http/address-policy";
import type { DoorResult } from "@/lib/http/door-types";
import { joinUrl, withoutTrailingSlashes } from "@/lib/join-url";
import type { JsonObject } from "@/lib/json-object";
import { isPasswordGate } from "@/lib/refusals/read-refusal";
import { awsRegion, catalogFacts, registryUrl } from "../outputs";
import { answerEvidence, reportGate } from "../shared/bearer-refusal";
import { shellWord } from "../shared/by-hand-commands";
import type { BonafideContext, LayerInput } from "../shared/layer-input";
import { liveFindings } from "../shared/live-findings";
import { reportUnanswered, watchClock } from "../shared/live-layer";
import { foreignOf, isHtml, jsonObject } from "../shared/read-answer";
import { isSameSite } from "../shared/registrable-domain";

const server = "the catalog";

const httpUrl = z.string().refine((text) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol));

/** quilt:catalog/config-schema.json; only what the chain relies on. */
const evidence = z.looseObject({ registryUrl: httpUrl });

function configUrl(input: LayerInput): string {
  return joinUrl(input.target.catalogUrl ?? "", "/config.json");
}

/** Does the catalog name its registry? Catalog discovery by `config.json` (quilt:api/python/quilt3/util.py). */
export const discovery: Layer<LayerInput, BonafideContext> = {
  id: "discovery",
  title: "the catalog names its registry",
  question: "Does the catalog name its registry?",
  nature: "live",
  needs: () => [],
  uses: () => [],
  gives: [registryUrl, awsRegion, catalogFacts],
  evidence,
  proves: "config.json is valid and names a registry",
  doesNotProve: "anything about the token",
  settledBy: ["exchange", "search"],
  findings: {
    ...liveFindings(server),
    "not-json": {
      effect: "fail",
      title: "config.json is not a JSON object",
      remedy: "Check the catalog URL: a sign-in page or another web server answers with HTML.",
      actor: "operator",
    },
    "missing-registry-url": {
      effect: "fail",
      title: "config.json names no usable registry URL",
      remedy: "Set registryUrl in the catalog's configuration, or name the registry in the target.",
      actor: "deployer",
      spec: "quilt:catalog/config-schema.json",
    },
    "registry-mismatch": {
      effect: "warn",
      title: "the registry URL is not the expected one",
      remedy:
        "Make the target and config.json name the same registry; the catalog's own URL answers API paths with HTML.",
      actor: "operator",
    },
    "foreign-registry": {
      effect: "inconclusive",
      title: "config.json names a registry on another site, so the token was not sent there",
      remedy: "If that registry is the right one, name it in the target (registryUrl) or with --registry-url.",
      actor: "operator",
    },
  },
  facts: {
    region: "region",
    "stack-version": "stack version",
    "always-requires-auth": "always requires a login",
    "registry-url": "registry URL",
  },
  controls: () => [],
  doing: () => "reading config.json",
  notApplicable: (input) => (input.target.catalogUrl === undefined ? "no catalog URL in the target" : null),
  requiredByDefault: (input) => input.target.catalogUrl !== undefined,
  plan: (input) => ({
    requests: 1,
    wrongCredentials: 0,
    awsSessionsMinted: 0,
    destinations: [new URL(configUrl(input)).origin],
  }),
  byHand: (input) =>
    input.target.catalogUrl === undefined ? null : `curl -sS ${shellWord(configUrl(input))} | jq .registryUrl`,
  async run(ctx) {
    const result = await ctx.http.send("real", {
      method: "GET",
      url: configUrl(ctx.input),
      headers: { accept: "application/json" },
      timeoutMs: ctx.input.timeoutMs,
      signal: ctx.signal,
    });
    watchClock(ctx, result);
    if (reportGatePage(ctx, result)) return ended(`${result.status}: refused before the catalog answered`);
    if (reportUnanswered(ctx, result)) return ended("config.json could not be read");
    const config = readConfig(ctx, result);
    if (config === null) return ended("no usable config.json");
    giveCatalogFacts(ctx, config);
    return ended(judgeRegistry(ctx, config));
  },
};

/** config.json is for anybody: what refuses it by asking for a password stands in front of the catalog. */
function reportGatePage(ctx: BonafideContext, result: DoorResult): boolean {
  const answer = foreignOf(result);
  if (answer === null || !isPasswordGate(answer)) return false;
  reportGate(ctx, server, result);
  return true;
}

function readConfig(ctx: BonafideContext, result: DoorResult): JsonObject | null {
  if (result.kind !== "answer") return null;
  const status = result.status;
  const config = jsonObject(result);
  if (status !== 200) {
    // A 401 or 403 says more than that its body is a page.
    const page = isHtml(result) && ![401, 403, 404].includes(status);
    ctx.found(page ? "not-json" : "unexpected-status", answerEvidence(result));
    return null;
  }
  const contentType = result.headers["content-type"] ?? "none";
  if (config === null) ctx.found("not-json", { ...answerEvidence(result), contentType });
  return config;
}

function giveCatalogFacts(ctx: BonafideContext, config: JsonObject): void {
  const { region, alwaysRequiresAuth, stackVersion } = config;
  if (ctx.input.target.region === undefined && typeof region === "string" && /^[a-z0-9-]{2,40}$/.test(region)) {
    ctx.give(awsRegion, region);
  }
  ctx.give(catalogFacts, {
    alwaysRequiresAuth: typeof alwaysRequiresAuth === "boolean" ? alwaysRequiresAuth : null,
    stackVersion: typeof stackVersion === "string" ? stackVersion.slice(0, 40) : null,
  });
  if (typeof region === "string") ctx.fact("region", region.slice(0, 40));
  if (typeof stackVersion === "string") ctx.fact("stack-version", stackVersion.slice(0, 40));
  if (typeof alwaysRequiresAuth === "boolean") ctx.fact("always-requires-auth", alwaysRequiresAuth);
}

function judgeRegistry(ctx: BonafideContext, config: JsonObject): string {
  const held = evidence.safeParse(config);
  if (!held.success) {
    ctx.found("missing-registry-url", { registryUrl: describeValue(config.registryUrl) });
    return "names no registry";
  }
  const named = withoutTrailingSlashes(held.data.registryUrl);
  ctx.fact("registry-url", named);
  const target = ctx.input.target.registryUrl;
  const wanted = target === undefined ? undefined : withoutTrailingSlashes(target);
  const catalog = new URL(configUrl(ctx.input));
  if (wanted !== undefined && wanted !== named) {
    ctx.found("registry-mismatch", { target: wanted, configJson: named, used: wanted });
  }
  if (new URL(wanted ?? named).origin === catalog.origin) {
    ctx.found("registry-mismatch", { registryUrl: wanted ?? named, catalogUrl: catalog.origin });
  }
  if (wanted === undefined && !allowNamedRegistry(ctx, catalog, new URL(named))) return `names ${new URL(named).host}`;
  if (wanted === undefined) ctx.give(registryUrl, named);
  return [new URL(wanted ?? named).host, stackLabel(config)].filter((part) => part !== null).join(" · ");
}

/** A registry of the catalog's own site may have the token; any other is for the operator to name (DESIGN §4). */
function allowNamedRegistry(ctx: BonafideContext, catalog: URL, registry: URL): boolean {
  const downgrade = catalog.protocol === "https:" && registry.protocol === "http:";
  const hasUser = registry.username !== "" || registry.password !== "";
  if (!isSameSite(catalog.hostname, registry.hostname) || downgrade || hasUser) {
    ctx.found("foreign-registry", {
      registryUrl: registry.origin,
      catalogUrl: catalog.origin,
      why: downgrade ? "http under an https catalog" : hasUser ? "the URL holds a user name" : "another site",
    });
    return false;
  }
  ctx.allow({
    origin: registry.origin,
    trust: isLoopbackHost(catalog.hostname) ? "derived-from-loopback" : "derived",
  });
  return true;
}

function stackLabel(config: JsonObject): string | null {
  const version = config.stackVersion;
  return typeof version === "string" ? `Quilt ${version.slice(0, 20)}` : null;
}

function describeValue(value: unknown): string {
  if (value === undefined) return "absent";
  return typeof value === "string"
    ? `not an http(s) URL: ${value.slice(0, 80)}`
    : `a ${value === null ? "null" : typeof value}`;
}
