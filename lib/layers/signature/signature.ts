import { ended, type Layer, notApplicable, type Outcome } from "@/lib/diagnosis/layer";
import type { Finding } from "@/lib/diagnosis/model";
import type { ParsedToken } from "@/lib/token/parse-token";
import { signatureVerified } from "../outputs";
import { expectedRefusalVariant } from "../shared/expected-access";
import { findKnownSecret } from "../shared/known-secret";
import type { BonafideContext, LayerInput } from "../shared/layer-input";
import { reportTokenFlaws, type TokenFlaw } from "../shared/token-flaw";
import { checkKey, heldKeys, holdsKey, keySetUrl } from "./check-key";
import { formatFlaws, headerFlaws } from "./header-checks";
import { signatureFindings } from "./signature-findings";

function inapplicable(token: ParsedToken | null): string | null {
  if (token === null) return "there is no token";
  if (token.kind === "api-key") return "an API key has no signature";
  return token.jwt === null ? "an opaque token has no signature to check" : null;
}

/** Everything that shows without a configured key: form, header, and whether the secret is public. */
async function inspect(
  ctx: BonafideContext,
  token: ParsedToken,
  where: TokenFlaw["where"],
): Promise<readonly TokenFlaw[]> {
  if (token.jwt === null) return [];
  if (token.kind === "jwe") {
    const encrypted = { reason: "encrypted", detail: `alg ${token.algorithm ?? "not named"}` };
    return [...formatFlaws(token.jwt.faults), encrypted].map((seen) => ({ where, ...seen }));
  }
  const seen = [...formatFlaws(token.jwt.faults), ...headerFlaws(token.jwt.header)];
  const words = ctx.input.keys.wordList ?? [];
  const { name, wordsTried } = await findKnownSecret(token.jwt, words, ctx.signal, (tried) =>
    ctx.doing(
      `trying secrets of the word list: ${tried.toLocaleString("en-US")} of ${words.length.toLocaleString("en-US")}`,
    ),
  );
  if (name !== null) seen.push({ reason: "known-secret", detail: `signed with ${name}` });
  if (wordsTried > 0) {
    ctx.fact(where === "token" ? "words-tried" : "inner-words-tried", wordsTried.toLocaleString("en-US"));
  }
  return seen.map((flaw) => ({ where, ...flaw }));
}

/** A signature over no payload is not worth a look; every other fault of the form is `checkKey`'s to see. */
function mayVerify({ kind, jwt }: ParsedToken): boolean {
  return kind !== "jwe" && jwt?.faults.some((fault) => fault.reason === "empty-part") === false;
}

/** By the table's own effect: a fault that only warns for this subject is still no verified signature. */
function isFault(finding: Finding): boolean {
  const effect = signatureFindings[finding.code.slice("signature/".length)]?.effect;
  return effect === "fail" || effect === "inconclusive";
}

async function run(ctx: BonafideContext, token: ParsedToken): Promise<Outcome> {
  const { jwt, inner } = token;
  if (jwt === null) return notApplicable("an opaque token has no signature to check");
  const own = await inspect(ctx, token, "token");
  const inside = inner === null ? [] : await inspect(ctx, inner, "inner token");
  const keys = heldKeys(ctx.input);
  const check = holdsKey(keys) && mayVerify(token) ? await checkKey(ctx, jwt, keys) : null;
  const checked = (check?.flaws ?? []).map((seen): TokenFlaw => ({ where: "token", ...seen }));
  if (token.algorithm !== null) ctx.fact("algorithm", token.algorithm);
  if (typeof jwt.header?.kid === "string") ctx.fact("key-id", jwt.header.kid.slice(0, 64));
  if (check !== null && check.checkedWith !== null) ctx.fact("checked-with", check.checkedWith);
  if (check !== null && check.thumbprint !== null) ctx.fact("key-thumbprint", check.thumbprint);
  const { readAs = [] } = ctx.input.keys;
  if (readAs.length > 0) ctx.fact("key-read-as", readAs);
  const findings = [...reportTokenFlaws(ctx, [...own, ...checked, ...inside])];
  if (!holdsKey(keys) && token.kind !== "jwe") findings.push(ctx.found("no-key"));
  const worst = findings.find(isFault);
  if (worst !== undefined) return ended(worst.title);
  if (!holdsKey(keys)) return notApplicable("no key is configured for this target");
  if (check?.matched !== true) throw new Error("a signature was neither checked nor objected to");
  ctx.give(signatureVerified, true);
  return ended(`signed with the configured key: ${check.checkedWith ?? "key"}, ${token.algorithm ?? ""}`);
}

/** Was the token signed with the key we hold? Local, but for the key set where the target names one. */
export const signature: Layer<LayerInput, BonafideContext> = {
  id: "signature",
  title: "the token was signed with the key we hold",
  question: "Was the token signed with the key we hold?",
  nature: "local",
  needs: () => [],
  uses: () => [],
  gives: [signatureVerified],
  evidence: null,
  proves: "these bytes were signed with the key we hold",
  doesNotProve: "that the registry knows this token",
  settledBy: ["exchange"],
  findings: signatureFindings,
  facts: {
    "words-tried": "words tried",
    "inner-words-tried": "words tried on the inner token",
    algorithm: "algorithm",
    "key-id": "key id",
    "checked-with": "checked with",
    "key-thumbprint": "key that verified it (RFC 7638)",
    "key-read-as": "configured key, as read",
  },
  controls: () => [],
  variant: (input) => expectedRefusalVariant(input, signatureFindings),
  doing: (input) =>
    keySetUrl(input.token, heldKeys(input)) === null ? "checking the signature" : "fetching the issuer's keys",
  notApplicable: (input) => inapplicable(input.token),
  requiredByDefault: (input) => holdsKey(heldKeys(input)),
  plan(input) {
    const url = keySetUrl(input.token, heldKeys(input));
    const destinations = url === null ? [] : [new URL(url).origin];
    return { requests: destinations.length, wrongCredentials: 0, awsSessionsMinted: 0, destinations };
  },
  byHand: () => null,
  async run(ctx) {
    const { token } = ctx.input;
    return token === null ? notApplicable("there is no token") : run(ctx, token);
  },
};
