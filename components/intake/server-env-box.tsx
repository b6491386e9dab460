import { serverEnvBox } from "./server-env-ref";

/** Where the MCP server's env file goes, for one run. The page reads nothing of it. */
export function ServerEnvBox() {
  return (
    <label className="mt-2 block">
      <span className="mb-1.5 block">
        Its env file, compose file, docker or podman inspect output, or ECS task definition. The mcp layer shows what in
        it explains a broken chain. Values stay masked. A file does not prove what is running.
      </span>
      <textarea
        ref={serverEnvBox}
        name="server-env"
        aria-label="MCP server's environment"
        rows={7}
        autoComplete="off"
        autoCorrect="off"
        autoCapitalize="off"
        spellCheck={false}
        data-gramm="false"
        placeholder={"QUILT_DEPLOYMENT=remote\nQUILT_REGISTRY_URL=https://registry.example.com"}
        className="block w-full min-w-0 resize-y rounded-lg border border-control bg-sunken px-3 py-2.5 font-mono text-fine text-ink"
      />
    </label>
  );
}
