import type { APIRequestContext, Page } from '@playwright/test';
import type { AgentRecord, IntentRecord } from '@/lib/floor/records';
import { expect, test } from './fixtures';

const timeoutSeconds = 12;
test.use({
  sites: [{ site: 'milan', warmUpMs: 3_600_000 }],
  env: { CALLBOARD_COMMAND_SECONDS: String(timeoutSeconds) },
});
// Ten seconds are held, and then the floor has to show it or not.
test.beforeEach(() => test.slow());

const held = { timeout: 90_000 };
const grid = (page: Page) => page.getByRole('grid', { name: 'Agents' });
const rowOf = (page: Page, name: string) =>
  grid(page)
    .getByRole('row')
    .filter({ has: page.getByRole('checkbox', { name: `Select ${name}`, exact: true }) });
const bar = (page: Page) => page.getByRole('region', { name: 'Chosen agents' });
const notices = (page: Page) => page.getByRole('region', { name: 'Asked for' });
const drawer = (page: Page) => page.getByRole('complementary');

interface Floor {
  readonly agents: readonly AgentRecord[];
  readonly intents: readonly IntentRecord[];
}

const floorOf = async (api: APIRequestContext) => (await (await api.get('/api/floor')).json()) as Floor;

/** Somebody whose name nobody else has, and of whom nothing was asked yet. */
async function someoneReady(api: APIRequestContext): Promise<AgentRecord> {
  const { agents, intents } = await floorOf(api);
  const names = agents.map(({ name }) => name);
  const isOnly = ({ name }: AgentRecord) => names.filter((one) => one.includes(name)).length === 1;
  const isAsked = ({ id }: AgentRecord) => intents.some(({ targetId }) => targetId === id);
  const found = agents.find((agent) => agent.readiness === 'ready' && isOnly(agent) && !isAsked(agent));
  if (!found) throw new Error('Nobody is ready at Milan.');
  return found;
}

const readinessOf = async (api: APIRequestContext, id: string) =>
  (await floorOf(api)).agents.find((agent) => agent.id === id)?.readiness;

/** What the emulated centre calls an agent. */
const centreId = ({ id }: AgentRecord) => decodeURIComponent(id.slice(id.indexOf('/') + 1)).replace(/^agent\//i, '');

async function find(page: Page, { name }: AgentRecord): Promise<void> {
  await page.goto(`/agents?q=${encodeURIComponent(name)}`);
  await expect(rowOf(page, name)).toBeVisible();
}

async function choose(page: Page, agent: AgentRecord): Promise<void> {
  await find(page, agent);
  await page.getByRole('checkbox', { name: `Select ${agent.name}`, exact: true }).click();
}

/** Pauses the chosen agent with the first reason there is, and tells which. */
async function pauseChosen(page: Page): Promise<string> {
  await bar(page)
    .getByRole('button', { name: /^Pause/ })
    .click();
  const dialog = page.getByRole('dialog');
  const reason = dialog.getByRole('combobox', { name: 'Reason of a pause' });
  await expect(reason.locator('option').nth(1)).toBeAttached();
  await reason.selectOption({ index: 1 });
  const label = (await reason.locator('option').nth(1).textContent()) ?? '';
  await expect(dialog.getByRole('region', { name: 'Preview' })).toContainText('1 will be asked');
  await dialog.getByRole('button', { name: 'Pause: 1' }).click();
  await expect(dialog).toHaveCount(0);
  return label;
}

test('a lead pauses an agent with a reason, and sees on the row that it is so', async ({ login, api, control }) => {
  const lead = await api('lead');
  const agent = await someoneReady(lead);
  const page = await login('lead');
  await choose(page, agent);
  const before = (await control.journal('milan')).length;
  const label = await pauseChosen(page);
  await expect(notices(page)).toContainText(/is sent in \d+ s/);
  expect((await control.journal('milan')).length).toBe(before);
  await expect(rowOf(page, agent.name)).toContainText(`Pause (${label}): sent in`);
  await expect(rowOf(page, agent.name)).toContainText(`Pause (${label}): done`, held);
  expect(await readinessOf(lead, agent.id)).toBe('paused');
  expect((await control.journal('milan')).length).toBe(before + 1);
});

test('by keyboard alone: chosen, asked, and taken back before anything was sent', async ({ login, api, control }) => {
  const lead = await api('lead');
  const agent = await someoneReady(lead);
  const page = await login('lead');
  await find(page, agent);
  await grid(page).focus();
  await page.keyboard.press('Space');
  await expect(bar(page)).toContainText('1 chosen');
  await bar(page)
    .getByRole('button', { name: /^Log out/ })
    .focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: 'Preview' })).toContainText(agent.name);
  await page.getByRole('dialog').getByRole('button', { name: 'Log out: 1' }).focus();
  const before = (await control.journal('milan')).length;
  await page.keyboard.press('Enter');
  await expect(notices(page)).toContainText('is sent in');
  // It outlives the page it was asked from.
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Queues' }).click();
  await expect(page.getByRole('grid', { name: 'Queues' })).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(notices(page)).toContainText('was taken back: nothing was sent');
  await page.goBack();
  await expect(rowOf(page, agent.name)).toContainText('Log out: not sent');
  // The ten seconds are over, and nothing has come after all.
  await expect(notices(page)).not.toContainText('Log out', held);
  expect((await control.journal('milan')).length).toBe(before);
  expect(await readinessOf(lead, agent.id)).not.toBe('logged-out');
});

