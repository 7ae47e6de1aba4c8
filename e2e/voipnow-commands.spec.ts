import type { APIRequestContext, Page } from '@playwright/test';
import type { AgentRecord, ContactRecord, MembershipRecord, QueueRecord } from '@/lib/floor/records';
import type { JournalEntry } from '@/server/emulators/control/command-journal';
import { expect, test } from './fixtures';

const site = 'bucharest';
test.use({ sites: [{ site, warmUpMs: 3_600_000 }], env: { CALLBOARD_COMMAND_SECONDS: '12' } });
// What is asked has to show on the floor, and calls have to come.
test.beforeEach(() => test.slow());

const shown = { timeout: 40_000 };
const drawer = (page: Page) => page.getByRole('complementary');
const press = (page: Page, name: string | RegExp) => drawer(page).getByRole('button', { name, exact: true }).click();

interface Floor {
  readonly agents: readonly AgentRecord[];
  readonly queues: readonly QueueRecord[];
  readonly memberships: readonly MembershipRecord[];
  readonly contacts: readonly ContactRecord[];
}

const floorOf = async (api: APIRequestContext) => (await (await api.get('/api/floor?purpose=console')).json()) as Floor;
const nativeId = (id: string) => decodeURIComponent(id.slice(id.indexOf('/') + 1));

/** How somebody stands in each of their queues, by its number. */
async function seatsOf(api: APIRequestContext, agentId: string): Promise<Record<string, string | null>> {
  const { memberships } = await floorOf(api);
  const own = memberships.filter((one) => one.agentId === agentId);
  return Object.fromEntries(own.map(({ queueId, readiness }) => [nativeId(queueId), readiness]));
}

const inAll = (seats: Record<string, string | null>, readiness: string) =>
  Object.fromEntries(Object.keys(seats).map((queue) => [queue, readiness]));

/** Somebody who is ready in two queues or more and is on no call; of them the last, for others look for the first. */
async function someoneReady(api: APIRequestContext, asked: ReadonlySet<string> = new Set()): Promise<AgentRecord> {
  let found: AgentRecord | undefined;
  await expect
    .poll(async () => {
      const { agents, memberships } = await floorOf(api);
      found = agents.findLast(({ id, state }) => {
        const own = memberships.filter(({ agentId }) => agentId === id);
        return state === 'ready' && !asked.has(id) && own.length > 1 && own.every((one) => one.readiness === 'ready');
      });
      return found !== undefined;
    }, shown)
    .toBe(true);
  return found!;
}

const open = (page: Page, id: string) => page.goto(`/agents?open=${encodeURIComponent(id)}`);

/** What VoipNow was asked from the console: status by queue. */
function statuses(journal: readonly JournalEntry[]): Record<string, string> {
  const changes = journal.filter(({ deed }) => deed === 'status');
  return Object.fromEntries(changes.map(({ request, details }) => [queueIn(request), String(details.status)]));
}

const queueIn = (request: string) => /\/(\d{4}\*\d+)\/queue\//.exec(request)?.[1] ?? request;

test('paused, ready, logged out and in on every queue, as the floor shows it', async ({ login, api, control }) => {
  const lead = await api('lead');
  const agent = await someoneReady(lead);
  const seats = await seatsOf(lead, agent.id);
  const page = await login('lead');
  await open(page, agent.id);
  let known = (await control.journal(site)).length;
  for (const [label, status, readiness] of [
    ['Pause', '2', 'paused'],
    ['Ready', '1', 'ready'],
    ['Log out', '0', 'logged-out'],
    ['Log in', '1', 'ready'],
  ] as const) {
    await press(page, label);
    await expect(drawer(page)).toContainText(`${label}: done`, shown);
    const fresh = (await control.journal(site)).slice(known);
    known += fresh.length;
    expect(statuses(fresh)).toEqual(inAll(seats, status));
    expect(await seatsOf(lead, agent.id)).toEqual(inAll(seats, readiness));
  }
});

test('one queue is left and joined, and the others stay', async ({ login, api, control }) => {
  const lead = await api('lead');
  const agent = await someoneReady(lead);
  const before = await seatsOf(lead, agent.id);
  const { queues } = await floorOf(lead);
  const [queue] = queues.filter(({ id }) => nativeId(id) in before);
  const page = await login('lead');
  await open(page, agent.id);
  const known = (await control.journal(site)).length;
  await press(page, `Leave ${queue!.name}`);
  await expect(drawer(page)).toContainText(`Leave queue (${queue!.name}): done`, shown);
  expect(await seatsOf(lead, agent.id)).toEqual({ ...before, [nativeId(queue!.id)]: 'logged-out' });
  await press(page, `Join ${queue!.name}`);
  await expect(drawer(page)).toContainText(`Join queue (${queue!.name}): done`, shown);
  expect(await seatsOf(lead, agent.id)).toEqual(before);
  const fresh = (await control.journal(site)).slice(known);
  expect(fresh.map(({ request, details }) => [queueIn(request), details.status])).toEqual([
    [nativeId(queue!.id), '0'],
    [nativeId(queue!.id), '1'],
  ]);
});

