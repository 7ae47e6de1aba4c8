import { afterEach, describe, expect, it } from 'vitest';
import type { ServedReply } from '@/server/vendors/serve-http';
import { type ContextUnderTest, openContext } from './fixtures/open-context';
import { clientId, clientSecret, giveToken, serveSite } from './fixtures/site';
import { tokens } from './token';

let site: ContextUnderTest;
const { current: accessToken, drop: dropToken } = tokens;
const textOf = async () => (await accessToken(site.context)).text;
afterEach(() => site.close());
const minutes = (count: number) => count * 60_000;
const asks = () => site.http.requests.length;

/** A server that gives `tok-1`, `tok-2` …, each with this body besides. */
async function openNumbered(more: object = { expires_in: 3600 }) {
  let given = 0;
  site = await openContext(() => {
    given += 1;
    return { body: { access_token: `tok-${given}`, ...more } };
  });
}
const failureOf = async (reply: ServedReply) => {
  site = await openContext(() => reply);
  return accessToken(site.context).catch((error: unknown) => error);
};

describe('the token', () => {
  it('is asked for with the form of the vendor’s own client, misspelling and all', async () => {
    site = await openContext(giveToken);
    await accessToken(site.context);
    const [request] = site.http.requests;
    expect(request).toMatchObject({ method: 'POST', path: '/oauth/token.php' });
    expect(request?.headers['content-type']).toBe('application/x-www-form-urlencoded');
    expect(Object.fromEntries(new URLSearchParams(request?.body))).toEqual({
      client_id: clientId,
      client_secret: clientSecret,
      grant_type: 'client_credentials',
      type: 'unifiedapi',
      redirect_uri: `${site.http.url}/ouath/token.php`,
    });
  });

  it('is shared by all who ask, and renewed five minutes before its end', async () => {
    await openNumbered();
    const all = await Promise.all([textOf(), textOf(), textOf()]);
    expect(all).toEqual(['tok-1', 'tok-1', 'tok-1']);
    await site.clock.advance(minutes(54));
    expect(await textOf()).toBe('tok-1');
    await site.clock.advance(minutes(1));
    const renewed = await Promise.all([textOf(), textOf()]);
    expect(renewed).toEqual(['tok-2', 'tok-2']);
    expect(asks()).toBe(2);
  });

  it.each([
    ['is taken to live an hour where none is told', {}, 54],
    ['is taken to live an hour where what is told is beyond counting', { expires_in: 1e300 }, 54],
    ['of a minute is renewed after half of it', { expires_in: '60' }, 0.49],
  ])('%s', async (_name, more, keptMinutes) => {
    await openNumbered(more);
    await accessToken(site.context);
    await site.clock.advance(minutes(keptMinutes));
    expect(await textOf()).toBe('tok-1');
    await site.clock.advance(minutes(keptMinutes + 2));
    expect(await textOf()).toBe('tok-2');
  });

  it('that has no life at all still serves the request it was asked for', async () => {
    await openNumbered({ expires_in: 0 });
    expect(await textOf()).toBe('tok-1');
    expect(await textOf()).toBe('tok-2');
  });

  it('is forgotten once, by whoever sees it refused first', async () => {
    await openNumbered();
    const first = await accessToken(site.context);
    await Promise.all([dropToken(site.context, first), dropToken(site.context, first)]);
    expect(await textOf()).toBe('tok-2');
    await dropToken(site.context, first);
    expect(await textOf()).toBe('tok-2');
  });

  it('does not fail for one because another who waited for it has gone', async () => {
    site = await openContext(() => ({ fault: 'hang' }));
    const gone = new AbortController();
    const first = accessToken({ ...site.context, signal: gone.signal }).catch((error: unknown) => error);
    await site.http.nextRequest();
    const second = textOf();
    site.http.answer(giveToken);
    gone.abort(new Error('gone'));
    expect(await first).toEqual(new Error('gone'));
    expect(await second).toBe('tok-1');
  });
});

describe('a token that is refused', () => {
  it.each([
    ['401 with a word', { status: 401, body: { error: 'invalid_client' } }, { kind: 'auth', status: 401 }],
    ['400 with a word', { status: 400, body: { error: 'invalid_client' } }, { kind: 'auth', status: 400 }],
    ['400 with an object', { status: 400, body: { error: { code: 'invalid_grant', message: 'x' } } }, { kind: 'auth' }],
    ['200 with a word', { body: { error: 'unauthorized_client' } }, { kind: 'auth' }],
    ['400 for another reason', { status: 400, body: { error: 'invalid_request' } }, { kind: 'bad-response' }],
    ['400 with a page', { status: 400, body: '<html>Bad</html>' }, { kind: 'bad-response', status: 400 }],
    ['200 without one', { body: { token_type: 'Bearer' } }, { kind: 'bad-response', path: 'access_token' }],
    ['no header could carry', { body: { access_token: 'a\nb' } }, { kind: 'bad-response', path: 'access_token' }],
  ])('%s', async (_name, reply, failure) => {
    const error = await failureOf(reply);
    expect(error).toMatchObject(failure);
    expect(String(error)).not.toContain(clientSecret);
  });

  it('is not remembered', async () => {
    await failureOf({ status: 504 });
    site.http.answer(giveToken);
    expect(await textOf()).toBe('tok-1');
  });
});

describe('the paths', () => {
  it('can be others', async () => {
    site = await openContext(serveSite(), { tokenPath: 'oauth2/token', redirectUri: 'https://board.example/done' });
    await accessToken(site.context).catch(() => null);
    expect(site.http.requests[0]?.path).toBe('/oauth2/token');
    expect(site.http.requests[0]?.body).toContain(encodeURIComponent('https://board.example/done'));
  });
});
