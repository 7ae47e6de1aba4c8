import { expect, test } from 'vitest';
import { tame } from './tame';

function ask(path: string, init: RequestInit = {}, reply = new Response('{}', { status: 200 })) {
  const handler = tame(async () => reply);
  const nextauth = new URL(path, 'http://wall').pathname.split('/').filter((part) => part !== '');
  return handler(new Request(`http://wall/api/auth${path}`, init), { params: Promise.resolve({ nextauth }) });
}

test('next-auth answers for itself', async () => {
  expect((await ask('/session')).status).toBe(200);
  expect((await ask('/error?error=TooManyAttempts:900')).status).toBe(200);
  const form = new URLSearchParams({ username: 'ada' });
  expect((await ask('/callback/credentials', { method: 'POST', body: form })).status).toBe(200);
});

test('strangers have no log to write in', async () => {
  expect((await ask('/_log', { method: 'POST', body: '{"level":"error"}' })).status).toBe(404);
});

test('what would make it fall over is refused', async () => {
  for (const error of ['%00', '%0d%0aset-cookie:x', '%E6%BC%A2', 'x'.repeat(201)])
    expect([error, (await ask(`/error?error=${error}`)).status]).toEqual([error, 400]);
  const headers = { 'content-type': 'application/json' };
  for (const body of ['', '{', 'null', '1', '"x"'])
    expect([body, (await ask('/signout', { method: 'POST', headers, body })).status]).toEqual([body, 400]);
});

test('its complaint about an address is the caller’s fault, and the cookie that names it goes', async () => {
  const reply = await ask('/csrf', {}, new Response('{"message":"a problem with the configuration"}', { status: 500 }));
  expect(reply.status).toBe(400);
  expect(await reply.text()).not.toContain('configuration');
  expect(reply.headers.getSetCookie()).toEqual([
    expect.stringMatching(/^next-auth\.callback-url=; Path=\/; Max-Age=0;/),
    expect.stringMatching(/^__Secure-next-auth\.callback-url=; .*; Secure$/),
  ]);
});
