import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { nginxBin } from "./paths.mjs";
import { bareEnvironment, freePort, startServer } from "./processes.mjs";
import { makeCertificate } from "./self-signed.mjs";

/** What one `server` of nginx does: the inside of its block. @typedef {{ tls?: boolean, inside: string }} Front */

/**
 * Starts one nginx with a listener for each front, as Debian builds it.
 * @param {Record<string, Front>} fronts by name
 * @param {string} folder
 */
export async function startNginx(fronts, folder) {
  const home = join(folder, "nginx");
  mkdirSync(home, { recursive: true });
  const { keyFile, certFile } = await makeCertificate(home, "front", "127.0.0.1");
  // "peers", for a gate that asks for passwords: nobody gives one.
  writeFileSync(join(home, "passwords"), "peers:{PLAIN}not-asked-for\n");
  const names = Object.keys(fronts);
  const ports = new Map();
  for (const name of names) ports.set(name, await freePort());
  const ready = await freePort();
  const servers = names.map((name) => {
    const { tls = false, inside } = fronts[name] ?? { inside: "" };
    const certificate = tls ? `ssl_certificate ${certFile}; ssl_certificate_key ${keyFile};` : "";
    return `server { listen 127.0.0.1:${ports.get(name)}${tls ? " ssl" : ""}; ${certificate} ${inside} }`;
  });
  writeFileSync(
    join(home, "nginx.conf"),
    `pid ${home}/nginx.pid; error_log stderr warn; daemon off; worker_processes 1; user root;
events { worker_connections 256; }
http {
  access_log off; default_type application/octet-stream;
  ${["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map((kind) => `${kind}_temp_path ${home}/${kind};`).join(" ")}
  ${servers.join("\n  ")}
  server { listen 127.0.0.1:${ready}; return 204; }
}
`,
  );
  const server = startServer({
    name: "nginx",
    command: nginxBin,
    args: ["-p", home, "-c", join(home, "nginx.conf"), "-e", "stderr"],
    cwd: home,
    logFile: join(folder, "nginx.log"),
    env: bareEnvironment(home),
  });
  await server.ready(`http://127.0.0.1:${ready}/`, 10_000);
  return {
    certFile,
    passwordsFile: join(home, "passwords"),
    /** @param {string} name @returns {string} the front's origin */
    originOf: (name) => `http${fronts[name]?.tls === true ? "s" : ""}://127.0.0.1:${ports.get(name)}`,
    stop: server.stop,
  };
}
