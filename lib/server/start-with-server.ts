import { isAppError } from "@/lib/errors";
import { crashText } from "@/lib/redact/crash-text";
import { createRedactor } from "@/lib/redact/create-redactor";
import { getAppRuntime, reportCrash } from "./app-runtime";

/** Builds the runtime and starts the lab. A lab that is down is told on the page; it stops nothing else. */
export async function startWithServer(): Promise<void> {
  try {
    const app = await getAppRuntime();
    await app.lab.lab();
  } catch (error) {
    reportCrash(isAppError(error) ? `${error.message} ${error.suggestion}` : crashText(error, createRedactor()));
  }
}
