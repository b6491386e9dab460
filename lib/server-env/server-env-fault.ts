import { AppError } from "@/lib/errors";

const FORMATS = "an env file, a compose file, docker or podman inspect output, or an ECS task definition";

/** A fault of the given file. The message names what and where, and never repeats anything of the file but names. */
export function fault(message: string, suggestion = `Give ${FORMATS}.`): AppError {
  return new AppError("BAD_SERVER_ENV", `The server environment: ${message}`, suggestion);
}
