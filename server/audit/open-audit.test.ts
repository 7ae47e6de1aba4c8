import { sql } from 'kysely';
import { expect, test, vi } from 'vitest';
import { createFakeClock } from '@/server/fake-clock';
import { createFakeLog } from '@/server/fake-log';
import { eachEngine } from '@/server/store/each-engine';
import type { Store } from '@/server/store/store';
import { StoreError } from '@/server/store/store-error';
import type { AuditEntry } from './audit';
import { openAudit } from './open-audit';

// The first to need a PostgreSQL waits for it to start.
vi.setConfig({ testTimeout: 30_000 });

const anna = { kind: 'user', accountId: 'u1', name: 'Anna' } as const;
const entry = (fields: Partial<AuditEntry> = {}): AuditEntry => ({
  actor: anna,
  action: 'source.change',
  target: 'milan',
  outcome: 'done',
  ...fields,
});

function openOn(store: Store) {
  const clock = createFakeClock();
  const { log, lines } = createFakeLog();
  const audit = openAudit({ store, clock, log });
  const names = async (query: Parameters<typeof audit.list>[0] = {}) =>
    (await audit.list(query, undefined, 100)).entries.map(({ action, target }) => `${action} ${target}`);
  return { audit, clock, lines, names };
}

eachEngine((open) => {
  test('what was noted is read at once, newest first, as it was', async () => {
    const { audit, clock } = openOn(await open());
    audit.note(entry({ before: { name: 'Old' }, after: { name: 'New', paused: null }, address: '10.0.0.7' }));
    await clock.advance(5);
    audit.note(
      entry({
        actor: { kind: 'stranger', accountId: null, name: 'x' },
        action: 'sign-in',
        target: null,
        outcome: 'refused',
        reason: 'not-allowed',
      }),
    );
    const { entries, next } = await audit.list({}, undefined, 10);
    expect(next).toBeNull();
    expect(entries).toEqual([
      {
        ...{ id: expect.any(String), at: clock.now(), action: 'sign-in', target: null, outcome: 'refused' },
        ...{ actor: { kind: 'stranger', accountId: null, name: 'x' }, reason: 'not-allowed' },
        ...{ address: null, before: null, after: null },
      },
      {
        ...{ id: expect.any(String), at: clock.now() - 5, action: 'source.change', target: 'milan', outcome: 'done' },
        ...{ actor: anna, reason: null, address: '10.0.0.7' },
        ...{ before: { name: 'Old' }, after: { name: 'New', paused: null } },
      },
    ]);
  });

  test('it is found by time, actor, action or its area, target, outcome and words', async () => {
    const { audit, clock, names } = openOn(await open());
    const start = clock.now();
    audit.note(entry({ action: 'account.change', target: 'u7', after: { role: 'Lead', note: '100% _sure_' } }));
    await clock.advance(1000);
    audit.note(entry({ action: 'account.add', target: 'u8', actor: { ...anna, accountId: 'u2', name: 'Bea Ö' } }));
    await clock.advance(1000);
    audit.note(entry({ action: 'accountant', target: 'u9', outcome: 'failed', reason: 'No room' }));
    expect(await names({ action: 'account' })).toEqual(['account.add u8', 'account.change u7']);
    expect(await names({ action: 'account.add' })).toEqual(['account.add u8']);
    expect(await names({ actor: 'bea Ö' })).toEqual(['account.add u8']);
    expect(await names({ actor: 'u2' })).toEqual(['account.add u8']);
    expect(await names({ target: 'u9' })).toEqual(['accountant u9']);
    expect(await names({ outcome: 'failed' })).toEqual(['accountant u9']);
    expect(await names({ from: start + 1000, to: start + 2000 })).toEqual(['account.add u8']);
    expect(await names({ text: 'lead ANNA' })).toEqual(['account.change u7']);
    expect(await names({ text: '100%' })).toEqual(['account.change u7']);
    expect(await names({ text: '_sure_' })).toEqual(['account.change u7']);
    expect(await names({ text: '1%0' })).toEqual([]);
    expect(await names({ text: "'; drop table audit; --" })).toEqual([]);
    expect(await audit.count({ action: 'account' })).toBe(2);
  });

  test('pages follow each other without a gap, whatever comes meanwhile', async () => {
    const { audit } = openOn(await open());
    for (let index = 0; index < 25; index += 1) audit.note(entry({ target: `t${index}` }));
    const seen: (string | null)[] = [];
    let before: string | undefined;
    for (let page = 0; page < 3; page += 1) {
      const { entries, next } = await audit.list({}, before, 10);
      seen.push(...entries.map(({ target }) => target));
      audit.note(entry({ target: 'new' }));
      before = next ?? undefined;
    }
    expect(before).toBeUndefined();
    expect(seen).toEqual(Array.from({ length: 25 }, (_, index) => `t${24 - index}`));
  });

  test('an export walks over everything', async () => {
    const { audit } = openOn(await open());
    for (let index = 0; index < 2500; index += 1) audit.note(entry({ target: `t${index}` }));
    const sizes: number[] = [];
    const targets = new Set<string | null>();
    for await (const items of audit.walk({})) {
      sizes.push(items.length);
      for (const { target } of items) targets.add(target);
    }
    expect(sizes).toEqual([1000, 1000, 500]);
    expect(targets.size).toBe(2500);
  });

  test('nothing in it can be changed, taken out or put in twice', async () => {
    const store = await open();
    const { audit } = openOn(store);
    audit.note(entry());
    const [kept] = (await audit.list({}, undefined, 1)).entries;
    const change = store.db.updateTable('audit').set({ actor_name: 'Nobody' }).execute();
    await expect(change).rejects.toThrow();
    await expect(store.db.deleteFrom('audit').execute()).rejects.toThrow();
    if (store.engine === 'sqlite')
      await sql`insert or replace into audit select id, at, actor_kind, actor_id, 'Nobody', action, target, outcome, reason,
        address, before_json, after_json from audit`.execute(store.db);
    expect((await audit.list({}, undefined, 10)).entries).toEqual([kept]);
  });

  test('secrets that came by mistake, hostile text and null bytes do no harm', async () => {
    const { audit } = openOn(await open());
    const name = `<script>alert(1)</script>\u0000${'x'.repeat(5000)}`;
    audit.note(
      entry({ actor: { ...anna, name }, target: '\u0000', after: { password: 'hunter2', name, '\u0000': '\u0000' } }),
    );
    const { entries } = await audit.list({}, undefined, 10);
    expect(entries).toHaveLength(1);
    expect(entries[0]?.actor.name.startsWith('<script>alert(1)</script>\ufffd')).toBe(true);
    expect(entries[0]?.after).toMatchObject({ password: '[hidden]' });
    expect(JSON.stringify(entries)).not.toContain('hunter2');
  });
});

test('noting never throws and never waits: while the database is away entries are kept, and come in order later', async () => {
  const rows: unknown[] = [];
  let error: Error | null = new StoreError('unavailable', null);
  const insert = {
    values: (some: readonly unknown[]) => ({
      onConflict: () => ({
        execute: async () => {
          if (error) throw error;
          rows.push(...some);
        },
      }),
    }),
  };
  const store = { db: { insertInto: () => insert } } as unknown as Store;
  const { audit, clock } = openOn(store);
  audit.note(entry({ target: 'first' }));
  await clock.advance(2000);
  const circular: Record<string, unknown> = {};
  circular.self = circular;
  audit.note(entry({ target: 'second', after: circular }));
  expect(audit.status()).toMatchObject({ waiting: 2, lost: 0, lastError: expect.any(String) });
  error = null;
  await clock.advance(60_000);
  expect(rows).toMatchObject([{ target: 'first' }, { target: 'second' }]);
  expect(audit.status()).toMatchObject({ waiting: 0, lost: 0, lastError: null });
});
