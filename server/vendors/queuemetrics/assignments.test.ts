import { afterEach, beforeEach, expect, it } from 'vitest';
import type { CommandAction } from '@/lib/commands/actions';
import { type Aim, makeOrder } from '@/server/vendors/make-order';
import type { Slices } from '@/server/vendors/vendor';
import queuemetrics from '.';
import { agentRow, milan, queueRecord, type SiteData, serve } from './fixtures/site';
import { type Milan, open } from './fixtures/site-under-test';
import { settingsSchema } from './settings';

const ann = 'site/agent%2F103';
const zoe = 'site/agent%2F102';
const sales = 'site/300';

let data: SiteData;
let site: Milan;
let floor: Slices;

/** Keeps what is posted to a queue. */
async function start(settings: Record<string, unknown> = {}, milanNow = milan()): Promise<void> {
  await site?.close();
  data = milanNow;
  site = await open((request) => {
    const [, id] = /^\/queue\/(\w+)\/jsonEditorApi\.do$/.exec(request.path) ?? [];
    const record = data.queues.find(({ PK_ID }) => PK_ID === id);
    if (request.method === 'POST' && record) Object.assign(record, JSON.parse(request.body));
    return serve(data)(request);
  }, settings);
  floor = await site.floor();
}
beforeEach(() => start());
afterEach(() => site.close());

const order = (action: CommandAction, agent: string, fields: Aim['fields'] = {}) =>
  makeOrder(floor, action, { agent, queue: sales, fields: { queue: sales, ...fields } });
const send = (action: CommandAction, agent: string, fields?: Aim['fields']) => site.send(order(action, agent, fields));
const expects = (action: CommandAction, agent: string, fields?: Aim['fields']) =>
  queuemetrics.commands?.[action]?.expects(
    order(action, agent, fields),
    settingsSchema.parse({ baseUrl: site.http.url }),
  );
const columns = () => {
  const { agenti_membri, agenti_spilloff_1, agenti_spilloff_2 } = data.queues[0] as Record<string, unknown>;
  return [agenti_membri, agenti_spilloff_1, agenti_spilloff_2 ?? ''];
};
const membership = (slices: Slices, agent: string) =>
  slices.memberships?.find(({ agentId, queueId }) => agentId === agent && queueId === sales);

it('adds an agent at the first level, or at the one that was chosen; who was there keeps theirs', async () => {
  await send('assign', ann);
  expect(columns()).toEqual(['agent/101|agent/102|agent/103', 'agent/106', '']);
  await send('assign', ann, { level: '2' });
  expect(columns()).toEqual(['agent/101|agent/102', 'agent/106', 'agent/103']);
  await send('assign', ann);
  expect(columns()[2]).toBe('agent/103');
});

it('leaves all others as they are spelt, and takes out whoever is meant', async () => {
  const spelt = milan();
  Object.assign(spelt.queues[0] ?? {}, { agenti_membri: 'Agent/101|Agent/102', agenti_spilloff_1: 'SIP/106' });
  await start({}, spelt);
  await send('assign', ann, { level: '1' });
  expect(columns()).toEqual(['Agent/101|Agent/102', 'SIP/106|agent/103', '']);
  await send('unassign', zoe);
  expect(columns()).toEqual(['Agent/101', 'SIP/106|agent/103', '']);
});

it('the floor shows it when names are read again: of more queues than are read at once, this one comes first', async () => {
  const more = milan();
  more.queues.push(queueRecord('5', '555', 'Night'), queueRecord('6', '556', 'Day'));
  await start({ detailsPerRefresh: 2, editors: ['queue'] }, more);
  await site.read('names');
  await site.read('names');
  const [added] = expects('assign', ann, { level: '1' }) ?? [];
  expect(added).toMatchObject({ kind: 'memberships', becomes: { level: 1 }, what: 'Sales & Co' });
  await site.read('names');
  await send('assign', ann, { level: '1' });
  const now = await site.floor();
  expect(membership(now, ann)).toMatchObject({ id: added?.id, level: 1, serving: false });
  const [gone] = expects('unassign', ann) ?? [];
  expect(gone).toMatchObject({ id: added?.id, becomes: 'gone' });
  await send('unassign', ann);
  expect(membership(await site.floor(), ann)).toBeUndefined();
});

it('without a level it shows by being there; who serves it without being assigned gets the first', async () => {
  expect(expects('assign', ann)?.[0]?.becomes).toEqual({ queueId: sales });
  expect(expects('assign', 'site/agent%2F106')?.[0]?.becomes).toEqual({ level: 1 });
  const joined = milan();
  joined.agentRows = joined.agentRows.filter((row) => row.ACB_agentCode !== 'agent/103');
  joined.agentRows.push(agentRow('agent/103', '300'));
  await start({}, joined);
  expect(membership(floor, ann)).toMatchObject({ serving: true, level: null });
  expect(expects('assign', ann)?.[0]?.becomes).toEqual({ level: 0 });
});

it('a level that is none, and a code that cannot be in a list, are refused before anything is read', async () => {
  const asked = site.http.requests.length;
  expect((await site.refusalOf(send('assign', ann, { level: '3' }))).message).toMatch(/levels 0 \(main\)/);
  const wrong = { ...order('assign', ann), agent: { ...(order('assign', ann).agent as object), id: 'site/a%7Cb' } };
  expect((await site.refusalOf(site.send(wrong as never))).message).toMatch(/separates agents with “\|”/);
  expect(site.http.requests).toHaveLength(asked);
});

it('tells the call with the column that changes', async () => {
  expect(await site.calls(order('assign', ann))).toEqual([
    'POST /queue/1/jsonEditorApi.do  agenti_membri: "agent/101|agent/102|agent/103", 4 more as they are',
  ]);
});
