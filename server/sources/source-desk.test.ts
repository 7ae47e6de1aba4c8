import { afterEach, describe, expect, it } from 'vitest';
import type { TriedSource } from '@/lib/protocol/source-settings';
import { createFakeSource } from '@/server/polling/fake-vendor';
import type { SourceSetup } from '@/server/polling/poller';
import { VendorError } from '@/server/vendors/vendor-error';
import { createMemorySources } from './memory-sources';
import { ada, boxOf, hidden, milan, openDesk, refusalOf } from './open-desk';

const opened: ReturnType<typeof openDesk>[] = [];
afterEach(async () => {
  for (const { desk } of opened.splice(0)) await desk.stop();
});

async function start(options: Parameters<typeof openDesk>[0] = {}) {
  const made = openDesk(options);
  opened.push(made);
  await made.desk.start();
  return made;
}

/** One of the sources file. */
const ofFile = (id: string): SourceSetup => ({
  ...createFakeSource({ id }).setup,
  written: { settings: { baseUrl: `https://\${HOST}/wall` }, secretNames: ['password'] },
});

const { settings, secrets } = milan;

describe('adding', () => {
  it('has the source asked and its records on the floor, at once', async () => {
    const { desk, keeper, clock, detailOf } = await start();
    expect(await desk.add({ ...milan, pollEverySeconds: 5 }, ada)).toEqual({
      ...{ id: 'milan', name: 'Milan', vendor: 'acme', origin: 'browser', pollEverySeconds: 5, settings },
      ...{ secretsSet: ['user', 'password'], isPaused: false, version: 1, updatedAt: clock.now() },
    });
    await clock.advance(3000);
    expect(keeper.floor.queues.size).toBe(2);
    expect(detailOf('milan')).toMatchObject({
      origin: 'browser',
      link: 'up',
      host: 'acme.example',
      overridesStored: false,
    });
    expect(await desk.read('milan')).toMatchObject({ settings, secretsSet: ['user', 'password'] });
  });

  it('shows no secret to anybody: not in an answer, the store, the log or the audit', async () => {
    const { desk, clock, said } = await start();
    const answers = [await desk.add(milan, ada), await desk.read('milan')];
    answers.push(await desk.change('milan', { ...milan2, secrets: { password: `${hidden}-2` } }, ada));
    await clock.advance(3000);
    await refusalOf(desk.change('milan', { ...milan2, version: 2, secrets: { password: `${hidden}\0` } }, ada));
    expect(JSON.stringify(answers)).not.toContain('Zq8');
    expect(await said()).not.toContain('Zq8');
  });

  it('is written down, with what was entered but for the secrets', async () => {
    const { desk, noted } = await start();
    await desk.add(milan, ada);
    const after = {
      name: 'Milan',
      vendor: 'acme',
      pollEverySeconds: null,
      settings,
      secretsSet: ['user', 'password'],
      isPaused: false,
    };
    expect(noted).toEqual([
      {
        ...{ actor: { kind: 'user', accountId: 'ada', name: 'Ada' }, action: 'source.add', target: 'milan' },
        ...{ outcome: 'done', address: '10.0.0.9', before: null, after },
      },
    ]);
  });

  it('is refused without a key, and says what to set', async () => {
    const { desk, noted, detailOf } = await start({ box: null });
    const refused = await refusalOf(desk.add(milan, ada));
    expect(refused.code).toBe('unavailable');
    expect(refused.words).toContain('CALLBOARD_KEY');
    expect(refused.words).toContain('openssl rand -base64 32');
    expect(desk.forms().refusal).toBe(refused.words);
    expect(noted).toMatchObject([{ action: 'source.add', outcome: 'refused', reason: 'unavailable' }]);
    expect(detailOf('milan')).toBeUndefined();
  });

  const long = 'x'.repeat(8001);
  it.each([
    [{ id: '' }, 'id: must be letters'],
    [{ id: 'mi lan' }, 'id: must be letters'],
    [{ id: '../milan' }, 'id: must be letters'],
    [{ id: 'x'.repeat(64) }, 'id: must be letters'],
    [{ id: 'mi\0lan' }, 'id: must be letters'],
    [{ id: '<script>alert(1)</script>' }, 'id: must be letters'],
    [{ id: 'callboard' }, 'id: must not be "callboard"'],
    [{ id: 'new' }, 'id: must not be "new"'],
    [{ id: 'test' }, 'id: must not be "test"'],
    [{ id: 'filed' }, 'id: must be its own: a source of the sources file'],
    [{ id: 'taken' }, 'id: must be its own: another source'],
    [{ name: ' ' }, 'name: must not be empty'],
    [{ name: 'x'.repeat(201) }, 'name: must be at most 200 characters'],
    [{ name: 'a\0b' }, 'name: must be without control characters'],
    [{ vendor: 'acne' }, 'vendor: must be one of acme'],
    [{ vendor: '__proto__' }, 'vendor: must be one of acme'],
    [{ pollEverySeconds: 0 }, 'pollEverySeconds: must be at least 0.5'],
    [{ pollEverySeconds: 3601 }, 'pollEverySeconds: must be at most 3600'],
    [{ settings: {} }, 'settings.baseUrl: is missing'],
    [{ settings: { baseUrl: '' } }, 'settings.baseUrl: must be an address'],
    [{ settings: { baseUrl: 'javascript:alert(1)' } }, 'settings.baseUrl: must be an address'],
    [{ settings: { baseUrl: 'file:///etc/passwd' } }, 'settings.baseUrl: must be an address'],
    [{ settings: { baseUrl: `https://acme.example/${long}` } }, 'settings.baseUrl: must be at most 8000'],
    [{ settings: { baseUrl: 'https://acme.example/\0' } }, 'settings.baseUrl: must be without control characters'],
    [{ settings: { ...settings, answerWithinSeconds: '20' } }, 'settings.answerWithinSeconds: must be number'],
    [{ settings: { ...settings, answerWithinSeconds: 601 } }, 'settings.answerWithinSeconds: must be at most 600'],
    [{ settings: { ...settings, auth: 'none' } }, 'settings.auth: must be one of basic, gateway'],
    [{ settings: { ...settings, auth: 'gateway' } }, 'secrets.apiKey: is needed where'],
    [{ settings: { ...settings, queues: [''] } }, 'settings.queues[0]: must not be empty'],
    [{ settings: { ...settings, queues: ['a', 'b\n'] } }, 'settings.queues[1]: must be without control characters'],
    [{ settings: { ...settings, queues: Array(1001).fill('x') } }, 'settings.queues: must have at most 1000 entries'],
    [{ settings: { ...settings, deep: [[[['x']]]] } }, 'settings.deep[0][0][0]: must not be nested that deep'],
    [{ settings: { ...settings, 'a\0b': 1 } }, 'settings: must have names without control characters'],
    [{ settings: { ...settings, baseURL: 'x' } }, 'settings.baseURL: there is no such setting'],
    [{ settings: { ...settings, caFile: 'absent.pem' } }, 'settings.caFile: must name a PEM file'],
    [{ secrets: {} }, 'secrets.user: is missing'],
    [{ secrets: { ...secrets, password: '' } }, 'secrets.password: must not be empty'],
    [{ secrets: { ...secrets, password: null } }, 'secrets.password: is missing'],
    [{ secrets: { ...secrets, password: 'a\0b' } }, 'secrets.password: must be without control characters'],
    [{ secrets: { ...secrets, password: long } }, 'secrets.password: must be at most 8000'],
    [{ secrets: { ...secrets, pasword: 'x' } }, 'secrets.pasword: there is no such setting'],
  ])('%#: %j is refused by its field', async (change, wanted) => {
    const { desk, repository, detailOf } = await start({ fileSources: [ofFile('filed')] });
    await desk.add({ ...milan, id: 'taken' }, ada);
    const { code, fields } = await refusalOf(desk.add({ ...milan, ...change } as typeof milan, ada));
    expect([code, fields[0]]).toEqual(['bad-request', expect.stringContaining(wanted)]);
    expect(detailOf('milan')).toBeUndefined();
    expect(await repository.list()).toHaveLength(1);
  });

  it('tells of everything that is wrong at once', async () => {
    const { desk } = await start();
    const wrong = { ...milan, id: '', name: '', pollEverySeconds: 0, settings: {}, secrets: { user: '' } };
    const { fields } = await refusalOf(desk.add(wrong as unknown as typeof milan, ada));
    const named = ['id', 'name', 'pollEverySeconds', 'settings.baseUrl', 'secrets.user', 'secrets.password'];
    expect(fields.map((field) => field.split(':')[0])).toEqual(named);
  });

  it('takes script tags and quotes for the text they are, and names no variable of ours', async () => {
    const { desk } = await start();
    const name = '<script>alert("1")</script> \'; drop table sources; --';
    const odd = { ...milan, name, secrets: { user: `\${CALLBOARD_SECRET}`, password: '"><img src=x>' } };
    expect(await desk.add(odd, ada)).toMatchObject({ name });
    expect(await desk.read('milan')).toMatchObject({ name });
  });
});

