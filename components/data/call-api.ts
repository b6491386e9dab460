/** What went wrong, as the page says it. */
export interface Problem {
  readonly code: string;
  readonly message: string;
  readonly suggestion: string;
}

/** An answer of our own server that is an error. */
export class ApiError extends Error {
  readonly problem: Problem;
  readonly status: number;

  constructor(problem: Problem, status: number) {
    super(problem.message);
    this.name = "ApiError";
    this.problem = problem;
    this.status = status;
  }
}

const unreachable: Problem = {
  code: "UNREACHABLE",
  message: "The Bonafide server does not answer.",
  suggestion: "Check that it is still running in its terminal, then try again.",
};

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function readProblem(body: unknown, status: number): Problem {
  const error = isRecord(body) && isRecord(body.error) ? body.error : {};
  const text = (value: unknown, fallback: string) => (typeof value === "string" && value !== "" ? value : fallback);
  return {
    code: text(error.code, `HTTP_${status}`),
    message: text(error.message, `The Bonafide server answered with status ${status}.`),
    suggestion: text(error.suggestion, "Try again. If it happens again, check the server's terminal."),
  };
}

/** The one fetch of the page. Rejects with `ApiError` for any answer that is not 2xx, and when none comes. */
export async function callApi(path: string, init: RequestInit = {}): Promise<Response> {
  const response = await fetch(path, { cache: "no-store", redirect: "error", ...init }).catch((cause: unknown) => {
    if (init.signal?.aborted === true) throw cause;
    throw new ApiError(unreachable, 0);
  });
  if (response.ok) return response;
  const body: unknown = await response.json().catch(() => null);
  throw new ApiError(readProblem(body, response.status), response.status);
}

export function postJson(path: string, body: object, signal?: AbortSignal): Promise<Response> {
  return callApi(path, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
    ...(signal === undefined ? {} : { signal }),
  });
}

/** What to show for anything caught on the way to our server. */
export function problemOf(error: unknown): Problem {
  if (error instanceof ApiError) return error.problem;
  return {
    code: "PAGE_ERROR",
    message: "The page itself failed.",
    suggestion: "Reload it. A run that was started continues.",
  };
}
