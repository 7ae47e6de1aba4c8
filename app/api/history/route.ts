import { serve } from '@/app/api/serve';

export const dynamic = 'force-dynamic';

export const GET = serve('GET /api/history', async ({ runtime, principal, query }) =>
  query.format === 'csv'
    ? csvAnswer(await runtime.history.csv(principal, query))
    : runtime.history.figures(principal, query),
);

/** Sent as it is made; a reader who goes away ends the making. */
function csvAnswer(lines: AsyncGenerator<string>): Response {
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { value, done } = await lines.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    async cancel() {
      await lines.return(undefined);
    },
  });
  return new Response(body, {
    headers: {
      'content-type': 'text/csv; charset=utf-8; header=present',
      'content-disposition': 'attachment; filename="callboard-history.csv"',
      'cache-control': 'no-store',
    },
  });
}
