import { askerOf } from '@/app/api/asker';
import { linesType, streamLines } from '@/app/api/json-lines';
import { serve } from '@/app/api/serve';

export const dynamic = 'force-dynamic';

export const POST = serve('POST /api/sources/test', async (call) => {
  const { request, body, runtime } = call;
  const stop = new AbortController();
  const signal = AbortSignal.any([request.signal, stop.signal]);
  const run = await runtime.sourceDesk.test(body, askerOf(call), signal);
  if (request.headers.get('accept')?.includes(linesType)) return streamLines(run, () => stop.abort());
  let next = await run.next();
  while (!next.done) next = await run.next();
  return next.value;
});
