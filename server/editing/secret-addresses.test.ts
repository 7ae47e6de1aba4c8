import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { refusalOf } from '@/server/sources/open-desk';
import { EditRefused } from '@/server/vendors/editor';
import { ada, type OpenedDesk, openDesk } from './open-desk';

let open: OpenedDesk;
beforeEach(async () => {
  open = await openDesk();
});
afterEach(() => open.close());

const history = async () => (await open.desk.history({}, ada.principal)).changes;

describe('addresses with a secret in them', () => {
  const at = { sourceId: 'milan', kind: 'event', id: 'call', parentId: null };
  const address = (secret: string) => `https://anna:${secret}@crm.example/${secret}x8d1f4c6a9b2/in?token=${secret}`;
  const shown = 'https://…@crm.example/…/in?token=…';
  const secrets = ['Zq8-secret', 'Yx7-newer'] as const;
  const [former, newer] = secrets.map(address) as [string, string];
  type Values = Parameters<typeof open.desk.update>[1]['values'];
  async function saveEvent(values: Values) {
    const { lock } = await open.desk.read(at, ada);
    return open.settled(open.desk.update(at, { values, lock, requestId: open.nextRequest() }, ada));
  }
  const event = () => open.centre.records.event?.call;
  const forgetting = async (box: null | undefined) => {
    await open.close();
    open = await openDesk(box === undefined ? {} : { box });
    open.centre.records.event = { call: { url: former, also: [former, 'plain'], strategy: 'main', crew: [] } };
  };
  async function expectUntold(): Promise<void> {
    const rows = [...open.repository.rows.values()];
    const plain = rows.map(({ kept }) =>
      kept?.startsWith('plain:') ? gunzipSync(Buffer.from(kept.slice(6), 'base64')).toString() : '',
    );
    const said = JSON.stringify([open.noted, open.lines, rows, plain, await history()]);
    for (const secret of secrets) expect(said).not.toContain(secret);
  }

  test('stand without it in history and audit, in the form as they are, and are written back', async () => {
    await forgetting(undefined);
    expect((await open.desk.read(at, ada)).values).toMatchObject({ url: former, also: [former, 'plain'] });
    const change = await saveEvent({ url: newer, also: [newer, 'plain'] });
    expect(change.change).toMatchObject({
      before: { url: shown, also: [shown, 'plain'] },
      after: { url: `${shown} (changed)`, also: [shown, 'plain', '(changed)'] },
      canUndo: true,
    });
    expect(change.record?.values.url).toBe(newer);
    expect((await history())[0]).toEqual(change.change);
    await expectUntold();
    const undone = await open.settled(open.desk.undo(change.change.id, ada));
    expect(undone.words).toBe('Saved.');
    expect(event()).toMatchObject({ url: former, also: [former, 'plain'] });
    await expectUntold();
  });

  test('count as changed since where only the secret is another', async () => {
    await forgetting(undefined);
    const change = await saveEvent({ url: newer });
    open.centre.records.event = { call: { ...event(), url: address('of-somebody-else') } };
    expect((await refusalOf(open.desk.undo(change.change.id, ada))).code).toBe('conflict');
  });

  test('that were deleted are made again whole', async () => {
    await forgetting(undefined);
    const { lock } = await open.desk.read(at, ada);
    const change = await open.settled(open.desk.remove(at, { lock, requestId: 'r' }, ada));
    expect(change.change).toMatchObject({ before: { url: shown }, canUndo: true });
    await expectUntold();
    await open.settled(open.desk.undo(change.change.id, ada));
    expect(Object.values(open.centre.records.event ?? {})).toMatchObject([{ url: former }]);
  });

  test('are not kept without a key, and left as they are', async () => {
    await forgetting(null);
    const change = await saveEvent({ url: newer, also: [newer], strategy: 'spill' });
    await expectUntold();
    const undone = await open.settled(open.desk.undo(change.change.id, ada));
    expect(undone.words).toBe('Saved. Not written back, as it is not kept: URL, ALSO.');
    expect(event()).toMatchObject({ url: newer, also: [newer], strategy: 'main' });
    expect((await saveEvent({ url: former })).change.canUndo).toBe(false);
    expect((await saveEvent({ url: 'https://crm.example/in' })).change.canUndo).toBe(false);
    expect((await saveEvent({ url: 'https://crm.example/out' })).change.canUndo).toBe(true);
    const { lock } = await open.desk.read(at, ada);
    const gone = await open.settled(open.desk.remove(at, { lock, requestId: 'r' }, ada));
    // It would be made again, as no part of it is missing.
    expect(gone.change.canUndo).toBe(true);
    await expectUntold();
  });

  test('that cannot be made again without it are said to be gone for good', async () => {
    await forgetting(null);
    const { lock } = await open.desk.read(at, ada);
    const { change } = await open.settled(open.desk.remove(at, { lock, requestId: 'r' }, ada));
    expect(change.canUndo).toBe(false);
    await expectUntold();
  });

  test('are not told by a vendor who keeps something else, or repeats them as it refuses', async () => {
    await forgetting(undefined);
    open.centre.take = async (kind, edit) =>
      open.centre.obey(kind, { ...edit, values: { url: address('Zq8-secret2') } });
    const { differences } = await saveEvent({ url: newer });
    expect(differences).toMatchObject([{ wanted: shown, got: `${shown} (changed)` }]);
    open.centre.take = async () => {
      throw new EditRefused('refused', `No answer of ${newer} today`, {
        problems: [{ field: 'url', message: `${newer} is down` }],
      });
    };
    const refused = await refusalOf(saveEvent({ url: newer, strategy: 'spill' }));
    expect([refused.words, refused.fields]).toEqual([`No answer of ${shown} today.`, [`url: ${shown} is down`]]);
    expect((await history())[0]).toMatchObject({ outcome: 'refused', reason: `No answer of ${shown} today.` });
    await expectUntold();
  });

  test('of a new one leave no trace in its name', async () => {
    const made = open.desk.create(
      { sourceId: 'milan', kind: 'event' },
      { values: { url: newer }, parentId: null, requestId: 'r' },
      ada,
    );
    expect((await open.settled(made)).change).toMatchObject({ outcome: 'saved', after: { url: shown } });
    await expectUntold();
  });

  test('that an earlier release wrote down as they were are read without it', async () => {
    const { change } = await saveEvent({ strategy: 'spill' });
    const row = open.repository.rows.get(change.id)!;
    const [before_json, after_json] = [former, newer].map((url) => JSON.stringify({ url })) as [string, string];
    open.repository.rows.set(change.id, { ...row, before_json, after_json });
    expect(await history()).toMatchObject([{ before: { url: shown }, after: { url: `${shown} (changed)` } }]);
  });
});