const milan2 = { name: 'Milano', settings, secrets: {}, version: 1 };

describe('changing', () => {
  it('is taken up at once, and what is not typed anew stays', async () => {
    const { desk, clock, keeper, detailOf, noted } = await start();
    await desk.add(milan, ada);
    await clock.advance(3000);
    const seen: unknown[] = [];
    const changed = await desk.change(
      'milan',
      { ...milan2, settings: { ...settings, answerWithinSeconds: 30 }, secrets: { password: `${hidden}-2` } },
      ada,
    );
    expect(changed).toMatchObject({ name: 'Milano', version: 2, secretsSet: ['user', 'password'] });
    opened[0]?.fake.answer('live', (context) => {
      seen.push([context.settings, context.secrets]);
      return {};
    });
    await clock.advance(3000);
    expect(seen[0]).toMatchObject([{ answerWithinSeconds: 30 }, { user: secrets.user, password: `${hidden}-2` }]);
    expect(keeper.floor.sources.get('milan')?.name).toBe('Milano');
    expect(detailOf('milan')).toMatchObject({ name: 'Milano' });
    expect(noted.at(-1)).toMatchObject({
      action: 'source.change',
      before: { name: 'Milan', settings },
      after: { name: 'Milano', newSecrets: ['password'] },
    });
  });

  it('to another name leaves the figures on the floor and the source undisturbed', async () => {
    const { desk, clock, keeper, fake, detailOf } = await start();
    await desk.add(milan, ada);
    await clock.advance(3000);
    const [polls, drops] = [fake.started.live, [] as unknown[]];
    keeper.subscribe(({ delta }) => drops.push(...Object.values(delta.drop ?? {})));
    // What stands in the vendor's schema anyhow is no change either.
    await desk.change('milan', { ...milan2, settings: { ...settings, answerWithinSeconds: 20 } }, ada);
    expect([keeper.floor.queues.size, keeper.floor.sources.get('milan')?.name]).toEqual([2, 'Milano']);
    expect(detailOf('milan')).toMatchObject({ name: 'Milano', link: 'up' });
    expect([fake.started.live, drops]).toEqual([polls, []]);
    // Nobody watches: it is asked every ten seconds.
    await clock.advance(10_000);
    expect(fake.started.live).toBe(polls + 1);
    const changes = [
      { pollEverySeconds: 5 },
      { settings: { ...settings, answerWithinSeconds: 30 } },
      { secrets: { password: `${hidden}-2` } },
    ];
    for (const [index, change] of changes.entries()) {
      await desk.change('milan', { ...milan2, ...change, version: index + 2 }, ada);
      expect([change, keeper.floor.queues.size]).toEqual([change, 0]);
      await clock.advance(3000);
      expect(keeper.floor.queues.size).toBe(2);
    }
  });

  it('by two at once is taken from one, and the other is told', async () => {
    const { desk, noted } = await start();
    await desk.add(milan, ada);
    const attempts = [desk.change('milan', milan2, ada), desk.change('milan', { ...milan2, name: 'Mailand' }, ada)];
    expect(await attempts[0]).toMatchObject({ name: 'Milano', version: 2 });
    expect(await refusalOf(attempts[1]!)).toMatchObject({
      code: 'conflict',
      words: expect.stringContaining('Somebody else'),
    });
    expect(await desk.read('milan')).toMatchObject({ name: 'Milano', version: 2 });
    expect(noted.at(-1)).toMatchObject({ action: 'source.change', outcome: 'refused', reason: 'conflict' });
  });

  it('is refused when another process has saved meanwhile', async () => {
    const { desk, repository } = await start();
    await desk.add(milan, ada);
    const theirs = (await repository.get('milan'))!;
    const update = repository.update.bind(repository);
    repository.update = async (source, version) => {
      await update({ ...theirs, name: 'Theirs', version: 2 }, 1);
      return update(source, version);
    };
    expect((await refusalOf(desk.change('milan', milan2, ada))).code).toBe('conflict');
    expect((await desk.read('milan')).name).toBe('Theirs');
  });

  it.each([
    'https://evil.example/wall',
    'http://acme.example/wall',
    'https://acme.example:8443/wall',
    'https://acme.example.evil.example',
  ])('to %s wants the secrets again, so that nobody has them sent to a place of theirs', async (baseUrl) => {
    const { desk } = await start();
    await desk.add(milan, ada);
    const moved = { ...milan2, settings: { baseUrl } };
    const { fields } = await refusalOf(desk.change('milan', moved, ada));
    expect(fields).toEqual([
      'secrets.user: must be entered again, as the address leads to another place',
      'secrets.password: must be entered again, as the address leads to another place',
    ]);
    const half = { ...moved, secrets: { user: 'x' } };
    expect((await refusalOf(desk.change('milan', half, ada))).fields).toHaveLength(1);
    expect(await desk.change('milan', { ...moved, secrets: { user: 'x', password: 'y' } }, ada)).toMatchObject({
      version: 2,
    });
  });

  it('to another path of the same host keeps them', async () => {
    const { desk } = await start();
    await desk.add(milan, ada);
    const moved = { ...milan2, settings: { baseUrl: 'https://ACME.example:443/other' } };
    expect(await desk.change('milan', moved, ada)).toMatchObject({ secretsSet: ['user', 'password'] });
  });

  it('takes a secret away where the vendor can do without', async () => {
    const { desk } = await start();
    await desk.add({ ...milan, secrets: { ...secrets, apiKey: 'k' } }, ada);
    const without = await desk.change('milan', { ...milan2, secrets: { apiKey: null } }, ada);
    expect(without.secretsSet).toEqual(['user', 'password']);
    const { fields } = await refusalOf(desk.change('milan', { ...milan2, version: 2, secrets: { user: null } }, ada));
    expect(fields[0]).toMatch(/^secrets.user: is missing/);
  });

  it('what is not there, or stands in the file, is not changed', async () => {
    const { desk } = await start({ fileSources: [ofFile('filed')] });
    for (const edit of [
      (id: string) => desk.change(id, milan2, ada),
      (id: string) => desk.setPaused(id, true, ada),
      (id: string) => desk.setPaused(id, false, ada),
    ]) {
      expect((await refusalOf(edit('nobody'))).code).toBe('not-found');
      expect((await refusalOf(edit('filed'))).code).toBe('not-allowed');
    }
    for (const id of ['nobody', 'filed', '', '__proto__', 'a\0b'])
      expect((await refusalOf(desk.remove(id, 1, ada))).code).toBe('not-found');
    expect((await refusalOf(desk.read('nobody'))).code).toBe('not-found');
    expect(desk.retry('nobody')).toBe(false);
  });
});

