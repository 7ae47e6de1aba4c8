import type { APIRequestContext, Page } from '@playwright/test';
import type { AgentRecord, MembershipRecord, QueueRecord } from '@/lib/floor/records';
import { expect, test } from './fixtures';
import { expectNoViolations } from './no-violations';

test.use({ sites: [{ site: 'milan', warmUpMs: 3_600_000 }] });
test.beforeEach(() => test.slow());

interface Floor {
  readonly agents: readonly AgentRecord[];
  readonly queues: readonly QueueRecord[];
  readonly memberships: readonly MembershipRecord[];
}

const floorOf = async (api: APIRequestContext) => (await (await api.get('/api/floor')).json()) as Floor;
const grid = (page: Page) => page.getByRole('grid', { name: 'Members' });
const chosen = (page: Page) => page.getByRole('region', { name: 'Chosen cells' });
const dialog = (page: Page) => page.getByRole('dialog');
const borrowed = (page: Page) => page.getByRole('region', { name: 'Borrowed' });
const confirmed = { timeout: 60_000 };

/** Somebody who is ready, and a queue they are assigned to and not logged in to. */
async function someoneElsewhere(api: APIRequestContext) {
  const { agents, queues, memberships } = await floorOf(api);
  const names = agents.map(({ name }) => name);
  const isOnly = ({ name }: AgentRecord) => names.filter((one) => one.includes(name)).length === 1;
  for (const { agentId, queueId } of memberships.filter(({ serving }) => serving === false)) {
    const agent = agents.find(({ id }) => id === agentId);
    const queue = queues.find(({ id }) => id === queueId);
    if (agent?.readiness === 'ready' && isOnly(agent) && queue) return { agent, queue };
  }
  throw new Error('Everybody serves every queue.');
}

/** Somebody who is ready, and a queue they do not belong to. */
async function someoneNotIn(api: APIRequestContext) {
  const { agents, queues, memberships } = await floorOf(api);
  const names = agents.map(({ name }) => name);
  const isOnly = ({ name }: AgentRecord) => names.filter((one) => one.includes(name)).length === 1;
  for (const agent of agents.filter((one) => one.readiness === 'ready' && isOnly(one))) {
    const own = new Set(memberships.flatMap(({ agentId, queueId }) => (agentId === agent.id ? queueId : [])));
    const queue = queues.find(({ id }) => !own.has(id));
    if (queue) return { agent, queue };
  }
  throw new Error('Everybody belongs to every queue.');
}

const servingOf = async (api: APIRequestContext, agent: AgentRecord, queue: QueueRecord) =>
  (await floorOf(api)).memberships.find(({ agentId, queueId }) => agentId === agent.id && queueId === queue.id)
    ?.serving ?? false;

test('from the details of a queue one comes to its members, and nobody else’s', async ({ api, login }) => {
  const [queue] = (await floorOf(await api('lead'))).queues;
  const page = await login('lead');
  await page.goto(`/queues?open=${encodeURIComponent(queue?.id ?? '')}`);
  await page.getByRole('link', { name: 'Who is in it' }).click();
  await expect(grid(page).getByRole('columnheader')).toHaveCount(2);
  await expect(page.getByRole('button', { name: queue?.name ?? '', pressed: true })).toBeVisible();
});

test('a lead lends somebody to a queue with the keyboard alone, sees the call first, and has them put back', async ({
  api,
  login,
}) => {
  const lead = await api('lead');
  const { agent, queue } = await someoneElsewhere(lead);
  const page = await login('lead');
  await page.goto(`/members?q=${encodeURIComponent(agent.name)}`);
  await expect(grid(page).getByRole('rowheader')).toHaveText(agent.name);
  await grid(page).focus();
  await page.keyboard.press('ArrowDown');
  const cell = grid(page).getByRole('gridcell', { name: new RegExp(`^${queue.name}: Assigned, not logged in`) });
  for (let step = 0; step < 30 && (await cell.getAttribute('aria-selected')) !== 'true'; step += 1)
    await page.keyboard.press('ArrowRight');
  await expect(chosen(page)).toContainText(`${agent.name}, ${queue.name}: Assigned, not logged in`);
  await expectNoViolations(page);
  await chosen(page).getByRole('button', { name: 'Join queue…' }).press('Enter');
  await expect(dialog(page).getByText(/^POST \/qm_jsonsvc_do_pbxactions\.do/)).toBeVisible();
  expect(await servingOf(lead, agent, queue)).toBe(false);
  await dialog(page).getByLabel('Borrow for').check();
  await expectNoViolations(page);
  await dialog(page).getByRole('button', { name: 'Join queue: 1' }).press('Enter');
  await expect(dialog(page).getByRole('img', { name: 'Done' })).toBeVisible(confirmed);
  await page.keyboard.press('Escape');
  await expect(borrowed(page)).toContainText(`${agent.name} in ${queue.name}`);
  await expect(borrowed(page)).toContainText('30 min left');
  await expect.poll(() => servingOf(lead, agent, queue), confirmed).toBe(true);
  await borrowed(page).getByRole('button', { name: 'Put back now' }).press('Enter');
  await expect(borrowed(page)).toContainText('Put back.', confirmed);
  await expect.poll(() => servingOf(lead, agent, queue), confirmed).toBe(false);
});

