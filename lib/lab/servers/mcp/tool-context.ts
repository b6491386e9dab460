import type { StackParts } from "@/lib/lab/stack/stack-parts";
import type { LabCall } from "../lab-server";
import type { SendHop } from "./hop-client";
import type { HopKeys } from "./sign-sigv4";

/** What a tool works with: whose request it is, and the way to the other servers. */
export interface ToolContext {
  readonly parts: StackParts;
  readonly call: LabCall;
  /** The caller's bearer; null in the legacy deployment, which knows none. */
  readonly bearer: string | null;
  /** The bearer of calls to the catalog's registry: the caller's, or the catalog token inside it; null where there is none. */
  readonly catalogBearer: string | null;
  readonly hop: SendHop;
  /** AWS credentials of the server's own; null if its environment holds none. */
  readonly ownKeys: () => HopKeys | null;
  /** Waits until the server closes, as a tool does that looks for credentials where there are none. */
  stall(): Promise<void>;
}

export type ToolArguments = Readonly<Record<string, unknown>>;

/** A tool's payload, and whether the wire wraps it in `result`. */
export interface ToolPayload {
  readonly payload: Readonly<Record<string, unknown>>;
  readonly wrapped: boolean;
}

/** A step of a tool: its value, or the text with which quilt-mcp reports its failure. */
export type Step<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: string };

export function failed(error: string): { readonly ok: false; readonly error: string } {
  return { ok: false, error };
}

export function done<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}

/** The argument if it is a string, else the default. */
export function textOf(args: ToolArguments, name: string, otherwise: string): string {
  const value = args[name];
  return typeof value === "string" ? value : otherwise;
}