describe('pausing', () => {
  it('ends asking, takes every figure off the floor and says who did it; resuming begins again', async () => {
    const { desk, keeper, clock, detailOf, fake, noted } = await start();
    await desk.add(milan, ada);
    await clock.advance(3000);
    expect(keeper.floor.queues.size).toBe(2);
    expect(await desk.setPaused('milan', true, ada)).toMatchObject({ isPaused: true, version: 2 });
    expect(keeper.floor.queues.size + keeper.floor.agents.size).toBe(0);
    expect(keeper.floor.sources.get('milan')).toMatchObject({ link: 'paused', problem: 'Paused by an admin' });
    expect(keeper.pulse().feeds).toEqual({});
    expect(detailOf('milan')).toMatchObject({ link: 'paused', counts: { queues: 0 }, feeds: [], host: 'acme.example' });
    expect(desk.isReady()).toBe(true);
    const { live } = fake.started;
    await clock.advance(60_000);
    expect(fake.started.live).toBe(live);
    // Again makes no difference.
    expect(await desk.setPaused('milan', true, ada)).toMatchObject({ version: 2 });
    desk.retry('milan');
    await clock.advance(1000);
    expect(fake.started.live).toBe(live);

    expect(await desk.setPaused('milan', false, ada)).toMatchObject({ isPaused: false, version: 3 });
    await clock.advance(3000);
    expect(keeper.floor.queues.size).toBe(2);
    expect(detailOf('milan')).toMatchObject({ link: 'up', problem: null });
    expect(noted.map(({ action }) => action)).toEqual(['source.add', 'source.pause', 'source.pause', 'source.resume']);
  });

  it('outlives a restart, and a change', async () => {
    const repository = createMemorySources();
    const first = await start({ repository });
    await first.desk.add(milan, ada);
    await first.desk.setPaused('milan', true, ada);
    await first.desk.change('milan', { ...milan2, version: 2 }, ada);
    expect(first.detailOf('milan')).toMatchObject({ link: 'paused', name: 'Milano' });
    const { detailOf, fake, clock } = await start({ repository });
    await clock.advance(5000);
    expect(detailOf('milan')).toMatchObject({ link: 'paused', name: 'Milano' });
    expect(fake.started.live).toBe(0);
  });
});

