import { type AppRuntime, getAppRuntime, reportCrash } from "./app-runtime";
import { guardChange, guardRead, readJsonBody } from "./guard";
import { toHttpResponse } from "./to-http-response";

type Params = Record<string, string>;

/** A GET route: guarded, and with the one error shape. */
export function readRoute(handle: (app: AppRuntime, request: Request, params: Params) => Promise<Response>) {
  return async (request: Request, context: { params: Promise<Params> }): Promise<Response> => {
    try {
      const app = await getAppRuntime();
      guardRead(request.headers, app.settings);
      return await handle(app, request, await context.params);
    } catch (error) {
      return toHttpResponse(error, reportCrash);
    }
  };
}

/** A POST route: guarded as a state change; its body is JSON within the cap (bytes, where it is not the usual one). */
export function changeRoute(
  handle: (app: AppRuntime, body: unknown, params: Params) => Promise<Response>,
  maxBodyBytes?: number,
) {
  return async (request: Request, context: { params: Promise<Params> }): Promise<Response> => {
    let body: unknown = null;
    try {
      const app = await getAppRuntime();
      guardChange(request.headers, app.settings);
      body = await readJsonBody(request, maxBodyBytes);
      return await handle(app, body, await context.params);
    } catch (error) {
      return toHttpResponse(error, reportCrash, textsIn(body));
    }
  };
}

/** Every text in a body: any of them may be a token, a key or an environment that holds one. */
function textsIn(value: unknown): readonly string[] {
  if (typeof value === "string") return [value, ...value.split(/[\s=]+/)].filter((text) => text.length >= 8);
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
