import { afterEach, describe, expect, it } from 'vitest';
import { type EventRow, type EventStore, keepEvents } from './fixtures/events';
import { type ContextUnderTest, openContext } from './fixtures/open-context';
import { clientSecret, error, good, type Refuse, sales, serveSite, support } from './fixtures/site';
import { receive } from './receive';

const place = `https://board.example/hooks/${'p'.repeat(22)}`;
const hookUrl = `${place}.${'s'.repeat(43)}`;
const formerUrl = `${place}.${'f'.repeat(43)}`;
const urlOf = (type: string, queue = support, base = hookUrl) => `${base}?event=${type}.${queue}`;
const row = (id: string, type: string, url: string, more: Partial<EventRow> = {}): EventRow => ({
  ...{ id, type, url, method: '1', status: '1', note: 'Callboard' },
  ...more,
});

let site: ContextUnderTest;
let store: EventStore;
afterEach(() => site.close());

async function open(rows: Record<string, EventRow[]>, refuse: Refuse = () => undefined, settings: object = {}) {
  store = keepEvents(rows);
  formerQueues = new Set();
  site = await openContext(
    serveSite(good, (request) => refuse(request) ?? store.serve(request)),
    settings,
  );
}
let formerQueues: ReadonlySet<string>;
const context = () => ({ ...site.context, hookUrl, records: () => ({}), formerQueues });
const register = () => receive.register(context());
const changes = () => site.asked().filter((request) => !request.startsWith('GET'));
const failure = (asked: Promise<void>) => asked.then(() => null).catch((error: unknown) => error as Error);
const whole = (queue: string) => [
  row('a', '0', urlOf('0', queue)),
  row('b', '2', urlOf('2', queue)),
  row('c', '3', urlOf('3', queue)),
];

describe('registering', () => {
  it('makes three events on each queue, to be posted to an address of their own', async () => {
    await open({ [support]: [], [sales]: [] });
    await register();
    for (const queue of [support, sales])
      expect(store.rows[queue]).toMatchObject(
        ['0', '2', '3'].map((type) => ({ type, url: urlOf(type, queue), method: '1', status: '1', note: 'Callboard' })),
      );
    expect(changes()).toHaveLength(6);
    expect(changes()[0]).toMatch(/^POST extensions\/@me\/0003\*21[23]\/phoneCallEvents\/$/);
  });

  it('changes nothing the second time, and nothing that is whole', async () => {
    await open({ [support]: whole(support), [sales]: [] });
    await register();
    expect(changes()).toHaveLength(3);
    await register();
    expect(changes()).toHaveLength(3);
  });

  it('takes an address for the same when it comes back encoded', async () => {
    const encoded = whole(support).map((event) => ({ ...event, url: event.url.replace('*', '%2A') }));
    await open({ [support]: encoded, [sales]: whole(sales) });
    await register();
    expect(changes()).toEqual([]);
  });

  it.each([
    ['is off', { status: '0' }],
    ['is sent as a query', { method: '0' }],
    ['calls where another queue should', { url: urlOf('0', sales) }],
    ['calls a former address', { url: urlOf('0', support, formerUrl) }],
  ])('mends one that %s', async (_name, broken) => {
    const [first, ...others] = whole(support);
    await open({ [support]: [{ ...first!, ...broken }, ...others], [sales]: whole(sales) });
    await register();
    expect(changes()).toEqual(['PUT extensions/@me/0003*212/phoneCallEvents/0/a/']);
    expect(store.rows[support]).toEqual(whole(support));
  });

  it('removes what it has twice, of a former address or of a type it does not ask for, and nothing of others', async () => {
    const others = [
      row('x', '0', 'https://crm.example/call', { note: 'Callboard' }),
      row('y', '2', 'https://board.example/hooks/elsewhere'),
      row('z', '0', `https://evil.example/?u=${hookUrl}`),
    ];
    const extra = [row('d', '0', urlOf('0')), row('e', '4', urlOf('4')), row('f', '2', urlOf('2', support, formerUrl))];
    await open({ [support]: [...others, ...whole(support), ...extra], [sales]: whole(sales) });
    await register();
    expect(store.rows[support]).toEqual([...others, ...whole(support)]);
    expect(changes()).toEqual([
      'DELETE extensions/@me/0003*212/phoneCallEvents/0/d/',
      'DELETE extensions/@me/0003*212/phoneCallEvents/4/e/',
      'DELETE extensions/@me/0003*212/phoneCallEvents/2/f/',
    ]);
  });

  it('reads a list of more than one page to its end first', async () => {
    const others = Array.from({ length: 30 }, (_, at) => row(`o${at}`, '0', `https://crm.example/${at}`));
    await open({ [support]: [...others, ...whole(support)], [sales]: whole(sales) }, undefined, { pageSize: 10 });
    await register();
    expect(changes()).toEqual([]);
  });
});

