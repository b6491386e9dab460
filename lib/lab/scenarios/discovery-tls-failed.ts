import { withTarget } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const discoveryTlsFailed = defineScenario({
  id: "discovery-tls-failed",
  title: "The catalog does not speak TLS",
  story:
    "The catalog URL says https, but the server behind the port speaks plain HTTP. The handshake fails before any request is sent.",
  group: "discovery",
  codes: ["discovery/tls-failed"],
  verdict: "fail",
  brokenLayer: "discovery",
  code: "discovery/tls-failed",
  fault: (config) => withTarget(config, { catalogUrl: { at: "catalog", scheme: "https" } }),
});
