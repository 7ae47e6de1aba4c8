import type { APIRequestContext, Locator, Page } from '@playwright/test';
import type { QueueRecord } from '@/lib/floor/records';
import { expect, test } from './fixtures';

const grid = (page: Page, name: string) => page.getByRole('grid', { name });
/** Rows that stand for a record; what holds their place, or says that there are none, has no number. */
const bodyRows = (page: Page, name: string) =>
  grid(page, name)
    .locator('[role="row"][aria-rowindex]')
    .filter({ has: page.getByRole('gridcell') });
const drawer = (page: Page) => page.getByRole('complementary');
const chip = (page: Page, name: string | RegExp) => page.getByRole('main').getByRole('button', { name });

/** The texts of one column, in the order in which the rows are painted. */
async function column(rows: Locator, index: number): Promise<string[]> {
  const cells = await rows.evaluateAll(
    (found, at) =>
      found
        .map((row) => ({ top: row.getBoundingClientRect().top, text: row.children[at]?.textContent ?? '' }))
        .sort((a, b) => a.top - b.top)
        .map(({ text }) => text),
    index,
  );
  return cells;
}

/** In how many queues of each site contacts wait. */
async function waitingQueues(floor: APIRequestContext): Promise<Map<string, number>> {
  const { queues } = (await (await floor.get('/api/floor')).json()) as { queues: QueueRecord[] };
  const counts = new Map<string, number>();
  for (const { sourceId, waiting } of queues) if (waiting) counts.set(sourceId, (counts.get(sourceId) ?? 0) + 1);
  return counts;
}

test.beforeEach(async ({ control }) => {
  // A floor that stands still: what is sorted stays sorted while it is looked at.
  for (const source of ['milan', 'helsinki', 'lucca']) await control.fault({ source, fault: 'frozen' });
});

test('queues sort by a column, either way, and the order outlives a reload', async ({ login }) => {
  const page = await login('supervisor');
  await page.goto('/queues');
  const header = grid(page, 'Queues').getByRole('columnheader', { name: 'Queue', exact: true });
  const names = () => column(bodyRows(page, 'Queues'), 1);
  await expect(bodyRows(page, 'Queues')).toHaveCount(18);

  await header.getByRole('button').click();
  await expect(header).toHaveAttribute('aria-sort', 'ascending');
  const ascending = [...(await names())].sort((a, b) => a.localeCompare(b));
  await expect.poll(names).toEqual(ascending);
  await expect(page).toHaveURL(/\?sort=name$/);

  await header.getByRole('button').click();
  await expect(header).toHaveAttribute('aria-sort', 'descending');
  await expect.poll(names).toEqual([...ascending].reverse());
  await page.reload();
  await expect(header).toHaveAttribute('aria-sort', 'descending');
  await expect.poll(names).toEqual([...ascending].reverse());
});

test('queues sort by how many wait, what is unknown last', async ({ login }) => {
  const page = await login('supervisor');
  await page.goto('/queues?sort=-waiting');
  await expect(bodyRows(page, 'Queues')).toHaveCount(18);
  await expect(async () => {
    const waiting = await column(bodyRows(page, 'Queues'), 4);
    const unknown = waiting.filter((text) => text.startsWith('—'));
    const known = waiting.filter((text) => !text.startsWith('—')).map(Number);
    expect(waiting).toEqual([...known.sort((a, b) => b - a).map(String), ...unknown]);
    expect(unknown).toHaveLength(1);
  }).toPass({ timeout: 20_000 });
});

test('queues are found by name and site, and filtered; a link shows what its sender saw', async ({ login, api }) => {
  const floor = await api('supervisor');
  const [site] = [...(await waitingQueues(floor))].sort((a, b) => b[1] - a[1])[0]!;
  const page = await login('supervisor');
  await page.goto('/queues');
  await expect(bodyRows(page, 'Queues')).toHaveCount(18);
  const search = page.getByRole('searchbox', { name: 'Find a queue or site' });
  await search.fill('lucca');
  await expect(page.getByRole('main').getByText('4 of 18', { exact: true })).toBeVisible();
  await expect(page.getByRole('main').getByRole('status')).toHaveText('4 of 18 shown');
  await expect(bodyRows(page, 'Queues')).toHaveCount(4);
  await search.fill('sahko');
  await expect(bodyRows(page, 'Queues')).toHaveCount(1);
  await expect(bodyRows(page, 'Queues')).toContainText('Sähköposti');
  await search.fill(site);
  await chip(page, 'Contacts waiting').click();
  await expect(page).toHaveURL(new RegExp(`\\?q=${site}&only=waiting$`));
  await expect(async () => {
    const expected = (await waitingQueues(floor)).get(site) ?? 0;
    await expect(bodyRows(page, 'Queues')).toHaveCount(expected, { timeout: 1000 });
  }).toPass({ timeout: 20_000 });
  for (const count of await column(bodyRows(page, 'Queues'), 4)) expect(Number(count)).toBeGreaterThan(0);

  const other = await login('lead');
  await other.goto(page.url());
  await expect(other.getByRole('searchbox')).toHaveValue(site);
  await expect(chip(other, 'Contacts waiting')).toHaveAttribute('aria-pressed', 'true');

  await search.fill('no queue of this name');
  await expect(grid(page, 'Queues')).toContainText('No queues match these filters.');
  await grid(page, 'Queues').getByRole('button', { name: 'Clear filters' }).click();
  await expect(bodyRows(page, 'Queues')).toHaveCount(18);
  await expect(page).toHaveURL(/\/queues$/);
});

