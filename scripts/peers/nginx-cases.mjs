import { chain, fails, identityPasses, only, provesNothing, refused } from "./expectations.mjs";

/**
 * Rows of nginx in front of the lab's registry and MCP server: pages, redirects and gates that nobody here wrote.
 *
 * @typedef {import("./check.mjs").ExpectedLayer} ExpectedLayer
 * @typedef {import("./cases.mjs").Case} Case
 */

/** @type {ExpectedLayer} */
const labS3 = { status: "pass", controls: { "wrong-secret": refused(403), unsigned: refused(403) } };
/** @type {ExpectedLayer} */
const mcpPasses = { status: "pass", everyControl: { observed: "refused", counts: true } };
/** @param {Record<string, ExpectedLayer>} [changed] @returns {Record<string, ExpectedLayer>} */
const labChain = (changed = {}) => ({
  ...chain(identityPasses, labS3),
  // A registry of another address than config.json names is said, and the target wins.
  mcp: mcpPasses,
  ...changed,
});

/** @param {Record<string, ExpectedLayer>} layers */
const passes = (layers) => ({ exit: 0, verdict: "pass", brokenLayer: null, code: null, layers });

/** A page of nginx to the wrong callers. @type {ExpectedLayer} */
const gated = { ...mcpPasses, tells: ["nginx"] };

const exchangeControls = ["no-token", "tampered", "forged", "alg-none"];
/** @param {string} code @param {number} status @returns {ExpectedLayer} */
const exchangeClosed = (code, status) => ({
  status: "fail",
  codes: [code],
  never: ["exchange/rejected", "exchange/forbidden"],
  controls: Object.fromEntries(exchangeControls.map((name) => [name, provesNothing(status)])),
});

const withoutCredentials = { identity: only("blocked"), s3: only("blocked") };

/** @type {Case[]} */
export const nginxCases = [
  { name: "a plain reverse proxy: the whole chain passes", front: "plain", expect: passes(labChain()) },
  { name: "TLS before plain HTTP: the whole chain passes", front: "tls", expect: passes(labChain()) },
  {
    name: "a gate answers callers without a token with its own 401 page: refused, and the page's server is named",
    front: "gate",
    expect: passes(labChain({ mcp: gated })),
  },
  {
    name: "one path is closed to everybody: nobody is known there, while search passes on the same origin",
    front: "path-closed",
    expect: fails(
      "exchange/blocked-in-front",
      labChain({ exchange: exchangeClosed("exchange/blocked-in-front", 403), ...withoutCredentials }),
    ),
  },
  {
    name: "one path asks for passwords: the token was not looked at",
    front: "passwords",
    expect: fails(
      "exchange/blocked-in-front",
      labChain({ exchange: exchangeClosed("exchange/blocked-in-front", 401), ...withoutCredentials }),
    ),
  },
  {
    name: "the MCP server's path is closed to everybody",
    front: "mcp-closed",
    expect: fails(
      "mcp/blocked-in-front",
      labChain({
        mcp: {
          status: "fail",
          codes: ["mcp/blocked-in-front"],
          never: ["mcp/forbidden"],
          everyControl: provesNothing(403),
        },
      }),
    ),
  },
  {
    name: "421 Misdirected Request: the host is not served",
    front: "misdirected",
    expect: fails(
      "mcp/host-refused",
      labChain({
        mcp: { status: "fail", codes: ["mcp/host-refused"], everyControl: { observed: "no-answer", counts: false } },
      }),
    ),
  },
  {
    name: "nginx adds the slash of a location: a redirect, which is not followed",
    front: "slash-added",
    expect: fails(
      "mcp/redirected",
      labChain({
        mcp: {
          status: "fail",
          codes: ["mcp/redirected"],
          tells: ["/mcp/"],
          everyControl: { observed: "no-answer", counts: false },
        },
      }),
    ),
  },
  {
    name: "the server behind TLS redirects to http: the deployer's fault",
    front: "tls-lost",
    expect: fails(
      "mcp/redirected",
      labChain({
        mcp: {
          status: "fail",
          codes: ["mcp/redirected"],
          tells: ['"actor":"deployer"', "http://"],
          everyControl: { observed: "no-answer", counts: false },
        },
      }),
    ),
  },
  {
    name: "502 of nginx, whose upstream is down: nothing is known of the token",
    front: "upstream-down",
    expect: {
      exit: 3,
      verdict: "inconclusive",
      brokenLayer: null,
      code: "exchange/server-error",
      layers: labChain({
        exchange: {
          status: "inconclusive",
          codes: ["exchange/server-error"],
          controls: Object.fromEntries(
            exchangeControls.map((name) => [name, { observed: "no-answer", counts: false }]),
          ),
        },
        ...withoutCredentials,
        search: {
          status: "inconclusive",
          codes: ["search/server-error"],
          controls: {
            "no-token": { observed: "no-answer", counts: false },
            tampered: { observed: "no-answer", counts: false },
          },
        },
      }),
    },
  },
];
