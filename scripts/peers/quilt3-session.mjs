import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Makes a home folder that holds a quilt3 session, as `quilt3 login` leaves one: auth.json by registry, and config.yml.
 * @param {string} home
 * @param {import("./mcp-deployments.mjs").StackAhead} stack
 */
export async function writeQuilt3Session(home, { catalogUrl, registryUrl, signToken }) {
  const store = join(home, ".local", "share", "Quilt");
  mkdirSync(store, { recursive: true });
  const session = { refresh_token: "none", access_token: await signToken(), expires_at: Date.now() / 1000 + 86_400 };
  writeFileSync(join(store, "auth.json"), JSON.stringify({ [registryUrl]: session }), { mode: 0o600 });
  const config = await (await fetch(`${catalogUrl}/config.json`)).json();
  // JSON values are YAML values.
  const lines = Object.entries({ ...config, navigator_url: catalogUrl });
  writeFileSync(join(store, "config.yml"), lines.map(([key, value]) => `${key}: ${JSON.stringify(value)}\n`).join(""));
}
