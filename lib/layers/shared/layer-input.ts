import type { LayerContext, LayerHttp } from "@/lib/diagnosis/layer";
import type { AllowedOrigin, DoorRequest, DoorResult } from "@/lib/http/door-types";
import type { StartStdio } from "@/lib/processes/stdio-server";
import type { ServerEnvironment } from "@/lib/server-env/server-environment";
import type { ParsedToken } from "@/lib/token/parse-token";
import type { ResolvedTarget, SignatureKeys } from "@/lib/wire/resolved-target";
import type { ControlsChoice, PlainChoices } from "@/lib/wire/run-options";

/** What every layer of a run is given: pure data, no clock, no network. The switches of a run stand in it as they were given. */
export interface LayerInput extends PlainChoices {
  /** Null: the run carries no token. */
  readonly token: ParsedToken | null;
  readonly target: ResolvedTarget;
  readonly controls: ControlsChoice;
  /** Deadline of each request, ms. */
  readonly timeoutMs: number;
  /** The operator set that deadline: it then holds for the MCP layer too, whose own is longer. */
  readonly timeoutGiven?: boolean | undefined;
  readonly keys: SignatureKeys;
  /** The token is itself signed HS256 with the public `test-secret`: a forgery could not be told from it. */
  readonly signedWithTestSecret: boolean;
  /** A token of the same kind that has lapsed, for deep controls. */
  readonly lapsed?: ParsedToken | null | undefined;
  /** A token of another user, for calls to the MCP server at the same time. */
  readonly other?: ParsedToken | null | undefined;
  /** A token that is known to work on this stack: sent once where the run's own is refused. */
  readonly reference?: ParsedToken | null | undefined;
  /** The target's MCP command may be started. */
  readonly mayStartCommand?: boolean | undefined;
  /** What the operator has of the MCP server's environment: shown, compared, and never a reason for a status. */
  readonly serverEnv?: ServerEnvironment | null | undefined;
}

/** A layer's context in this application: the engine's, plus the guarded door and the run's secrets. */
export interface BonafideContext extends LayerContext<LayerInput> {
  readonly http: LayerHttp<DoorRequest, DoorResult>;
  /**
   * Allows one more origin for this run: only for a registry URL that discovery has vetted, and for the S3 host of a
   * bucket under an endpoint that is AWS's own or that the target names.
   */
  allow(origin: AllowedOrigin): void;
  /** Registers a value as secret: redacted in any encoding from now on. Do so before anything that holds it is recorded. */
  keepSecret(value: string): void;
  /** How long the genuine call of another layer of this run took so far, ms; null where none was answered. */
  directMs(layer: string): number | null;
  /** Starts the target's MCP command; null where the run may not. */
  readonly startStdio: StartStdio | null;
  /** Cryptographically random bytes. */
  random(bytes: number): Uint8Array;
}