test('what the system refuses is told for each, and only that is asked again', async ({ api, login, control }) => {
  const lead = await api('lead');
  const { agent, queue } = await someoneElsewhere(lead);
  const page = await login('lead');
  await control.fault({ source: 'milan', fault: 'refuse-commands' });
  await page.goto(`/members?q=${encodeURIComponent(agent.name)}`);
  await grid(page)
    .getByRole('gridcell', { name: new RegExp(`^${queue.name}: Assigned, not logged in`) })
    .click();
  await chosen(page).getByRole('button', { name: 'Join queue…' }).click();
  await dialog(page).getByRole('button', { name: 'Join queue: 1' }).click();
  await expect(dialog(page).getByRole('img', { name: 'Failed' })).toBeVisible(confirmed);
  await expect(dialog(page).getByRole('list', { name: 'Results' })).toContainText('QueueMetrics refused');
  await control.clear();
  await dialog(page).getByRole('button', { name: 'Try the failed again: 1' }).click();
  await expect(dialog(page).getByRole('img', { name: 'Done' })).toBeVisible(confirmed);
});

test('a lead adds somebody to a queue, lets them join in the same step, and takes all of it back', async ({
  api,
  login,
}) => {
  const lead = await api('lead');
  const { agent, queue } = await someoneNotIn(lead);
  const page = await login('lead');
  await page.goto(`/members?q=${encodeURIComponent(agent.name)}`);
  const cell = grid(page).getByRole('gridcell', { name: new RegExp(`^${queue.name}: `) });
  const belongs = async () =>
    (await floorOf(lead)).memberships.some(({ agentId, queueId }) => agentId === agent.id && queueId === queue.id);
  await cell.click();
  await chosen(page).getByRole('button', { name: 'Add to queue…' }).press('Enter');
  await expect(dialog(page)).toContainText('This changes the configuration of');
  await dialog(page).getByLabel('Level').selectOption('Wrap');
  await expectNoViolations(page);
  await dialog(page).getByRole('button', { name: 'Add to queue: 1' }).press('Enter');
  await expect(dialog(page).getByRole('img', { name: 'Done' })).toBeVisible(confirmed);
  expect(await belongs()).toBe(true);
  await expect(dialog(page).getByRole('link', { name: /^Changes of the configuration/ })).toBeVisible();
  await expectNoViolations(page);
  await dialog(page).getByRole('button', { name: 'Join queue: 1' }).press('Enter');
  await dialog(page).getByRole('button', { name: 'Join queue: 1' }).press('Enter');
  await expect(dialog(page).getByRole('img', { name: 'Done' })).toBeVisible(confirmed);
  await expect.poll(() => servingOf(lead, agent, queue), confirmed).toBe(true);
  await dialog(page).getByRole('button', { name: 'Put back as it was: 1' }).press('Enter');
  await expect(dialog(page).getByRole('list', { name: 'Results' })).toContainText('to put it back: done', confirmed);
  await expect.poll(() => servingOf(lead, agent, queue), confirmed).toBe(false);
  await page.keyboard.press('Escape');
  await chosen(page).getByRole('button', { name: 'Remove from queue…' }).press('Enter');
  await dialog(page).getByRole('button', { name: 'Remove from queue: 1' }).press('Enter');
  await expect(dialog(page).getByRole('img', { name: 'Done' })).toBeVisible(confirmed);
  expect(await belongs()).toBe(false);
  await dialog(page)
    .getByRole('link', { name: /^Changes of the configuration/ })
    .press('Enter');
  await expect(page.getByRole('region', { name: 'Changes' }).getByRole('heading')).not.toHaveCount(0);
});

for (const viewport of [
  { width: 390, height: 844 },
  { width: 320, height: 568 },
  // With the keyboard of a phone open.
  { width: 390, height: 320 },
])
  test(`the dialog keeps its buttons in view, ${viewport.width} by ${viewport.height}`, async ({ login }) => {
    const page = await login('lead', { viewport });
    await page.goto('/members');
    await expect(grid(page).getByRole('rowheader').first()).toBeAttached();
    await grid(page).focus();
    await page.keyboard.press('Control+a');
    await chosen(page).getByRole('button', { name: 'Leave queue…' }).press('Enter');
    await expect(dialog(page)).toContainText(/do(es)? not serve it/);
    const isInView = async (name: RegExp) => {
      const box = await dialog(page).getByRole('button', { name }).boundingBox();
      return box !== null && box.y >= 0 && box.y + box.height <= viewport.height && box.x >= 0;
    };
    expect([await isInView(/^Cancel$/), await isInView(/^Leave queue/)]).toEqual([true, true]);
    await dialog(page).getByLabel('Borrow until').check();
    await dialog(page).getByLabel('Time of day').fill('17:00');
    expect([await isInView(/^Cancel$/), await isInView(/^Leave queue/)]).toEqual([true, true]);
    await expectNoViolations(page);
  });

for (const colorScheme of ['light', 'dark'] as const)
  test(`it fits a phone and can be used by everybody, ${colorScheme}`, async ({ login }) => {
    const page = await login('lead', { viewport: { width: 390, height: 844 }, colorScheme });
    await page.goto('/members');
    await expect(grid(page).getByRole('rowheader').first()).toBeVisible();
    await grid(page).getByRole('gridcell').first().click();
    await expect(chosen(page)).toBeVisible();
    await expectNoViolations(page);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
  });
