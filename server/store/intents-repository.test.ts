import { expect, test } from 'vitest';
import { eachEngine } from './each-engine';
import { createIntentRepository } from './intents-repository';
import type { IntentRow } from './schema/intents';

const odd = 'O’Brien "x" \\ <script>; drop table intents; -- 😀';
const row = (id: string, changes: Partial<IntentRow> = {}): IntentRow => ({
  ...{ id, account_id: 'a', requested_at: 2 ** 52, ended_at: null, record: `{"by":"${odd}"}`, asked: '{}' },
  ...changes,
});
const request = (id: string, at = 5) => ({ account_id: 'a', request_id: id, at, digest: 'd', answer: odd });

eachEngine((open) => {
  const openIntents = async () => createIntentRepository(await open());

  test('a request and its intents come in together, or neither does', async () => {
    const intents = await openIntents();
    await intents.add(request('r1'), [row('i1'), row('i2')]);
    expect(await intents.findRequest('a', 'r1')).toEqual(request('r1'));
    expect(await intents.findRequest('b', 'r1')).toBeNull();
    await expect(intents.add(request('r1'), [row('i3')])).rejects.toMatchObject({ code: 'duplicate' });
    await expect(intents.add(request('r2'), [row('i4'), row('i1')])).rejects.toMatchObject({ code: 'duplicate' });
    expect((await intents.find(['i1', 'i2', 'i3', 'i4'])).map(({ id }) => id).sort()).toEqual(['i1', 'i2']);
    expect(await intents.findRequest('a', 'r2')).toBeNull();
    await intents.add(request('none'), []);
    expect(await intents.find([])).toEqual([]);
  });

  test('two hundred come in at once', async () => {
    const intents = await openIntents();
    const many = Array.from({ length: 200 }, (_, at) => row(`i${at}`, { requested_at: at }));
    await intents.add(request('r'), many);
    expect(await intents.pending()).toEqual(many);
  });

  test('what is saved later stands, and what has ended is not pending', async () => {
    const intents = await openIntents();
    await intents.add(request('r'), [row('i1'), row('i2')]);
    await intents.save([row('i1', { record: 'earlier' }), row('i1', { record: 'later', ended_at: 7 })]);
    await intents.save([]);
    expect(await intents.find(['i1'])).toEqual([row('i1', { record: 'later', ended_at: 7 })]);
    expect((await intents.pending()).map(({ id }) => id)).toEqual(['i2']);
  });

  test('what ended and what was answered long ago is forgotten, what is pending never', async () => {
    const intents = await openIntents();
    await intents.add(request('r1', 5), [row('old', { ended_at: 5 }), row('new', { ended_at: 10 }), row('pending')]);
    await intents.add(request('r2', 10), []);
    await intents.prune(10);
    expect((await intents.find(['old', 'new', 'pending'])).map(({ id }) => id).sort()).toEqual(['new', 'pending']);
    expect([await intents.findRequest('a', 'r1'), (await intents.findRequest('a', 'r2'))?.at]).toEqual([null, 10]);
  });
});
