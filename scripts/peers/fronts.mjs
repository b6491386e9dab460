import { join } from "node:path";
import { startNginx } from "./nginx.mjs";

/**
 * What nginx is put in front of, and how: by the name that a row asks for. `registry` and `mcp` say which of the target's
 * URLs it stands for.
 * @typedef {{ registry: string, mcp: string, folder: string }} Behind
 * @typedef {{ of: ("registry" | "mcp")[], tls?: boolean, path?: string, inside: (behind: Behind, of: "registry" | "mcp") => string }} FrontRow
 */

/** @param {Behind} behind @param {"registry" | "mcp"} of */
const pass = (behind, of) => `proxy_pass ${behind[of]}; proxy_http_version 1.1; proxy_set_header Connection "";`;

/** @type {Record<string, FrontRow>} */
const rows = {
  plain: { of: ["registry", "mcp"], inside: (behind, of) => `location / { ${pass(behind, of)} }` },
  tls: { of: ["registry", "mcp"], tls: true, inside: (behind, of) => `location / { ${pass(behind, of)} }` },
  // A gate that turns callers without a token away with a page of its own.
  gate: {
    of: ["registry", "mcp"],
    inside: (behind, of) => `location / { if ($http_authorization = "") { return 401; } ${pass(behind, of)} }`,
  },
  "path-closed": {
    of: ["registry"],
    inside: (behind, of) => `location /api/auth/ { return 403; } location / { ${pass(behind, of)} }`,
  },
  "mcp-closed": { of: ["mcp"], inside: () => "location / { deny all; }" },
  passwords: {
    of: ["registry"],
    inside: (behind, of) =>
      `location /api/auth/ { auth_basic "staff"; auth_basic_user_file ${join(behind.folder, "nginx", "passwords")}; ${pass(behind, of)} }
       location / { ${pass(behind, of)} }`,
  },
  misdirected: { of: ["mcp"], inside: () => "location / { return 421; }" },
  // nginx itself redirects to the folder of such a location.
  "slash-added": { of: ["mcp"], inside: (behind, of) => `location /mcp/ { ${pass(behind, of)} }` },
  // The server behind builds its redirect from the Host it sees, and knows nothing of the TLS before it.
  "tls-lost": {
    of: ["mcp"],
    tls: true,
    path: "/mcp/",
    inside: (behind, of) => `location / { ${pass(behind, of)} proxy_set_header Host $http_host; proxy_redirect off; }`,
  },
  "upstream-down": { of: ["registry"], inside: () => "location / { proxy_pass http://127.0.0.1:9; }" },
  "other-host": {
    of: ["mcp"],
    inside: (behind, of) => `location / { ${pass(behind, of)} proxy_set_header Host mcp.example.org; }`,
  },
  buffered: {
    of: ["mcp"],
    inside: (behind, of) =>
      `location / { ${pass(behind, of)} proxy_buffering on; proxy_buffers 8 4k; proxy_ignore_headers X-Accel-Buffering; gzip on; gzip_types *; }`,
  },
};

/**
 * Starts nginx in front of a stack, with every front that the rows of this partner name.
 * @param {Behind} behind origins, without paths
 * @param {readonly string[]} wanted
 */
export async function prepareFronts(behind, wanted) {
  const chosen = [...new Set(wanted)].map((name) => /** @type {const} */ ([name, rows[name]]));
  const nginx = await startNginx(
    Object.fromEntries(
      chosen.flatMap(([name, row]) => {
        if (row === undefined) throw new Error(`nginx has no front ${name}`);
        return row.of.map((of) => [`${name}-${of}`, { tls: row.tls === true, inside: row.inside(behind, of) }]);
      }),
    ),
    behind.folder,
  );
  return {
    /** What of a target names this front. @param {string} name @returns {Record<string, unknown>} */
    targetOf: (name) => {
      const row = rows[name];
      if (row === undefined) throw new Error(`nginx has no front ${name}`);
      return {
        ...(row.of.includes("registry") ? { registryUrl: nginx.originOf(`${name}-registry`) } : {}),
        ...(row.of.includes("mcp") ? { mcpUrl: `${nginx.originOf(`${name}-mcp`)}${row.path ?? "/mcp"}` } : {}),
        ...(row.tls === true ? { tls: { caFile: nginx.certFile } } : {}),
      };
    },
    stop: nginx.stop,
  };
}
