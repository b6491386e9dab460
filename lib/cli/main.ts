import { processVariables } from "@/lib/settings/read-env";
import { createProcessTerminal } from "./process-terminal";
import { runCli } from "./run-cli";

const terminal = createProcessTerminal(processVariables());
process.exit(await runCli(process.argv.slice(2), terminal));
