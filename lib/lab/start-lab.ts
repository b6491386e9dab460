import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AppError } from "@/lib/errors";
import { type Scenario, scenarioConfig } from "@/lib/lab/scenarios/scenario";
import type { LabScenarioInfo, LabStack } from "@/lib/lab/stack/lab-types";
import type { StackConfig } from "@/lib/lab/stack/stack-config";
import { baselineConfig } from "./baseline-config";
import { ownSecrets } from "./lab-target";
import { openStack } from "./open-stack";
import { scenarios } from "./scenarios/index";

export type { LabRequest, LabStack } from "./stack/lab-types";

/** A process's lab: stacks of real servers on loopback, each with at most one fault. */
export interface Lab {
  readonly scenarios: readonly LabScenarioInfo[];
  /**
   * Starts the stack of a scenario; `repaired` leaves its fault out.
   * @throws AppError NOT_FOUND for an id that no scenario has
   */
  open(scenarioId: string, how?: { readonly repaired?: boolean }): Promise<LabStack>;
  /** Starts a healthy stack: a run against it passes. */
  baseline(): Promise<LabStack>;
  /** Whether a stack of this process minted the token, or signed it with a secret of its own. */
  isLabToken(token: string): boolean;
  /** Closes every stack and removes the log folder, if the lab made it. */
  close(): Promise<void>;
}

/**
 * Starts the lab. Its secrets are made here and kept in memory alone, so nothing outside this process can forge its tokens.
 * @param settings.logDir folder of the servers' logs; a fresh private one, removed on close, unless given
 */
export async function startLab(settings: { readonly logDir?: string } = {}): Promise<Lab> {
  const logDir = settings.logDir ?? (await mkdtemp(join(tmpdir(), "bonafide-lab-")));
  const open = new Set<LabStack>();
  const signingSecrets: string[] = [];
  const minted = new Set<string>();
  let opened = 0;

  async function openWith(id: string, config: StackConfig): Promise<LabStack> {
    opened += 1;
    const stack = await openStack({
      id,
      config,
      logPath: join(logDir, `${id}-${opened}.jsonl`),
      onMinted: (secrets, { token, inner }) => {
        signingSecrets.push(...ownSecrets(secrets));
        for (const text of [token, inner]) if (text !== null) minted.add(digest(text));
      },
    });
    const tracked: LabStack = {
      ...stack,
      close: async () => {
        open.delete(tracked);
        await stack.close();
      },
    };
    open.add(tracked);
    return tracked;
  }

  return {
    scenarios: scenarios.map(describe),
    open: async (id, how) => openWith(id, scenarioConfig(findScenario(id), baselineConfig(), how?.repaired ?? false)),
    baseline: () => openWith("baseline", baselineConfig()),
    isLabToken: (token) => minted.has(digest(token)) || signingSecrets.some((secret) => isSignedWith(token, secret)),
    close: async () => {
      await Promise.all([...open].map((stack) => stack.close()));
      if (settings.logDir === undefined) await rm(logDir, { recursive: true, force: true });
    },
  };
}

function describe({ id, title, story, group, codes, verdict, brokenLayer, code }: Scenario): LabScenarioInfo {
  return { id, title, story, group, codes, verdict, brokenLayer, code };
}

function findScenario(id: string): Scenario {
  const found = scenarios.find((scenario) => scenario.id === id);
  if (found === undefined) {
    throw new AppError(
      "NOT_FOUND",
      `The lab has no scenario "${id}".`,
      "Choose one of the scenarios that the lab lists.",
    );
  }
  return found;
}

/** The set of minted tokens holds digests only. */
function digest(token: string): string {
  return createHash("sha256").update(token).digest("base64url");
}

function isSignedWith(token: string, secret: string): boolean {
  const cut = token.lastIndexOf(".");
  if (cut < 0) return false;
  const expected = createHmac("sha256", secret).update(token.slice(0, cut)).digest();
  const given = Buffer.from(token.slice(cut + 1), "base64url");
  return given.length === expected.length && timingSafeEqual(given, expected);
}
