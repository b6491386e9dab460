/** Runs once when the server process starts. */
export function register(): void {}
