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

const servingOf = async (api: APIRequestContext, agent: AgentRecord, queue: QueueRecord) =>
  (await floorOf(api)).memberships.find(({ agentId, queueId }) => agentId === agent.id && queueId === queue.id)
    ?.serving ?? false;

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
