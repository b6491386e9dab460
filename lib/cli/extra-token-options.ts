import { isRememberedLabToken } from "@/lib/custody/lab-tokens";
import { isAppError } from "@/lib/errors";
import type { DiagnosisRequest } from "@/lib/run/diagnosis-request";
import type { Secret } from "@/lib/secret";
import { parseToken } from "@/lib/token/parse-token";
import { labWarning } from "./lab-warning";
import { readExtraToken } from "./read-token";
import type { Terminal } from "./terminal";

/** Names of variables that hold tokens beside the run's own. */
export interface ExtraTokenOptions {
  readonly lapsedTokenEnv?: string | undefined;
  readonly otherTokenEnv?: string | undefined;
  readonly referenceTokenEnv?: string | undefined;
}

export type ExtraTokens = Pick<DiagnosisRequest, "lapsedToken" | "otherToken" | "referenceToken">;

/** @throws AppError MISSING_VARIABLE or BAD_TOKEN; none repeats what was read */
export function readExtraTokens(options: ExtraTokenOptions, terminal: Terminal): ExtraTokens {
  return {
    lapsedToken: readExtraToken("--lapsed-token-env", options.lapsedTokenEnv, terminal),
    otherToken: readExtraToken("--other-token-env", options.otherTokenEnv, terminal),
    referenceToken: readExtraToken("--reference-token-env", options.referenceTokenEnv, terminal),
  };
}

/** What should be said of the tokens of a run before it starts: tokens at the wrong place, and those of no use. */
export async function tokenWarnings(request: DiagnosisRequest, dataFolder: string): Promise<readonly string[]> {
  const { token, lapsedToken, otherToken, referenceToken, target, controls } = request;
  const remembered = new RememberedTokens(dataFolder);
  const misplaced = async (name: string, one: Secret | null | undefined) => {
    if (one == null) return [];
    const bare = parseToken(one.reveal());
    const fromLab = bare.ok && (await remembered.has(bare.token.raw.reveal()));
    const warning = fromLab === null ? null : labWarning(target.name, fromLab, name);
    return warning === null ? [] : [warning];
  };
  return [
    ...(lapsedToken != null && controls !== "deep" ? ["the lapsed token is used by --controls deep alone."] : []),
    ...(otherToken != null && target.mcpUrl === undefined
      ? ["the other token is used at an MCP server alone, and the target names none."]
      : []),
    ...(await misplaced("This token", token)),
    ...(await misplaced("The other token", otherToken)),
    ...(await misplaced("The reference token", referenceToken)),
    ...remembered.faults,
  ];
}

/** Which tokens came from a lab of this user. Where that cannot be read, it is said once and the run goes on. */
class RememberedTokens {
  readonly faults: string[] = [];
  readonly #dataFolder: string;

  constructor(dataFolder: string) {
    this.#dataFolder = dataFolder;
  }

  /** Null where it cannot be told. */
  async has(token: string): Promise<boolean | null> {
    if (this.faults.length > 0) return null;
    try {
      return await isRememberedLabToken(this.#dataFolder, token);
    } catch (error) {
      if (!isAppError(error)) throw error;
      this.faults.push(`whether the lab made a token cannot be told: ${error.message} ${error.suggestion}`);
      return null;
    }
  }
}