describe('deleting', () => {
  it('takes the source off the floor and its secrets out of the store', async () => {
    const { desk, keeper, clock, repository, noted, detailOf } = await start();
    await desk.add(milan, ada);
    await clock.advance(3000);
    expect((await refusalOf(desk.remove('milan', 7, ada))).code).toBe('conflict');
    expect(keeper.floor.queues.size).toBe(2);
    await desk.remove('milan', 1, ada);
    expect([keeper.floor.sources.size, keeper.floor.queues.size, detailOf('milan')]).toEqual([0, 0, undefined]);
    expect(await repository.list()).toEqual([]);
    expect(noted.at(-1)).toMatchObject({
      action: 'source.delete',
      target: 'milan',
      after: null,
      before: { name: 'Milan' },
    });
    await desk.add(milan, ada);
    expect(detailOf('milan')).toMatchObject({ link: 'retrying' });
  });
});

describe('what another process does', () => {
  it('is taken up within five seconds: added, renamed, paused, resumed, deleted and added anew', async () => {
    const repository = createMemorySources();
    const there = await start({ repository });
    const here = await start({ repository });
    const pass = () => here.clock.advance(5000);
    await there.desk.add(milan, ada);
    await pass();
    await here.clock.advance(3000);
    expect(here.detailOf('milan')).toMatchObject({ name: 'Milan', link: 'up' });
    expect(here.keeper.floor.queues.size).toBe(2);
    await there.desk.change('milan', milan2, ada);
    await pass();
    expect(here.keeper.floor.sources.get('milan')?.name).toBe('Milano');
    await there.desk.setPaused('milan', true, ada);
    await pass();
    expect(here.detailOf('milan')).toMatchObject({ link: 'paused' });
    expect(here.keeper.floor.queues.size).toBe(0);
    await there.desk.setPaused('milan', false, ada);
    await pass();
    expect(here.detailOf('milan')).toMatchObject({ link: 'up' });
    await there.clock.advance(1000);
    await there.desk.remove('milan', 4, ada);
    await there.desk.add({ ...milan, name: 'Another' }, ada);
    await pass();
    expect(here.detailOf('milan')).toMatchObject({ name: 'Another' });
    await there.desk.remove('milan', 1, ada);
    await pass();
    expect([here.desk.list(), here.keeper.floor.sources.size]).toEqual([[], 0]);
    // Whoever did it wrote it down; nobody else does.
    expect(here.noted).toEqual([]);
  });

  it('is no reason to touch what stayed as it is, and while the store is away nothing is touched', async () => {
    const repository = createMemorySources();
    const there = await start({ repository });
    const here = await start({ repository });
    await there.desk.add(milan, ada);
    await here.clock.advance(8000);
    const polls = here.fake.started.live;
    await there.desk.add({ ...milan, id: 'lucca', name: 'Lucca' }, ada);
    const { stamp } = repository;
    repository.stamp = async () => {
      throw new Error('The database does not answer');
    };
    await here.clock.advance(20_000);
    expect(here.desk.list().map(({ id, link }) => [id, link])).toEqual([['milan', 'up']]);
    expect(here.fake.started.live).toBe(polls + 2);
    expect(here.lines.filter(({ level }) => level === 'error' || level === 'warn')).toEqual([]);
    repository.stamp = stamp;
    await here.clock.advance(5000);
    expect(here.desk.list().map(({ id }) => id)).toEqual(['milan', 'lucca']);
  });
});