describe('a queue that was taken out of the settings', () => {
  const other = row('x', '0', 'https://crm.example/call', { note: 'Callboard' });
  const elsewhere = row('y', '2', `https://board.example/hooks/${'q'.repeat(22)}.${'s'.repeat(43)}?event=2.${sales}`);
  const openWithout = async (refuse?: Refuse) => {
    const stale = row('f', '0', urlOf('0', sales, formerUrl));
    const rows = { [support]: whole(support), [sales]: [other, ...whole(sales), stale, elsewhere] };
    await open(rows, refuse, { queues: [support] });
    formerQueues = new Set(['site/0003*212', `site/${encodeURIComponent(sales)}`, 'site/not-a-number', 'site/..']);
  };

  it('is left: what is ours there goes, of a former address too, and nothing of others', async () => {
    await openWithout();
    await register();
    expect(store.rows).toEqual({ [support]: whole(support), [sales]: [other, elsewhere] });
    expect(changes().every((request) => request.startsWith(`DELETE extensions/@me/${sales}/`))).toBe(true);
  });

  it('is asked about once, and again where that failed', async () => {
    let fails = true;
    await openWithout(({ method }) => (method === 'DELETE' && fails ? { status: 500 } : undefined));
    expect(await failure(register())).toMatchObject({ kind: 'bad-response', status: 500 });
    fails = false;
    await register();
    expect(store.rows[sales]).toEqual([other, elsewhere]);
    const asked = () => site.asked().filter((request) => request.startsWith(`GET extensions/@me/${sales}/`)).length;
    const before = asked();
    await register();
    expect(asked()).toBe(before);
  });

  it('is no failure where it is gone or forbidden meanwhile', async () => {
    await openWithout(({ path }) => (path.includes(sales) ? error(400, 'extension_invalid') : undefined));
    await register();
    expect(changes()).toEqual([]);
  });

  it('is left with the others when the source is deleted', async () => {
    await openWithout();
    await receive.unregister(context());
    expect(store.rows).toEqual({ [support]: [], [sales]: [other, elsewhere] });
  });
});

describe('a queue that is refused', () => {
  it('is named once the others are set up', async () => {
    await open({ [sales]: [] }, undefined, { queueNames: { [support]: 'Support' } });
    const error = await failure(register());
    expect(error).toMatchObject({
      kind: 'bad-response',
      message: expect.stringContaining('no call events for Support'),
    });
    expect(store.rows[sales]).toHaveLength(3);
  });

  it('is no reason not to take the others back', async () => {
    await open({ [sales]: whole(sales) });
    await receive.unregister(context());
    expect(store.rows[sales]).toEqual([]);
  });
});

describe('a registration that fails', () => {
  it('is not tried again at once, and gives nothing away', async () => {
    await open({ [support]: [], [sales]: [] });
    site.http.answer(
      serveSite(good, (request) =>
        request.method === 'POST' && request.path.includes('phoneCallEvents')
          ? error(400, 'pce_url_invalid', `${hookUrl} of ${clientSecret}`)
          : store.serve(request),
      ),
    );
    const thrown = await failure(register());
    expect(thrown).toMatchObject({ kind: 'bad-response', status: 400 });
    for (const secret of [hookUrl, clientSecret]) expect(thrown?.message).not.toContain(secret);
    expect(changes().length).toBeLessThanOrEqual(2);
  });

  it('is none where the server knows no event for an answer', async () => {
    await open({ [support]: [], [sales]: [] }, ({ method, body }) =>
      method === 'POST' && body.includes('"type":"3"') ? error(400, 'pcet_type_invalid') : undefined,
    );
    await register();
    expect(store.rows[support]?.map(({ type }) => type)).toEqual(['0', '2']);
  });

  it('for want of rights is auth', async () => {
    await open({}, ({ path }) => (path.includes('phoneCallEvents') ? error(401, 'unauthorized') : undefined));
    expect(await failure(register())).toMatchObject({ kind: 'auth', status: 401 });
  });
});

describe('unregistering', () => {
  it('takes back all that is ours, of former addresses too, and leaves the rest', async () => {
    const other = row('x', '0', 'https://crm.example/call');
    await open({
      [support]: [other, ...whole(support), row('f', '0', urlOf('0', support, formerUrl))],
      [sales]: whole(sales),
    });
    await receive.unregister(context());
    expect(store.rows).toEqual({ [support]: [other], [sales]: [] });
  });

  it('is done where one is gone meanwhile, and where there is nothing', async () => {
    await open({ [support]: whole(support), [sales]: [] });
    site.http.answer(
      serveSite(good, (request) => (request.method === 'DELETE' ? error(400, 'pce_id_invalid') : store.serve(request))),
    );
    await receive.unregister(context());
    expect(changes()).toHaveLength(3);
  });
});
