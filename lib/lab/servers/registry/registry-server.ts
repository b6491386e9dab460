import { randomBytes } from "node:crypto";
import { stackNowMs } from "@/lib/lab/stack/stack-clock";
import type { StackParts } from "@/lib/lab/stack/stack-parts";
import type { VendedCredentials } from "@/lib/lab/stack/vended-credentials";
import type { Decision, LabCall, LabReply } from "../lab-server";
import type { LabServer } from "../server-declaration";
import type { Viewer } from "./graphql-resolvers";
import { type Authentication, authenticate } from "./registry-auth";
import { healthyRegistry } from "./registry-config";
import { answerGraphql } from "./registry-graphql";
import { answerLegacySearch } from "./registry-search";

type Endpoint = "credentials" | "graphql" | "search";

/** The registry of one stack, with the refresh tokens that it gave out. */
export interface RegistryServer {
  /** Endpoints: `credentials`, `graphql`, `search`, `token`, `code`, `login`, `other`. */
  handle(call: LabCall): Decision;
}

export function createRegistry(parts: StackParts): RegistryServer {
  const refreshTokens = new Set<string>();
  return {
    handle(call) {
      const auth = authenticate(
        parts,
        call.headers.authorization,
        stackNowMs(parts.config) + parts.config.registry.clockOffsetS * 1000,
      );
      const decide = (endpoint: string, answer: Decision["answer"]): Decision => ({
        endpoint,
        genuine: auth.ok,
        answer,
      });
      const route = `${call.method} ${call.path.replace(/\/{2,}/g, "/")}`;
      switch (route) {
        case "GET /api/auth/get_credentials":
          return decide("credentials", () => guarded(parts, call, "credentials", auth, () => vend(parts, call, auth)));
        case "POST /graphql":
          return decide("graphql", () => graphql(parts, call, auth));
        case "GET /api/search":
          return decide("search", () => search(parts, call, auth));
        case "GET /login":
          return decide("login", () => ({
            status: 200,
            contentType: "text/html",
            body: "<html><title>Sign in</title></html>",
          }));
        case "GET /api/code":
          return decide("code", () => guarded(parts, call, "code", auth, () => giveCode(refreshTokens)));
        case "POST /api/token":
          return decide("token", () => rotate(parts, call, refreshTokens));
        default:
          return decide("other", () => json(404, { message: "Not Found" }));
      }
    },
  };
}

function json(status: number, value: unknown): LabReply {
  return { status, contentType: "application/json", body: JSON.stringify(value) };
}

function reject(call: LabCall, endpoint: string, reason: string, status: number, message: string): LabReply {
  call.log("warn", `auth.reject reason=${reason} endpoint=${endpoint} status=${status}`);
  return json(status, { message });
}

function forbidden(parts: StackParts, call: LabCall, endpoint: string): LabReply | null {
  if (parts.config.registry.user !== "forbidden") return null;
  return reject(call, endpoint, "not_allowed", 403, "You are not allowed to do this");
}

/** Serves verified callers only, unless the endpoint is unguarded. */
function guarded(
  parts: StackParts,
  call: LabCall,
  endpoint: Endpoint | "code",
  auth: Authentication,
  serve: () => LabReply,
): LabReply {
  const open = endpoint !== "code" && parts.config.registry.unguarded.includes(endpoint);
  if (!auth.ok && !open) return reject(call, endpoint, auth.reason, 401, auth.message);
  return forbidden(parts, call, endpoint) ?? serve();
}

function vend(parts: StackParts, call: LabCall, auth: Authentication): LabReply {
  const vends = vendedTo(parts, auth);
  const made = parts.store.mint(vends, stackNowMs(parts.config));
  const fields = {
    AccessKeyId: made.accessKeyId,
    SecretAccessKey: made.secretAccessKey,
    SessionToken: made.sessionToken,
    // Seconds since 1970 are a number, as some registries give them.
    Expiration: vends.expirationForm === "seconds" ? Number(made.expiration) : made.expiration,
  };
  call.log("info", `credentials.vended role=${vends.role.name} expires=${made.expiration}`);
  const kept = Object.entries(fields).filter(([name]) => !vends.omit.some((omitted) => omitted === name));
  return json(200, Object.fromEntries(kept));
}

/** What the caller is handed: the second user may have a role of its own. */
function vendedTo({ config }: StackParts, auth: Authentication): VendedCredentials {
  const { vends, otherUser } = config.registry;
  if (!auth.ok || auth.who === "user" || otherUser?.role !== "own") return vends;
  return { ...vends, role: { ...vends.role, name: "LabOtherRole" } };
}

/** Whom a call to GraphQL or search is answered as; a reply where it is refused. */
function viewerOf(
  parts: StackParts,
  call: LabCall,
  endpoint: "graphql" | "search",
  auth: Authentication,
): Viewer | LabReply {
  const { registry, catalog } = parts.config;
  if (registry.ignoresTokens) return "anonymous";
  if (auth.ok || registry.unguarded.includes(endpoint))
    return forbidden(parts, call, endpoint) ?? (auth.ok ? auth.who : "user");
  if (!catalog.alwaysRequiresAuth) {
    if (auth.reason === "no_token" || registry.badTokenIs === "anonymous") return "anonymous";
    if (registry.badTokenIs === "served") return "user";
  }
  return reject(call, endpoint, auth.reason, 401, auth.message);
}

function graphql(parts: StackParts, call: LabCall, auth: Authentication): LabReply | Promise<LabReply> {
  const viewer = viewerOf(parts, call, "graphql", auth);
  return typeof viewer === "string" ? answerGraphql(parts, call, viewer) : viewer;
}

function search(parts: StackParts, call: LabCall, auth: Authentication): LabReply {
  const viewer = viewerOf(parts, call, "search", auth);
  if (typeof viewer !== "string") return viewer;
  return answerLegacySearch(parts, call, viewer === "user" || parts.config.registry.bucketIsOpen);
}

function giveCode(refreshTokens: Set<string>): LabReply {
  const code = randomBytes(24).toString("base64url");
  refreshTokens.add(code);
  return json(200, { code });
}

/** Trades a refresh token, or a login code, for this stack's token; each works once. */
function rotate(parts: StackParts, call: LabCall, refreshTokens: Set<string>): LabReply {
  const given = new URLSearchParams(Buffer.from(call.body).toString("utf8")).get("refresh_token") ?? "";
  if (!refreshTokens.delete(given)) {
    call.log("warn", "auth.reject reason=unknown_refresh_token endpoint=token");
    return json(200, { error: "Invalid refresh token" });
  }
  const next = randomBytes(24).toString("base64url");
  refreshTokens.add(next);
  const expiresAt = Math.floor(stackNowMs(parts.config) / 1000) + 90 * 86_400;
  return json(200, { refresh_token: next, access_token: parts.token, expires_at: expiresAt });
}

export const registryServer: LabServer<"registry"> = {
  name: "registry",
  healthy: healthyRegistry,
  clockOffsetS: (config) => config.registry.clockOffsetS,
  open: createRegistry,
};