describe('a source of the file', () => {
  it('is asked, and may be read as it is written there', async () => {
    const { desk, detailOf } = await start({ fileSources: [ofFile('filed')] });
    expect(detailOf('filed')).toMatchObject({ origin: 'file', overridesStored: false });
    expect(await desk.read('filed')).toEqual({
      ...{ id: 'filed', name: 'filed', vendor: 'fake', origin: 'file', pollEverySeconds: null },
      ...{ settings: { baseUrl: `https://\${HOST}/wall` }, secretsSet: ['password'] },
      ...{ isPaused: false, version: null, updatedAt: null },
    });
  });

  it('wins over one of its id that was added in the browser, and says so; that one can still be deleted', async () => {
    const repository = createMemorySources();
    await (await start({ repository })).desk.add(milan, ada);
    const { desk, detailOf, fake, clock } = await start({ repository, fileSources: [ofFile('milan')] });
    await clock.advance(3000);
    expect(detailOf('milan')).toMatchObject({ origin: 'file', overridesStored: true, vendor: 'fake' });
    expect(fake.started.live).toBe(0);
    expect(await desk.read('milan')).toMatchObject({ origin: 'file', version: 1 });
    await desk.remove('milan', 1, ada);
    expect(detailOf('milan')).toMatchObject({ origin: 'file', overridesStored: false });
  });
});

