import { expect, it } from "vitest";
import { testAnswer } from "../shared/test-context";
import { runAllControls } from "./run-all-controls";
import { judgedAs, mcpContext, realCall, realRun } from "./test-runs";

const refused = () => Promise.resolve(judgedAs({ observed: "refused", status: 401 }));
const settled = () => new Promise((resolve) => setTimeout(resolve, 20));

it("leaves the genuine session to whatever else is asked in it first, even where that fails", async () => {
  const order: string[] = [];
  let fail = (_: Error) => {};
  const beside = new Promise<never>((_, reject) => {
    fail = reject;
  });
  const test = mcpContext({ send: () => testAnswer(401, "") });
  const session = {
    stateful: true,
    callAs: () => {
      order.push("alone");
      return refused();
    },
  };
  const running = runAllControls(test.context, realRun([realCall("bucket_list")], { session }), "t", beside);
  await settled();
  order.push("beside ends");
  fail(new Error("scripted"));
  const { controls, again } = await running;
  expect(order).toEqual(["beside ends", "alone", "alone"]);
  expect(controls.map(({ name }) => name)).toEqual(["no-token", "tampered", "session-alone", "session-alone"]);
  // The repeat's own handshake was refused: that is what the repeat will tell.
  expect(again.fault).toMatchObject({ status: 401 });
});

it("waits for nothing, and goes on in the same session, where the server gave it no id", async () => {
  const test = mcpContext({ send: () => testAnswer(401, "") });
  const real = realRun([realCall("bucket_list")]);
  const { again, controls } = await runAllControls(test.context, real, "t", new Promise(() => {}));
  expect(again).toBe(real.session);
  expect(controls).toHaveLength(2);
});
