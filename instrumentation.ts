/** Runs once when the server process starts: the embedded lab comes up with it. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { startWithServer } = await import("@/lib/server/start-with-server");
  await startWithServer();
}
