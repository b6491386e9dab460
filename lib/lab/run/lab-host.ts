import { AppError, isAppError } from "@/lib/errors";
import type { DiagnosisRequest } from "@/lib/run/diagnosis-request";
import { LAB_PREFIX } from "@/lib/targets/lab-target-name";
import type { ResolvedRequest } from "@/lib/targets/resolve-target";
import type { GivenOptions } from "@/lib/wire/given-options";
import { type Lab, type LabStack, startLab } from "../start-lab";
import { commandOfStack, labKeys, labOptions, resolveLabTarget } from "./lab-request";

const MAX_OPEN_STACKS = 12;

/** What a run against a lab scenario needs beside its token. */
export interface LabTarget extends Pick<ResolvedRequest, "target" | "keys" | "subject" | "withoutToken"> {
  /** What the scenario is made for, where the reader chooses nothing else. */
  readonly brought: GivenOptions;
  readonly command: DiagnosisRequest["command"];
}

/** The embedded lab of one process: started once, its stacks opened as scenarios are chosen. */
export class LabHost {
  readonly #startLab: () => Promise<Lab>;
  #lab: Promise<Lab> | null = null;
  readonly #stacks = new Map<string, LabStack>();

  constructor(start: () => Promise<Lab> = startLab) {
    this.#startLab = start;
  }

  /** @throws AppError LAB_DOWN when its servers cannot start */
  async lab(): Promise<Lab> {
    this.#lab ??= this.#startLab();
    try {
      return await this.#lab;
    } catch (error) {
      this.#lab = null;
      throw new AppError(
        "LAB_DOWN",
        `The lab could not start${reasonOf(error)}.`,
        "Look at the terminal that runs Bonafide; real targets work without the lab.",
      );
    }
  }

  /**
   * Opens the stack of a scenario, or hands out the open one.
   * @throws AppError LAB_DOWN, SCENARIO_DOWN, NOT_FOUND
   */
  async open(scenario: string): Promise<LabStack> {
    const lab = await this.lab();
    const known = this.#stacks.get(scenario);
    if (known !== undefined) return known;
    const stack = await this.#start(lab, scenario);
    this.#stacks.set(scenario, stack);
    await this.#closeOldest();
    return stack;
  }

  /**
   * The target of an open scenario, by its name `lab/<scenario>`.
   * @throws AppError LAB_DOWN, SCENARIO_DOWN, NOT_FOUND
   */
  async target(name: string): Promise<LabTarget> {
    const stack = await this.open(name.slice(LAB_PREFIX.length));
    const { target, subject, withoutToken } = await resolveLabTarget(stack);
    return {
      ...{ target, subject, withoutToken },
      keys: labKeys(stack),
      brought: labOptions(stack),
      command: commandOfStack(target),
    };
  }

  /** Whether this process's lab made the token. */
  async isLabToken(token: string): Promise<boolean> {
    return this.#lab === null ? false : (await this.#lab.catch(() => null))?.isLabToken(token) === true;
  }

  async close(): Promise<void> {
    const lab = await this.#lab?.catch(() => null);
    await lab?.close();
  }

  async #start(lab: Lab, scenario: string): Promise<LabStack> {
    try {
      return scenario === "baseline" ? await lab.baseline() : await lab.open(scenario);
    } catch (error) {
      if (isAppError(error)) throw error;
      throw new AppError(
        "SCENARIO_DOWN",
        `The scenario ${scenario} could not start${reasonOf(error)}.`,
        "Choose another one; the rest of the lab goes on.",
      );
    }
  }

  async #closeOldest(): Promise<void> {
    for (const [scenario, stack] of this.#stacks) {
      if (this.#stacks.size <= MAX_OPEN_STACKS) return;
      this.#stacks.delete(scenario);
      // One that will not close is left to the end of the process.
      await stack.close().catch(() => {});
    }
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error && "code" in error ? ` (${String(error.code)})` : "";
}
