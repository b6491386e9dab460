import type { LayerPlan, Output } from "@/lib/diagnosis/layer";
import { catalogIdentity, registryUrl } from "../outputs";
import { registryOrigin } from "../shared/exchange-call";
import { expectedAccess } from "../shared/expected-access";
import type { LayerInput } from "../shared/layer-input";
import { withSound } from "../shared/live-plan";
import { referenceRequests } from "../shared/reference-token";
import { scopeCallsPlanned } from "./ask-search-scopes";
import { plannedDoor, soundDoor } from "./eras/plan-door";
import { MAX_TOOL_PAGES } from "./list-tools";
import { OLD_TRANSPORT_REQUESTS } from "./old-transport";
import { plannedCalls } from "./planned-calls";
import { plannedControls } from "./run-controls";
import { REFERENCE_REQUESTS } from "./run-reference";
import { HANDSHAKE_AT_MOST } from "./run-session";
import { SESSION_ALONE_REQUESTS } from "./run-session-alone";
import { soundTwoUsersRequests, twoUsersRequests } from "./run-two-users";

/** `initialize` and `notifications/initialized`, as a sound server wants them. */
const HANDSHAKE = 2;
/** `/health`, and the one page that a list of tools usually has. */
const HEALTH = 1;
const PAGE = 1;
/** The registry's own list of buckets, and the protected resource metadata. */
const COMPARED = 1;
const METADATA = 1;

type IsGiven = (output: Output<unknown>) => boolean;

/**
 * What the layer sends. At most: every page of tools, each control greeted and sent to every tool, a session that has
 * an id tried without its token, a URL that knows no POST asked for the old transport. To a sound server: one page, a
 * caller without a token turned away at its first request, and a wrong token greeted, as quilt-mcp does, and refused by
 * each tool; both eras are spoken.
 */
export function planMcp(input: LayerInput, isGiven: IsGiven = () => true): LayerPlan {
  const commands = startedCommands(input);
  if (input.target.mcpUrl === undefined) {
    return { requests: 0, wrongCredentials: 0, awsSessionsMinted: 0, destinations: commands };
  }
  const tools = plannedCalls(input).length;
  const controls = plannedControls(input);
  const wrong = controls.filter((control) => control.wrongCredential).length;
  const hasRegistry = namesRegistry(input);
  const door = plannedDoor(input, tools);
  const own =
    HEALTH +
    HANDSHAKE_AT_MOST +
    OLD_TRANSPORT_REQUESTS +
    MAX_TOOL_PAGES +
    METADATA +
    2 * tools +
    scopeCallsPlanned(input);
  const requests =
    own +
    door.requests +
    (hasRegistry ? COMPARED : 0) +
    controls.length * (HANDSHAKE_AT_MOST + tools) +
    // Where the server gives session ids: in the genuine session, and the repeat's own handshake.
    (controls.length > 0 ? SESSION_ALONE_REQUESTS + HANDSHAKE_AT_MOST : 0) +
    twoUsersRequests(input) +
    referenceRequests(input, REFERENCE_REQUESTS);
  const destinations = [
    new URL(input.target.mcpUrl).origin,
    ...(hasRegistry ? [registryOrigin(input)] : []),
    ...commands,
  ];
  const soundWrong = wrong * (HANDSHAKE + tools) + soundDoor(input, tools).wrongCredentials;
  const wrongCredentials = wrong * (HANDSHAKE_AT_MOST + tools) + (wrong > 0 ? 1 : 0) + door.wrongCredentials;
  const sound = { requests: soundRequests(input, isGiven), wrongCredentials: soundWrong, awsSessionsMinted: 0 };
  return withSound({ requests, wrongCredentials, awsSessionsMinted: 0, destinations }, sound);
}

function soundRequests(input: LayerInput, isGiven: IsGiven): number {
  const tools = plannedCalls(input).length;
  const door = soundDoor(input, tools).requests;
  if (input.token === null && expectedAccess(input, "mcp") === "refused") return HEALTH + 1 + door;
  const sent = plannedControls(input).map((control) => (control.wrongCredential ? HANDSHAKE + tools : 1));
  const always = HEALTH + HANDSHAKE + PAGE + tools + door + sent.reduce((sum, one) => sum + one, 0);
  if (expectedAccess(input, "mcp") === "refused") return always;
  const hasRegistry = namesRegistry(input) && isGiven(registryUrl);
  const hasIdentity = isGiven(catalogIdentity);
  return (
    always +
    tools +
    scopeCallsPlanned(input) +
    (hasRegistry && hasIdentity ? COMPARED : 0) +
    soundTwoUsersRequests(input, hasRegistry, hasIdentity)
  );
}

function namesRegistry({ target }: LayerInput): boolean {
  return target.registryUrl !== undefined || target.catalogUrl !== undefined;
}

/** What is started on this machine, by the program's name alone: its words may hold what is nobody else's business. */
function startedCommands({ target, mayStartCommand }: LayerInput): readonly string[] {
  const program = target.mcpCommand?.words[0]?.split(/[\\/]/).at(-1);
  return mayStartCommand === true && program !== undefined
    ? [`a command on this machine, started twice (${program})`]
    : [];
}
