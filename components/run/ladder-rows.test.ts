import { expect, it } from "vitest";
import type { RunEventBody } from "@/lib/diagnosis/events";
import type { Purpose } from "@/lib/diagnosis/model";
import { foldSample, sampleEvents } from "@/lib/report/test-run";
import { runRows } from "./ladder-rows";

it("draws a row's own calls, its controls and what decides nothing apart", () => {
  const purposes: readonly Purpose[] = ["beside:health", "control:tampered", "repeat", "beside:other-user", "recorded"];
  const events = sampleEvents.flatMap((event): readonly RunEventBody[] =>
    event.type === "exchange"
      ? [event, ...purposes.map((purpose) => ({ ...event, exchange: { ...event.exchange, id: purpose, purpose } }))]
      : [event],
  );
  const row = runRows(foldSample(events), 0).find(({ id }) => id === "exchange");
  const ids = (spans: readonly { readonly id: string }[] = []) => spans.map(({ id }) => id);
  expect(ids(row?.real)).toEqual(["x1", "repeat", "recorded"]);
  expect(ids(row?.control)).toEqual(["control:tampered"]);
  expect(ids(row?.beside)).toEqual(["beside:health", "beside:other-user"]);
});