describe('what was kept', () => {
  const twoKept = async () => {
    const repository = createMemorySources();
    const { desk } = await start({ repository });
    await desk.add(milan, ada);
    await desk.add({ ...milan, id: 'lucca', name: 'Lucca' }, ada);
    return repository;
  };
  const isWell = { link: 'up', problem: null };

  it('goes on after a restart', async () => {
    const repository = await twoKept();
    const { detailOf, clock } = await start({ repository });
    await clock.advance(3000);
    expect([detailOf('milan'), detailOf('lucca')]).toMatchObject([isWell, isWell]);
  });

  it.each([
    ['damaged', (sealed: string) => `${sealed.slice(0, -6)}AAAAAA`, 'with CALLBOARD_KEY: name the key'],
    ['cut', () => '', 'with CALLBOARD_KEY'],
    ['of another key', () => boxOf(9).seal('milan', 'password', hidden), 'CALLBOARD_KEY_OLD'],
    ['of another source', () => boxOf(1).seal('lucca', 'password', hidden), 'with CALLBOARD_KEY'],
    ['of another field', () => boxOf(1).seal('milan', 'user', hidden), 'with CALLBOARD_KEY'],
  ])('with a secret that is %s waits for a person, and the others go on', async (_, spoil, words) => {
    const repository = await twoKept();
    const source = (await repository.get('milan'))!;
    const sealedSecrets = { ...source.sealedSecrets, password: spoil(source.sealedSecrets.password!) };
    await repository.update({ ...source, sealedSecrets }, 1);
    const { desk, detailOf, clock, said } = await start({ repository });
    await clock.advance(3000);
    expect(detailOf('lucca')).toMatchObject(isWell);
    expect(detailOf('milan')).toMatchObject({ link: 'needs-attention', problem: expect.stringContaining(words) });
    expect(detailOf('milan')?.problem).toContain('Its secrets (password) cannot be read');
    expect(await said()).not.toContain('Zq8');
    // The form says which, and takes a new one.
    expect((await refusalOf(desk.change('milan', milan2, ada))).fields).toEqual([
      'secrets.password: cannot be read with the keys that are set: enter it again',
    ]);
    await desk.change('milan', { ...milan2, secrets: { password: `${hidden}-new` } }, ada);
    await clock.advance(3000);
    expect(detailOf('milan')).toMatchObject(isWell);
  });

  it('without a key waits for one', async () => {
    const { detailOf, clock } = await start({ repository: await twoKept(), box: null });
    await clock.advance(3000);
    expect(detailOf('milan')?.problem).toContain('set CALLBOARD_KEY to the one they were sealed with');
  });

  it('of a vendor or with settings that this release does not know waits for a person, in words', async () => {
    const repository = await twoKept();
    const [lucca, source] = await repository.list();
    await repository.update({ ...source!, vendor: 'gone' }, 1);
    await repository.update({ ...lucca!, settings: { baseUrl: 'https://acme.example', old: 1 } }, 1);
    const { detailOf, desk } = await start({ repository });
    expect(detailOf('milan')?.problem).toBe('Its settings do not fit: vendor must be one of acme');
    expect(detailOf('lucca')?.problem).toMatch(/^Its settings do not fit: settings.old there is no such setting/);
    expect((await refusalOf(desk.change('lucca', milan2, ada))).fields[0]).toContain('must be entered again');
  });

  it('whose CA file is not there now is begun when somebody asks for it again', async () => {
    const repository = await twoKept();
    const source = (await repository.get('milan'))!;
    await repository.update({ ...source, settings: { ...settings, caFile: 'absent.pem' }, version: 2 }, 1);
    const { desk, detailOf, clock } = await start({ repository });
    expect(detailOf('milan')?.problem).toContain('settings.caFile must name a PEM file');
    await repository.update({ ...source, version: 3 }, 2);
    expect(desk.retry('milan')).toBe(true);
    await clock.advance(3000);
    expect(detailOf('milan')).toMatchObject(isWell);
  });

  it('is read later when the store does not answer at the start; the file’s sources go on meanwhile', async () => {
    const repository = await twoKept();
    const list = repository.list.bind(repository);
    let isAway = true;
    repository.list = async () => {
      if (isAway) throw new Error('The database does not answer');
      return list();
    };
    const { detailOf, clock, lines } = await start({ repository, fileSources: [ofFile('filed')] });
    expect(detailOf('filed')).toBeTruthy();
    expect(lines.filter(({ level }) => level === 'error')).toHaveLength(1);
    isAway = false;
    await clock.advance(15_000);
    expect(detailOf('milan')).toMatchObject(isWell);
  });
});

