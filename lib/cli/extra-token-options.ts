import { isRememberedLabToken } from "@/lib/custody/lab-tokens";
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
  const misplaced = async (name: string, one: Secret | null | undefined) => {
    if (one == null) return [];
    const bare = parseToken(one.reveal());
    const fromLab = bare.ok && (await isRememberedLabToken(dataFolder, bare.token.raw.reveal()));
    const warning = labWarning(target.name, fromLab, name);
    return warning === null ? [] : [warning];
  };
  return [
    ...(lapsedToken != null && controls !== "deep" ? ["the lapsed token is used only by --controls deep."] : []),
    ...(otherToken != null && target.mcpUrl === undefined
      ? ["the other token is used only at an MCP server, and the target names none."]
      : []),
    ...(await misplaced("This token", token)),
    ...(await misplaced("The other token", otherToken)),
    ...(await misplaced("The reference token", referenceToken)),
  ];
}
