import type { PlannedAmounts } from "@/lib/diagnosis/layer";
import { isControl } from "@/lib/diagnosis/purpose";
import type { RunView } from "@/lib/diagnosis/reduce";
import type { Outline } from "./outline";

/** What a run sent. */
export function sentBy({ requests }: RunView): PlannedAmounts {
  const { total, wrongCredentials, awsSessionsMinted } = requests;
  return { requests: total, wrongCredentials, awsSessionsMinted };
}

const STALE = "unreachable: the reused connection was closed before an answer";

/** An announcement does not count what was sent once more because a kept connection had closed. */
function withoutLost(view: RunView): PlannedAmounts {
  const lost = view.layers.flatMap(({ exchanges }) => exchanges).filter(({ failure }) => failure === STALE);
  const sent = sentBy(view);
  const wrong = lost.filter(({ purpose }) => isControl(purpose) && !/:(no-token|unsigned)$/.test(purpose));
  return {
    ...sent,
    requests: sent.requests - lost.length,
    wrongCredentials: sent.wrongCredentials - wrong.length,
  };
}

/** Words that stand in an announcement for an origin which is not known yet. */
const NOT_KNOWN_YET = /config\.json names|the registry lists|^AWS IAM$/;

/** What a run sent over its announcement, in words; none where the announcement held. */
export function exceededBy(outline: Outline, view: RunView): readonly string[] {
  const sent = withoutLost(view);
  const amounts = (["requests", "wrongCredentials", "awsSessionsMinted"] as const).flatMap((of) =>
    sent[of] > outline[of] ? [`${of}: ${outline[of]} announced, ${sent[of]} sent`] : [],
  );
  const announced = new Set(outline.destinations);
  const open = outline.destinations.some((one) => NOT_KNOWN_YET.test(one));
  const origins = view.layers.flatMap(({ exchanges }) => exchanges.map(({ url }) => new URL(url).origin));
  // What config.json named in the run is covered by the words for it, and nothing else is.
  const covered = (origin: string) => announced.has(origin) || (open && view.target.origins.includes(origin));
  const unannounced = [...new Set(origins)].filter((origin) => !covered(origin));
  return [...amounts, ...unannounced.map((one) => `${one} was not announced`)];
}
