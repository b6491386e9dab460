import { withFault } from "@/lib/lab/stack/config-changes";
import type { FaultAction, FaultScope } from "@/lib/lab/stack/fault-rules";
import { gatePage, jsonBody, plainAnswer } from "../fault-actions";
import { type ConfigChange, defineScenarios } from "../scenario";

const at =
  (on: FaultScope, action: FaultAction): ConfigChange =>
  (config) =>
    withFault(config, { server: "registry", endpoint: "credentials", on, action });

/** What stands in front of the exchange, and what is told from it. */
export const exchangeGates = defineScenarios("exchange", [
  {
    id: "exchange-blocked-in-front",
    title: "A firewall refuses every caller at the exchange",
    story:
      "The load balancer answers 403 to everybody on this path, with a token or without. The registry behind it was never asked; search on the same host works.",
    codes: ["exchange/blocked-in-front"],
    verdict: "fail",
    code: "exchange/blocked-in-front",
    fault: at("every", { ...gatePage(403, "Forbidden", "awselb/2.0") }),
  },
  {
    id: "exchange-gateway-knows-nobody",
    title: "An API gateway has no such route",
    story:
      "A gateway answers every caller with 403 and 'Missing Authentication Token', which is what it says of a path that it does not have. The token is not missing.",
    codes: ["exchange/blocked-in-front"],
    verdict: "fail",
    code: "exchange/blocked-in-front",
    fault: at(
      "every",
      jsonBody(
        403,
        { message: "Missing Authentication Token" },
        { "x-amzn-errortype": "MissingAuthenticationTokenException" },
      ),
    ),
  },
  {
    id: "exchange-taken-for-a-bad-token",
    title: "The registry gives the token the 403 of a bad one",
    story:
      "Without a token the registry asks for one; the real token and a tampered one get the same 403. So the token was taken for a bad one: no role is missing.",
    codes: ["exchange/rejected"],
    verdict: "fail",
    code: "exchange/rejected",
    fault: (config) =>
      withFault(
        config,
        {
          server: "registry",
          endpoint: "credentials",
          on: "genuine",
          action: jsonBody(403, { message: "Token refused" }),
        },
        {
          server: "registry",
          endpoint: "credentials",
          on: "altered",
          action: jsonBody(403, { message: "Token refused" }),
        },
      ),
  },
  {
    id: "exchange-refused-by-a-page",
    title: "nginx refuses the token with a page",
    story:
      "An auth module of nginx does not accept the token: 401 and a page. It is a refusal, whatever its content type.",
    codes: ["exchange/rejected"],
    verdict: "fail",
    code: "exchange/rejected",
    fault: at("every", gatePage(401, "Authorization Required", "nginx/1.25.3")),
  },
  {
    id: "exchange-says-expired",
    title: "The registry says in a header that the token has expired",
    story: "The body says 'Unauthorized' and no more. The reason stands in WWW-Authenticate.",
    codes: ["exchange/rejected"],
    verdict: "fail",
    code: "exchange/rejected",
    fault: at(
      "every",
      jsonBody(
        401,
        { message: "Unauthorized" },
        { "www-authenticate": 'Bearer scope="" error="invalid_token" error_description="the token has expired"' },
      ),
    ),
  },
  {
    id: "exchange-parser-trips",
    title: "The registry trips over a bad token",
    story:
      "A wrong token makes the registry's parser fail, and its message happens to hold the word token. That is no refusal.",
    codes: ["exchange/control-unanswered"],
    verdict: "inconclusive",
    code: "exchange/control-unanswered",
    fault: at("imposter", jsonBody(400, { message: "Unexpected token < in JSON at position 0" })),
  },
  {
    id: "exchange-redirected-off-host",
    title: "The exchange redirects to an inner host",
    story:
      "A proxy that does not know its own public address redirects to a host inside the network, over plain http. No token may follow.",
    codes: ["exchange/redirected"],
    verdict: "fail",
    code: "exchange/redirected",
    fault: at("every", {
      kind: "redirect",
      location: "http://registry.internal.quilt.test:8000/api/auth/get_credentials",
    }),
  },
  {
    id: "exchange-host-not-allowed",
    title: "The registry does not allow this host name",
    story: "The application has a list of host names that it serves, and the one asked for is not on it.",
    codes: ["exchange/host-refused"],
    verdict: "fail",
    code: "exchange/host-refused",
    fault: at("every", plainAnswer(400, "Invalid host header")),
  },
]);
