/** One JSON text a line, as it comes. */
export const linesType = 'application/x-ndjson';

/** Answers with what a run tells, one line each, and its result as `{ "done": … }`; `onLeave` is called when the caller is gone. */
export function streamLines<T, R>(run: AsyncGenerator<T, R>, onLeave: () => void): Response {
  const encoder = new TextEncoder();
  const line = (value: unknown) => encoder.encode(`${JSON.stringify(value)}\n`);
  const stream = new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const { done, value } = await run.next();
        controller.enqueue(line(done ? { done: value } : value));
        if (done) controller.close();
      } catch (error) {
        controller.error(error);
      }
    },
    async cancel() {
      onLeave();
      // Lets it put away what it holds.
      await run.return(undefined as R).catch(() => {});
    },
  });
  // A proxy that gathers the lines would take the progress away.
  const headers = { 'content-type': linesType, 'cache-control': 'no-store', 'x-accel-buffering': 'no' };
  return new Response(stream, { headers });
}
