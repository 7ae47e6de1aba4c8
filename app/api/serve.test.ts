import { expect, test } from 'vitest';
import type { Principal } from '@/lib/principal';
import { type Runtime, setRuntime } from '@/server/runtime';
import { serve } from './serve';

const principal = { kind: 'user', accountId: 'ada', role: 'admin', scope: 'all', grants: null } as unknown as Principal;
setRuntime({ authenticate: async () => principal } as unknown as Runtime);

const retry = serve('POST /api/sources/{id}/retry', () => ({ ok: true as const }));

async function post(type: string | null): Promise<Response> {
  const headers: Record<string, string> = type === null ? {} : { 'content-type': type };
  const sent = new Request('http://wall/api/sources/milan/retry', { method: 'POST', headers });
  return retry(sent, { params: Promise.resolve({ id: 'milan' }) });
}

test('JSON and an empty body are heard', async () => {
  for (const type of [null, 'application/json', 'application/json; charset=utf-8', 'Application/JSON'])
    expect([type, (await post(type)).status]).toEqual([type, 200]);
});

test('what a form of another site can send is not, whatever is in it', async () => {
  for (const type of [
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'text/plain',
    'text/plain; application/json',
    'application/jsonp',
    'x',
    '',
  ]) {
    const reply = await post(type);
    expect([type, reply.status]).toEqual([type, 400]);
    expect(await reply.json()).toMatchObject({ code: 'bad-request', field: 'content-type' });
  }
});
