import { afterEach, describe, expect, it } from 'vitest';
import { createFakeClock } from '@/server/fake-clock';
import { openSite, type SiteUnderTest } from '@/server/vendors/open-site';
import type { Serve } from '@/server/vendors/serve-http';
import * as sites from './fixtures/site';
import sinch from './index';

const { user, password, apiKey, token } = sites;
let site: SiteUnderTest;
afterEach(() => site.close());

async function open(settings: object, secrets: Record<string, string>, serve: Serve): Promise<SiteUnderTest> {
  const fixtures = {
    settings: (baseUrl: string) => ({ baseUrl, ...settings }),
    secrets,
    site: serve,
  };
  site = await openSite(sinch, fixtures, createFakeClock(sites.now));
  return site;
}
const asked = () => site.http.requests.map(({ method, path }) => `${method} ${path}`);
const countOf = (request: string) => asked().filter((each) => each === request).length;

describe('basic and bearer', () => {
  it('basic signs every request on an own server', async () => {
    await open(
      { auth: 'basic' },
      { user, password },
      sites.serveCollections({ rmi: '/RI/rmi', isSignedIn: sites.viaBasic }),
    );
    expect(await site.read('live')).toMatchObject({ value: { queues: [{}, {}, {}] } });
  });

  it('bearer sends the token', async () => {
    await open({ auth: 'bearer' }, { token }, sites.serveCollections({ isSignedIn: sites.viaBearer }));
    expect(await site.read('names')).toMatchObject({ value: [{}, {}, { id: 'ALL_QUEUES' }] });
  });
});

describe('a secret that is not there', () => {
  it.each([
    ['gateway', { user, password }, 'secrets.apiKey must be set for "auth": "gateway"'],
    ['session', { user }, 'secrets.password must be set for "auth": "session"'],
    ['bearer', { user, password }, 'secrets.token must be set for "auth": "bearer"'],
  ])('is named, and nothing is asked (%s)', async (auth, secrets, message) => {
    await open({ auth }, secrets as Record<string, string>, sites.serveCollections());
    expect(await site.failureOf('live')).toMatchObject({ kind: 'auth', message });
    expect(asked()).toEqual([]);
  });
});

describe('session', () => {
  const openSession = (ecfs = sites.ecfs()) =>
    open({ auth: 'session' }, { user, password }, sites.serveCollections({ ...ecfs, rmi: '/ecfs/RI/rmi' }));

  it('signs in once for all requests of all feeds', async () => {
    await openSession();
    await Promise.all([site.read('live'), site.read('today'), site.read('names')]);
    await site.read('live');
    expect(countOf('POST /ecfs/authentication')).toBe(1);
  });

  it('signs in again once when the session has ended, for all requests together', async () => {
    const ecfs = sites.ecfs();
    await openSession(ecfs);
    await site.read('live');
    ecfs.end();
    expect(await site.read('live')).toMatchObject({ value: { queues: [{}, {}, {}] } });
    expect(ecfs.signIns()).toBe(2);
  });

  it.each([
    ['a redirect to the sign-in page', { status: 302, headers: { location: '/login' } }],
    ['the sign-in page itself', { body: '<html>Sign in</html>' }],
    ['403', { status: 403 }],
  ])('also when its end looks like %s', async (_name, reply) => {
    const ecfs = sites.ecfs();
    const serve = sites.serveCollections({ ...ecfs, rmi: '/ecfs/RI/rmi' });
    await open({ auth: 'session' }, { user, password }, (request) => {
      const isExpired = request.method === 'GET' && !ecfs.isSignedIn(request);
      return isExpired ? reply : serve(request);
    });
    await site.read('names');
    ecfs.end();
    expect(await site.read('names')).toMatchObject({ value: [{}, {}, {}] });
    expect(ecfs.signIns()).toBe(2);
  });

  it('is auth when a new session is refused too, after one more sign-in', async () => {
    const ecfs = sites.ecfs();
    await open({ auth: 'session' }, { user, password }, (request) =>
      request.method === 'POST' ? ecfs.signIn(request) : { status: 401 },
    );
    expect(await site.failureOf('names')).toMatchObject({ kind: 'auth', status: 401 });
    expect(ecfs.signIns()).toBe(2);
  });

  it('is auth when the password is wrong, and asks nothing else', async () => {
    await open({ auth: 'session' }, { user, password: 'wrong' }, sites.serveCollections(sites.ecfs()));
    expect(await site.failureOf('live')).toMatchObject({ kind: 'auth', status: 401 });
    expect(new Set(asked())).toEqual(new Set(['POST /ecfs/authentication']));
  });

  it('does not remember a sign-in that failed', async () => {
    const ecfs = sites.ecfs();
    await openSession(ecfs);
    const serve = sites.serveCollections({ ...ecfs, rmi: '/ecfs/RI/rmi' });
    site.http.answer(() => ({ status: 504 }));
    expect(await site.failureOf('names')).toMatchObject({ kind: 'timeout' });
    site.http.answer(serve);
    expect(await site.read('names')).toMatchObject({ value: [{}, {}, {}] });
  });

  it('says so when it gets no cookie', async () => {
    await open({ auth: 'session' }, { user, password }, () => ({ body: {} }));
    const failure = await site.failureOf('names');
    expect(failure).toMatchObject({ kind: 'bad-response' });
    expect(failure.message).toMatch(/signed us in without a session cookie/);
  });
});

describe('what is asked', () => {
  it('names the start of the business day in UTC, all queue info, all that is in process, and the levels', async () => {
    const settings = { auth: 'gateway', timeZone: 'Europe/Helsinki', businessDayStart: 6 };
    await open(settings, { user, password, apiKey }, sites.serveCollections());
    await site.readAll();
    const queryOf = (collection: string) =>
      Object.fromEntries(site.http.requests.find(({ path }) => path.endsWith(`/${collection}`))?.query ?? []);
    const startTime = '2019-08-30T03:00:00.000Z';
    expect(queryOf('agents')).toMatchObject({ startTime, showQueueInfo: '3', offset: '0', limit: '1000' });
    expect(queryOf('contactSummaries')).toMatchObject({ startTime });
    expect(queryOf('contacts')).toMatchObject({ showAllInProcess: '1' });
    expect(queryOf('queueGroups')).toMatchObject({ showThresholds: '1' });
  });

  it('is put on the clock of a vendor that is an hour off', async () => {
    await open({ auth: 'gateway' }, { user, password, apiKey }, sites.serveCollections());
    const serve = sites.serveCollections();
    site.http.answer(async (request) => ({
      ...(await serve(request)),
      headers: { date: new Date(site.clock.now() - 3_600_000).toUTCString() },
    }));
    await site.read('names');
    await site.read('today');
    const summaries = site.http.requests.find(({ path }) => path.endsWith('/contactSummaries'));
    expect(summaries?.query.get('startTime')).toBe('2019-08-30T03:00:00.000Z');
  });

  it('shows a plain-text refusal in our own words', async () => {
    await open({ auth: 'gateway' }, { user, password, apiKey }, () => ({
      status: 400,
      headers: { 'content-type': 'text/plain' },
      body: "Invalid GUID: '2B8ED95B0EC911E79675005056A75D9'",
    }));
    const failure = await site.failureOf('live');
    expect(failure).toMatchObject({ kind: 'bad-response', status: 400 });
    expect(failure.message).not.toContain('GUID');
  });
});
