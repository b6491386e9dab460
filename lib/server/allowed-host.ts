const LOOPBACK_NAMES = new Set(["127.0.0.1", "localhost", "[::1]"]);

/**
 * Whether a Host header is one of our own: a loopback name with the port we listen on.
 * Anything else may be an attacker's name that resolves to this machine (DNS rebinding).
 * @param origin where the server listens; null when unknown, then any port of a loopback name
 */
export function isAllowedHost(host: string, origin: string | null): boolean {
  const match = /^(\[::1\]|[A-Za-z0-9.-]+)(?::(\d{1,5}))?$/.exec(host);
  const name = match?.[1]?.toLowerCase();
  if (name === undefined || !LOOPBACK_NAMES.has(name)) return false;
  if (origin === null) return true;
  const own = new URL(origin);
  return (match?.[2] ?? "80") === (own.port === "" ? "80" : own.port);
}