for (const { fault, words } of [
  { fault: 'lying-ok', words: (name: string) => `Pause: refused: Not done: ${name}` },
  { fault: 'refuse-commands', words: (name: string) => `Pause: refused: VoipNow refused it for ${name}` },
] as const)
  test(`half changed is failed, with the queue that is missing: ${fault}`, async ({ login, api, control }) => {
    const lead = await api('lead');
    const agent = await someoneReady(lead);
    const before = await seatsOf(lead, agent.id);
    const { queues } = await floorOf(lead);
    const [queue] = queues.filter(({ id }) => nativeId(id) in before);
    const number = nativeId(queue!.id);
    await control.fault({ source: site, fault, path: `${number.replace('*', '\\*')}/queue/agents/` });
    const page = await login('lead');
    await open(page, agent.id);
    await press(page, 'Pause');
    await expect(drawer(page)).toContainText(words(queue!.name), shown);
    await expect
      .poll(() => seatsOf(lead, agent.id), shown)
      .toEqual({ ...inAll(before, 'paused'), [number]: before[number] });
    const audit = await (await api('admin')).get('/api/audit?action=intent.pause&limit=1');
    const [line] = (await audit.json()).entries;
    expect(line).toMatchObject({ outcome: fault === 'lying-ok' ? 'failed' : 'refused', target: agent.id });
    expect(line.reason).toContain(queue!.name);
  });

/** Somebody who has just taken a call, so that it goes on for a while. */
async function someoneTalking(api: APIRequestContext): Promise<ContactRecord> {
  const seen = new Set((await floorOf(api)).contacts.filter(({ state }) => state === 'talking').map(({ id }) => id));
  let found: ContactRecord | undefined;
  await expect
    .poll(
      async () => {
        const isFresh = ({ id, state, agentId, queueId }: ContactRecord) =>
          state === 'talking' && agentId !== null && queueId !== null && !seen.has(id);
        found = (await floorOf(api)).contacts.find(isFresh);
        return found !== undefined;
      },
      { timeout: 90_000, intervals: [1000] },
    )
    .toBe(true);
  return found!;
}

async function pick(page: Page, action: string): Promise<void> {
  await drawer(page)
    .getByRole('button', { name: /^Actions for the call/ })
    .click();
  await page.getByRole('menuitem', { name: action, exact: true }).click();
}

test('a call is put on hold, recorded and handed to somebody else', async ({ login, api, control }) => {
  const lead = await api('lead');
  const page = await login('lead');
  const call = await someoneTalking(lead);
  await open(page, call.agentId!);
  const known = (await control.journal(site)).length;
  const deeds = async () =>
    (await control.journal(site))
      .slice(known)
      .map(({ deed, outcome, details }) => [deed, outcome, details.phoneCallId]);
  const callId = nativeId(call.id);
  await pick(page, 'Hold');
  await expect.poll(deeds, shown).toEqual([['OnHold', 'done', callId]]);
  await pick(page, 'Record');
  await expect.poll(async () => (await deeds()).at(-1), shown).toEqual(['StartRecording', 'done', callId]);
  const other = await someoneReady(lead, new Set([call.agentId!]));
  await pick(page, 'Transfer…');
  await page.getByRole('textbox', { name: 'To' }).fill(nativeId(other.id));
  await page.getByRole('dialog').getByRole('button', { name: 'Transfer' }).click();
  await expect.poll(async () => (await deeds()).at(-1), shown).toEqual(['Transfer', 'done', callId]);
  // What became of it the floor tells: the same call, with somebody else, still of its queue.
  await expect
    .poll(async () => (await floorOf(lead)).contacts.find(({ id }) => id === call.id), shown)
    .toMatchObject({ agentId: other.id, queueId: call.queueId, state: 'talking' });
});

test('a pause after the contact says that it waits, and is taken back without having been sent', async ({
  login,
  api,
  control,
}) => {
  const lead = await api('lead');
  const page = await login('lead');
  const call = await someoneTalking(lead);
  await open(page, call.agentId!);
  const known = (await control.journal(site)).length;
  await drawer(page).getByRole('checkbox', { name: 'after this contact' }).click();
  await press(page, 'Pause');
  await expect(drawer(page)).toContainText('Pause: waits for the end of the contact', shown);
  await press(page, 'Take back');
  await expect(drawer(page)).toContainText('Pause: not sent: Taken back by', shown);
  await expect(page.getByRole('button', { name: /^Asked for of late/ })).not.toContainText('failed');
  expect((await control.journal(site)).length).toBe(known);
});

test('an action on a call that VoipNow refuses is told in words', async ({ api, control }) => {
  const lead = await api('lead');
  const call = await someoneTalking(lead);
  await control.fault({ source: site, fault: 'refuse-commands', words: 'The call is not in a state for this action' });
  const orders = [{ action: 'hold', targetId: call.id }];
  const sent = await (await lead.post('/api/commands', { data: { requestId: 'hold-it', orders } })).json();
  const { intent } = sent.orders[0];
  await expect
    .poll(async () => {
      const { intents } = await (await lead.get('/api/floor?purpose=console')).json();
      const { status, reason } = intents.find(({ id }: { id: string }) => id === intent.id) ?? {};
      return [status, reason];
    }, shown)
    .toEqual(['failed', expect.stringContaining('VoipNow refused it')]);
});
