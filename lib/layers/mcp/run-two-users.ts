import { rowId } from "@/lib/diagnosis/row-id";
import type { ParsedToken } from "@/lib/token/parse-token";
import { catalogIdentity, registryUrl } from "../outputs";
import { catalogBearer } from "../shared/catalog-bearer";
import type { BonafideContext, LayerInput } from "../shared/layer-input";
import { askRegistryView } from "./ask-registry-user";
import { compareUsers, type Leak, type Side, type UserAnswer, type UsersCompared } from "./compare-users";
import { openAlike } from "./eras/open-door";
import type { Judged } from "./judge-tool-answer";
import { plannedCalls } from "./planned-calls";
import { acceptedCalls, type RealCall, type RealRun } from "./run-real";
import { HANDSHAKE_AT_MOST, type OpenedSession } from "./run-session";
import { answeredArn, bucketNames } from "./tool-evidence";

/** The tools that tell users apart. */
const TELLING = ["bucket_list", "discover_permissions"];
const ROUNDS = 4;
/** No further round begins after this, ms: the run has a deadline of its own. */
const BUDGET_MS = 30_000;
/** A tool that took longer than this alone is left out, ms. */
const SLOW_MS = 5_000;
const OTHER = "beside:other-user";

/** Requests to sound servers: of the registry where it and an identity are there, a session, its tools alone, and both in each round. */
export function soundTwoUsersRequests(input: LayerInput, hasRegistry: boolean, hasIdentity: boolean): number {
  const { other } = input;
  if (other == null) return 0;
  const asked = [hasIdentity, catalogBearer(other) !== null].filter((one) => one && hasRegistry).length;
  const tools = tellingTools(input);
  return asked + 2 + tools + ROUNDS * 2 * tools;
}

function tellingTools(input: LayerInput): number {
  return plannedCalls(input).filter(({ own, tool }) => own && TELLING.includes(tool)).length;
}

/** Requests at most: the registry twice, a session with its tools alone, and the rounds, with a handshake for each call of one who is refused. */
export function twoUsersRequests(input: LayerInput): number {
  if (input.other == null) return 0;
  const tools = tellingTools(input);
  return 2 + (HANDSHAKE_AT_MOST + tools) + ROUNDS * (2 + HANDSHAKE_AT_MOST) * tools;
}

/**
 * Two users at once: the other user's session beside the run's own, the same tools in both at the same moment, in
 * several rounds and both orders. Whether either is shown what only the other may see becomes a finding; where both may
 * see the same, nothing is told.
 */
export async function runTwoUsers(ctx: BonafideContext, real: RealRun): Promise<void> {
  const { other } = ctx.input;
  if (other == null) return;
  const calls = acceptedCalls(real).filter(
    ({ call, judged }) =>
      call.own && TELLING.includes(call.tool) && (judged.value?.result.timings.totalMs ?? 0) < SLOW_MS,
  );
  if (calls.length === 0) {
    ctx.fact("two-users", "not compared: this token got no answer that tells users apart");
    return;
  }
  const direct = await askDirectly(ctx, other);
  const theirs = new OtherSession(ctx, real.session, other.raw.reveal());
  const session = await theirs.open();
  const alone = await Promise.all(calls.map(async (one) => toAnswer("other", one, await theirs.call(session, one))));
  const beside = (one: RealCall) => theirs.callBeside(session, one);
  const together = await callTogether(ctx, real, beside, calls);
  const own = calls.map((one) => toAnswer("own", one, one.judged));
  report(ctx, compareUsers({ direct, alone: [...own, ...alone], together: together.answers }), together);
}

async function askDirectly(ctx: BonafideContext, other: ParsedToken) {
  const [base, own] = await Promise.all([ctx.whenGiven(registryUrl), ctx.whenGiven(catalogIdentity)]);
  const theirs = catalogBearer(other);
  const [mine, others] = await Promise.all([
    base === undefined || own === undefined
      ? null
      : askRegistryView(ctx, base, own.reveal(), {
          purpose: "beside:buckets",
          step: "who this user is at the registry",
        }),
    base === undefined || theirs === null
      ? null
      : askRegistryView(ctx, base, theirs.reveal(), { purpose: OTHER, step: "who the other user is at the registry" }),
  ]);
  return { own: mine, other: others };
}

