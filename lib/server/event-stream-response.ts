import type { RunEvent } from "@/lib/diagnosis/events";

/** A body of one encoded event a line. A reader who leaves ends the reading, never the run. */
export function eventStream(
  events: AsyncGenerator<RunEvent, void, void>,
  encode: (event: RunEvent) => string | Uint8Array,
): ReadableStream<Uint8Array> {
  const utf8 = new TextEncoder();
  let left = false;
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const next = await events.next();
        if (left) return;
        if (next.done === true) {
          controller.close();
          return;
        }
        const line = encode(next.value);
        controller.enqueue(typeof line === "string" ? utf8.encode(line) : line);
      } catch (error) {
        controller.error(error);
        void events.return();
      }
    },
    cancel() {
      left = true;
      // Not waited for: it ends with the run's next event.
      void events.return();
    },
  });
}
