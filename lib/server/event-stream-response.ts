import type { RunEvent } from "@/lib/diagnosis/events";

/** A body of one encoded event a line. A reader who leaves ends the reading, never the run. */
export function eventStream(
  events: AsyncGenerator<RunEvent, void, void>,
  encode: (event: RunEvent) => string | Uint8Array,
): ReadableStream<Uint8Array> {
  const utf8 = new TextEncoder();
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const next = await events.next();
      if (next.done === true) {
        controller.close();
        return;
      }
      const line = encode(next.value);
      controller.enqueue(typeof line === "string" ? utf8.encode(line) : line);
    },
    async cancel() {
      await events.return();
    },
  });
}