describe('testing', () => {
  const tried: TriedSource = { vendor: 'acme', settings, secrets, secretsOf: null };
  const signal = new AbortController().signal;
  type Made = Awaited<ReturnType<typeof start>>;
  async function run({ desk }: Made, input: TriedSource = tried) {
    const steps = await desk.test(input, ada, signal);
    for (let next = await steps.next(); ; next = await steps.next()) if (next.done) return next.value;
  }

  it('asks without keeping anything and without a record on the floor', async () => {
    const made = await start();
    const pending = made.clock.pending();
    expect(await run(made)).toMatchObject({ ok: true });
    expect(made.keeper.cursor().seq).toBe(0);
    expect(await made.repository.list()).toEqual([]);
    expect(made.clock.pending()).toBe(pending);
    expect(await made.said()).not.toContain('Zq8');
    expect(made.noted).toEqual([
      {
        ...{
          actor: { kind: 'user', accountId: 'ada', name: 'Ada' },
          action: 'source.test',
          target: null,
          address: '10.0.0.9',
        },
        ...{
          outcome: 'done',
          reason: null,
          after: { vendor: 'acme', place: 'https://acme.example', withKeptSecrets: false },
        },
      },
    ]);
  });

  it('takes kept secrets for the same place, and for no other', async () => {
    const made = await start();
    await made.desk.add(milan, ada);
    const seen: unknown[] = [];
    made.fake.answer('live', (context) => {
      seen.push(context.secrets);
      return {};
    });
    const again = { ...tried, secrets: {}, secretsOf: 'milan' };
    expect(await run(made, again)).toMatchObject({ ok: true });
    expect(seen).toContainEqual(secrets);
    const elsewhere = { ...again, settings: { baseUrl: 'https://evil.example' } };
    expect((await refusalOf(run(made, elsewhere))).fields[0]).toContain('secrets.user: must be entered again');
    expect((await refusalOf(run(made, { ...again, secretsOf: 'nobody' }))).fields[0]).toContain(
      'secrets.user: is missing',
    );
    expect((await refusalOf(run(made, { ...again, vendor: 'acne' }))).code).toBe('bad-request');
  });

  it('names what failed, in our own words', async () => {
    const made = await start();
    made.fake.answer('live', () => {
      throw new VendorError('auth', 'acme.example refused the credentials');
    });
    const report = await run(made);
    expect(report.ok).toBe(false);
    expect(report.steps.map(({ step, outcome }) => [step, outcome])).toEqual([
      ['address', 'ok'],
      ['connection', 'ok'],
      ['credentials', 'failed'],
      ['live', 'skipped'],
    ]);
    expect(made.noted.at(-1)).toMatchObject({ outcome: 'failed', reason: 'credentials' });
  });

  it('runs a few at once, not any number', async () => {
    const made = await start();
    made.fake.answer('live', () => new Promise(() => {}));
    const stop = new AbortController();
    const runs = await Promise.all([1, 2, 3, 4].map(() => made.desk.test(tried, ada, stop.signal)));
    const ends = runs.map(async (steps) => {
      for await (const _ of steps);
    });
    await made.clock.advance(1);
    expect((await refusalOf(made.desk.test(tried, ada, signal))).code).toBe('busy');
    stop.abort(new Error('cancelled'));
    for (const { status } of await Promise.allSettled(ends)) expect(status).toBe('rejected');
    expect(made.noted.map(({ reason }) => reason)).toEqual(Array(4).fill('cancelled'));
    await made.desk.test(tried, ada, signal);
  });
});