test('agents filter by state and site, with as many as the chip says, and keep it through a reload', async ({
  login,
}) => {
  const page = await login('supervisor');
  await page.goto('/agents');
  await chip(page, 'Helsinki').click();
  const busy = chip(page, /^Busy [1-9]\d*$/);
  await busy.click();
  await expect(page).toHaveURL(/\?site=helsinki&state=busy$/);
  const isRight = () =>
    expect(async () => {
      // A poll that was under way when the floor was made to stand still may change the count once more.
      const count = Number((await busy.textContent())?.match(/\d+$/)?.[0]);
      await expect(page.getByRole('main').getByText(new RegExp(`^${count} of \\d+$`))).toBeVisible({ timeout: 1000 });
      await expect(bodyRows(page, 'Agents')).toHaveCount(count, { timeout: 1000 });
      expect(new Set(await column(bodyRows(page, 'Agents'), 1))).toEqual(new Set(['Busy']));
      for (const site of await column(bodyRows(page, 'Agents'), 5)) expect(site).toMatch(/^Helsinki/);
    }).toPass({ timeout: 20_000 });
  await isRight();
  await page.reload();
  await isRight();
  await chip(page, 'Clear filters').click();
  await expect(page).toHaveURL(/\/agents$/);
});

test('the keyboard alone: tab to the table, move, open, close', async ({ login }) => {
  const page = await login('supervisor');
  await page.goto('/agents?sort=name');
  await expect(bodyRows(page, 'Agents').first()).toBeVisible();
  const names = await column(bodyRows(page, 'Agents'), 3);
  for (let presses = 0; presses < 60; presses += 1) {
    await page.keyboard.press('Tab');
    if (await grid(page, 'Agents').evaluate((element) => element === document.activeElement)) break;
  }
  await expect(grid(page, 'Agents')).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await expect(drawer(page)).toHaveAccessibleName(names[1]!);
  await expect(page).toHaveURL(/[?&]open=/);
  await expect(drawer(page)).toContainText('Vendor says');
  await page.keyboard.press('Escape');
  await expect(drawer(page)).toHaveCount(0);
  await expect(page).not.toHaveURL(/open=/);
  // Still where it was.
  await expect(grid(page, 'Agents')).toBeFocused();
  await page.keyboard.press('Home');
  await page.keyboard.press('Enter');
  await expect(drawer(page)).toHaveAccessibleName(names[0]!);
});

test('Ctrl-K finds an agent from anywhere, and opens it', async ({ login, api }) => {
  const { agents } = await (await (await api('supervisor')).get('/api/floor')).json();
  const { name } = agents.find((agent: { state: string }) => agent.state !== 'logged-out');
  const page = await login('supervisor');
  await page.goto('/queues');
  await expect(bodyRows(page, 'Queues')).toHaveCount(18);
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('combobox', { name: 'Find' })).toBeFocused();
  await page.keyboard.type(name);
  await expect(page.getByRole('option', { selected: true })).toContainText(name);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/agents\?open=/);
  await expect(drawer(page)).toHaveAccessibleName(name);
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('the console says when it is cut off, and goes on by itself', async ({ login, callboard, control }) => {
  await control.clear();
  const page = await login('supervisor');
  await page.goto('/queues');
  await expect(bodyRows(page, 'Queues')).toHaveCount(18);
  await callboard.stopApp();
  await expect(page.getByText(/^Not connected to Callboard since \d{1,2}:\d\d/)).toBeVisible();
  await expect(bodyRows(page, 'Queues')).toHaveCount(18);
  await callboard.startApp();
  await expect(page.getByText(/^Not connected to Callboard/)).toHaveCount(0, { timeout: 45_000 });
  await callboard.untilUp();
  await expect(bodyRows(page, 'Queues')).toHaveCount(18);
});

test('on a phone the browser’s Back closes the details, not the page', async ({ login }) => {
  const page = await login('supervisor', { viewport: { width: 390, height: 844 } });
  await page.goto('/queues?site=milan');
  const details = page.getByRole('dialog');
  await bodyRows(page, 'Queues').first().click();
  await expect(details).toBeVisible();
  await page.goBack();
  await expect(details).toHaveCount(0);
  await expect(page).toHaveURL(/\/queues\?site=milan$/);
  await bodyRows(page, 'Queues').first().click();
  await details.getByRole('button', { name: 'Close details' }).click();
  await expect(page).toHaveURL(/\/queues\?site=milan$/);
  await page.goForward();
  await expect(details).toBeVisible();
});