/** The other user's session; one that was refused at the door knocks again beside each call. */
class OtherSession {
  readonly #ctx: BonafideContext;
  readonly #own: OpenedSession;
  readonly #bearer: string;

  constructor(ctx: BonafideContext, own: OpenedSession, bearer: string) {
    this.#ctx = ctx;
    this.#own = own;
    this.#bearer = bearer;
  }

  open(): Promise<OpenedSession> {
    return openAlike(this.#ctx, this.#own, OTHER, this.#bearer);
  }

  call(session: OpenedSession, { call, values }: RealCall): Promise<Judged> {
    return session.fault === null ? session.call(call, values ?? {}, OTHER) : Promise.resolve(session.fault);
  }

  /** Sends at once where the session is open, so that the order of two users' calls is ours. */
  callBeside(session: OpenedSession, one: RealCall): Promise<Judged> {
    return session.fault === null ? this.call(session, one) : this.open().then((renewed) => this.call(renewed, one));
  }
}

interface Together {
  readonly answers: readonly UserAnswer[];
  readonly rounds: number;
  /** Calls of this user that were refused beside the other's, and how. */
  readonly refused: readonly string[];
}

async function callTogether(
  ctx: BonafideContext,
  real: RealRun,
  callOther: (one: RealCall) => Promise<Judged>,
  calls: readonly RealCall[],
): Promise<Together> {
  const answers: UserAnswer[] = [];
  const refused: string[] = [];
  const began = ctx.now();
  let rounds = 0;
  while (rounds < ROUNDS && ctx.now() - began < BUDGET_MS && !ctx.signal.aborted) {
    const own = async (one: RealCall) => {
      const judged = await real.session.call(one.call, one.values ?? {}, "repeat");
      if (judged.observed === "refused") refused.push(`${one.call.label}: ${judged.note ?? "refused"}`.slice(0, 200));
      return toAnswer("own", one, judged);
    };
    const other = async (one: RealCall) => toAnswer("other", one, await callOther(one));
    // Whose call leaves first changes from round to round: a server that keeps the last caller mixes up the first.
    const order = rounds % 2 === 0 ? [own, other] : [other, own];
    answers.push(...(await Promise.all(calls.flatMap((one) => order.map((send) => send(one))))));
    rounds += 1;
  }
  return { answers, rounds, refused };
}

function toAnswer(side: Side, { call }: RealCall, { observed, payload }: Judged): UserAnswer {
  const accepted = observed === "accepted";
  return {
    side,
    tool: call.tool,
    observed,
    buckets: accepted ? bucketNames(payload) : [],
    arn: accepted ? answeredArn(payload) : null,
  };
}

function report(ctx: BonafideContext, compared: UsersCompared, { rounds, refused }: Together): void {
  ctx.table({
    id: "two-users",
    titleNote: `${rounds} rounds, both orders`,
    rows: compared.traits.map(({ mark, name, own, other, together }) => ({
      id: rowId(name),
      mark,
      cells: [name, own, other, together],
    })),
  });
  const [first] = compared.leaks;
  if (first !== undefined) ctx.found("mixed-users", evidenceOf(first, compared.leaks));
  else if (refused.length > 0) ctx.found("not-repeatable", { beside: "another user's calls", tools: refused });
  ctx.fact("two-users", inWords(compared, rounds));
}

function evidenceOf(first: Leak, leaks: readonly Leak[]) {
  const same = leaks.filter(({ to, tool, at }) => to === first.to && tool === first.tool && at === first.at);
  return {
    tool: first.tool,
    shownTo: first.to === "own" ? "this user" : "the other user",
    onlyTheOtherMaySee: [...new Set(same.flatMap(({ shows }) => shows))].slice(0, 10),
    when: first.at === "once" ? "both called at once" : "it called after the other",
    answersMixed: leaks.length,
  };
}

function inWords({ leaks, toldApart, answered }: UsersCompared, rounds: number): string {
  if (leaks.length > 0) return `mixed up: ${leaks.length} answers held what only the other may see`;
  if (!toldApart) return "cannot tell: nothing tells the two apart, both may see the same";
  if (answered === 0 || rounds < 2) return "cannot tell: too few answers while both called";
  return `kept apart in ${answered} answers while both called`;
}