test('a vendor that says OK and does nothing is not believed', async ({ login, api, control }) => {
  const lead = await api('lead');
  const agent = await someoneReady(lead);
  await control.fault({ source: 'milan', fault: 'lying-ok' });
  const page = await login('lead');
  await choose(page, agent);
  const label = await pauseChosen(page);
  await expect(rowOf(page, agent.name)).toContainText(`Pause (${label}): accepted`, held);
  await expect(rowOf(page, agent.name)).toContainText(/: (not confirmed|changed elsewhere)/, held);
  expect((await control.journal('milan')).at(-1)?.outcome).toBe('ignored');
  await page.getByRole('button', { name: /^Asked for of late: .*failed/ }).click();
  await expect(page.getByRole('dialog', { name: 'Asked for of late' })).toContainText(agent.name);
});

test('a refusal of the vendor stands in words in the details', async ({ login, api, control }) => {
  const lead = await api('lead');
  const agent = await someoneReady(lead);
  await control.fault({ source: 'milan', fault: 'refuse-commands' });
  const page = await login('lead');
  await page.goto(`/agents?open=${encodeURIComponent(agent.id)}`);
  await drawer(page).getByRole('button', { name: 'Log out', exact: true }).click();
  await expect(drawer(page)).toContainText(/Log out: refused: \S/, held);
  expect((await control.journal('milan')).at(-1)?.outcome).toBe('refused');
});

test('who pauses for something else at the phone meanwhile is said to have changed elsewhere', async ({
  login,
  api,
  control,
}) => {
  const lead = await api('lead');
  const agent = await someoneReady(lead);
  await control.fault({ source: 'milan', fault: 'lying-ok' });
  const page = await login('lead');
  await page.goto(`/agents?open=${encodeURIComponent(agent.id)}`);
  const reason = drawer(page).getByRole('combobox', { name: 'Reason of a pause' });
  await expect(reason.locator('option').nth(2)).toBeAttached();
  await reason.selectOption({ index: 1 });
  // Of the list that the vendor tells this agent, the last is another one.
  const other = (await reason.locator('option').last().getAttribute('value')) ?? '';
  await drawer(page).getByRole('textbox', { name: 'Note to the agent' }).fill('Lunch is ready');
  await drawer(page).getByRole('button', { name: 'Pause', exact: true }).click();
  await expect(drawer(page)).toContainText('accepted, waiting to see it');
  await expect(drawer(page)).toContainText('“Lunch is ready”');
  await control.act({ source: 'milan', agent: centreId(agent), deed: 'pause', code: other });
  await expect(drawer(page)).toContainText('changed elsewhere', held);
});

test('a viewer is offered nothing, and the server would refuse it', async ({ login, api }) => {
  const agent = await someoneReady(await api('lead'));
  const page = await login('viewer');
  await page.goto(`/agents?open=${encodeURIComponent(agent.id)}`);
  await expect(drawer(page)).toContainText('Vendor says');
  await expect(drawer(page).getByRole('button')).toHaveCount(1);
  await expect(page.getByRole('checkbox')).toHaveCount(0);
  const orders = [{ action: 'pause', targetId: agent.id }];
  const viewer = await api('viewer');
  const reply = await viewer.post('/api/commands', { data: { requestId: 'viewer', orders } });
  const told = reply.ok() ? (await reply.json()).orders[0].refusal : await reply.json();
  expect(told.code).toBe('not-allowed');
});
