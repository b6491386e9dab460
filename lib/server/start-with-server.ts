import { getAppRuntime, reportCrash } from "./app-runtime";

/** Builds the runtime and starts the lab. A lab that is down is told on the page; it stops nothing else. */
export async function startWithServer(): Promise<void> {
  try {
    const app = await getAppRuntime();
    await app.lab.lab();
  } catch (error) {
    reportCrash(error instanceof Error ? error.message : "the runtime could not be built");
  }
}
