import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildEnv } from "./project.mjs";

/** The folder of one run of the tests: its temporary files, data and reports, so that two runs at once never meet. */
export function createRunFolder() {
  const folder = mkdtempSync(join(tmpdir(), "bonafide-test-"));
  const temporary = join(folder, "tmp");
  mkdirSync(temporary);
  return {
    path: (name) => join(folder, name),
    /** Tests never touch the data folder of whoever runs them. */
    env: {
      ...buildEnv(),
      ...{ TMPDIR: temporary, TMP: temporary, TEMP: temporary },
      BONAFIDE_DATA_DIR: join(folder, "data"),
    },
    remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }),
  };
}

/** A port of loopback that nobody listens on. */
export function findFreePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
