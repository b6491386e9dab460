import { randomBytes } from "node:crypto";
import { TokenVault } from "@/lib/custody/token-vault";
import { LabHost } from "@/lib/lab/run/lab-host";
import { createRuntime, type Runtime } from "@/lib/run/create-runtime";
import { RunRegistry } from "@/lib/run/run-registry";
import { readEnv, type Settings } from "@/lib/settings/read-env";

/** Everything the server process keeps, once. */
export interface AppRuntime {
  readonly settings: Settings;
  readonly runtime: Runtime;
  readonly runs: RunRegistry;
  readonly tokens: TokenVault;
  readonly lab: LabHost;
}

declare global {
  // Route bundles are modules of their own: the process's one runtime hangs on the global object.
  var bonafideRuntime: Promise<AppRuntime> | undefined;
}

export function reportCrash(text: string): void {
  process.stderr.write(`bonafide: ${text}\n`);
}

async function build(): Promise<AppRuntime> {
  const settings = readEnv();
  const runtime = await createRuntime({ dataFolder: settings.dataFolder, reportCrash });
  return {
    settings,
    runtime,
    runs: new RunRegistry(runtime),
    tokens: new TokenVault(runtime.now, () => randomBytes(24).toString("base64url")),
    lab: new LabHost(),
  };
}

/** The one runtime of this process. */
export async function getAppRuntime(): Promise<AppRuntime> {
  globalThis.bonafideRuntime ??= build();
  try {
    return await globalThis.bonafideRuntime;
  } catch (error) {
    globalThis.bonafideRuntime = undefined;
    throw error;
  }
}
