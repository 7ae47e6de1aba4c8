import type { Page } from '@playwright/test';
import type { QueueRecord } from '@/lib/floor/records';
import { expect, test } from './fixtures';

const phone = { viewport: { width: 390, height: 844 } };
const clockTime = /\d{1,2}:\d\d/;

const tilesOf = (page: Page, site: string) => page.getByRole('article', { name: new RegExp(`, ${site}:`) });
const outOfDate = (page: Page, site: string) =>
  page.getByRole('article', { name: new RegExp(`, ${site}: Out of date`) });
const strip = (page: Page, site: string) =>
  page.getByRole('list', { name: 'Sources' }).getByRole('listitem').filter({ hasText: site });
const hero = (page: Page) => page.getByRole('region', { name: 'All sites now' });
const agents = (page: Page) => hero(page).locator('dl[aria-label=Agents]');
/** The same wall on a phone: a list of all queues, however many there are. */
const rows = (page: Page) => page.getByRole('list', { name: 'Queues, worst first' }).getByRole('listitem');

test('shows three fresh sources, and figures that move within a minute of theirs', async ({ login, control }) => {
  const page = await login('supervisor');
  await page.goto('/wall');
  await expect(page.getByRole('article').first()).toBeVisible();
  for (const site of ['Milan', 'Helsinki', 'Lucca']) {
    await expect(strip(page, site)).toHaveText(/\d\u00a0s$/);
    await expect(strip(page, site).getByRole('img', { name: 'Within limits' })).toBeVisible();
  }
  const figures = async () => [
    await hero(page).locator('dl').filter({ hasText: 'Waiting' }).ariaSnapshot(),
    await agents(page).ariaSnapshot(),
  ];
  const before = await figures();
  await control.advance(60_000);
  await expect.poll(figures).not.toEqual(before);
});

test('shows of every queue what the floor says', async ({ login, api, control }) => {
  // Sources that answer the same again and again, so that the two can be compared.
  for (const source of ['milan', 'helsinki', 'lucca']) await control.fault({ source, fault: 'frozen' });
  const page = await login('supervisor', phone);
  const supervisor = await api('supervisor');
  await page.goto('/wall');
  await expect(rows(page)).toHaveCount(18);
  await expect(async () => {
    const { queues } = (await (await supervisor.get('/api/floor?purpose=wall')).json()) as { queues: QueueRecord[] };
    const told = queues.map(({ name, waiting, agentsFree, agentsBusy }) =>
      [name, ...[waiting, agentsFree, agentsBusy].map((count) => count ?? 'unknown')].join(),
    );
    const drawn = (await rows(page).all()).map(async (row) => {
      const text = (await row.ariaSnapshot()).replace(/paragraph: "/, 'paragraph: ');
      const name = /heading "(.+?)"/.exec(text)?.[1];
      return [name, /(\S+) waiting/.exec(text)?.[1], /(\S+) free/.exec(text)?.[1], /(\S+) busy/.exec(text)?.[1]].join();
    });
    expect((await Promise.all(drawn)).sort()).toEqual(told.sort());
  }).toPass({ timeout: 20_000 });
});

test('a system that stops is seen to stop: its tiles alone age, fade and give up their figures', async ({
  login,
  control,
}) => {
  test.setTimeout(150_000);
  const page = await login('supervisor');
  const list = await login('supervisor', phone);
  await page.goto('/wall');
  await list.goto('/wall');
  await expect(tilesOf(page, 'Milan').first()).toBeVisible();
  await expect(rows(list)).toHaveCount(18);
  await expect(agents(page)).not.toContainText('of 3');

  await control.fault({ source: 'milan', fault: 'refuse' });
  await expect(tilesOf(page, 'Milan').first()).toContainText(/out of date by \d+/);
  await expect(outOfDate(page, 'Milan').first()).toBeVisible();
  await expect(strip(page, 'Milan')).toContainText('retrying');
  await expect(strip(page, 'Milan')).toHaveAttribute('title', /refuses the connection: check that the system runs/);

  // Half a minute without a word: nobody knows any more, and the wall says since when.
  await expect(tilesOf(page, 'Milan').first()).toContainText(new RegExp(`No data since ${clockTime.source}`), {
    timeout: 60_000,
  });
  await expect(rows(list).filter({ hasText: /No data since .+, Milan does not answer/ })).toHaveCount(7);
  await expect(rows(list).filter({ hasText: / waiting/ })).toHaveCount(11);
  await expect(agents(page)).toContainText('2 of 3 sites');
  await expect(hero(page).locator('dl').filter({ hasText: 'Waiting' })).toContainText('2 of 3');

  for (const site of ['Helsinki', 'Lucca']) {
    await expect(outOfDate(page, site)).toHaveCount(0);
    await expect(tilesOf(page, site).filter({ hasText: 'No data' })).toHaveCount(0);
    await expect(strip(page, site).getByRole('img', { name: 'Within limits' })).toBeVisible();
  }

  await control.clear('milan');
  await expect(strip(page, 'Milan').getByRole('img', { name: 'Within limits' })).toBeVisible({ timeout: 75_000 });
  await expect(rows(list).filter({ hasText: 'No data' })).toHaveCount(0);
  await expect(agents(page)).not.toContainText('of 3');
});

test('a queue that may not be seen is unknown, never zero', async ({ login, control }) => {
  await control.fault({ source: 'lucca', fault: 'status', status: 403, path: '/561815/' });
  const page = await login('supervisor', phone);
  await page.goto('/wall');
  const row = rows(page).filter({ hasText: 'Disdette' });
  await expect(row.getByRole('img', { name: 'Not known' })).toBeVisible();
  await expect(row.getByRole('paragraph').first()).toHaveText(/^—unknown waiting/);
  const text = await row.ariaSnapshot();
  expect(text).toMatch(/unknown waiting/);
  expect(text).toMatch(/unknown free/);
  expect(text).toMatch(/unknown busy/);
  expect(text).not.toMatch(/\b0\b/);
  // The rest of that system goes on.
  await expect(rows(page).filter({ hasText: 'Prenotazioni visite' })).not.toContainText('unknown waiting');
  await expect(strip(page, 'Lucca').getByRole('img', { name: 'Within limits' })).toBeVisible();

  const table = await login('supervisor');
  await table.goto('/queues?q=Disdette&open=lucca%2F561815');
  await expect(
    table
      .getByRole('row', { name: /Disdette/ })
      .getByRole('gridcell')
      .nth(4),
  ).toContainText('—');
  await expect(table.getByRole('complementary')).toContainText(
    'Imagicle does not let this account see the real-time statistics of this queue',
  );
});

test('our own line: the picture stays, says since when, and comes back by itself from another server', async ({
  login,
  api,
  callboard,
}) => {
  test.setTimeout(90_000);
  const page = await login('supervisor');
  const epoch = async () => (await (await (await api('supervisor')).get('/api/floor')).json()).epoch as string;
  await page.goto('/wall');
  await expect(page.getByRole('article').first()).toBeVisible();
  const [tiles, first] = [await page.getByRole('article').count(), await epoch()];
  await page.evaluate(() => Object.assign(window, { isSamePage: true }));

  await callboard.stopApp();
  const notConnected = page
    .getByRole('contentinfo')
    .getByRole('status')
    .or(page.getByText(/^Not connected since/));
  await expect(notConnected.first()).toHaveText(new RegExp(`Not connected since ${clockTime.source}.*, retrying`));
  await expect(page.getByRole('article')).toHaveCount(tiles);
  await expect(strip(page, 'Milan')).toHaveCount(0);

  await callboard.startApp();
  await expect(page.getByRole('contentinfo').getByRole('status')).toHaveCount(0, { timeout: 45_000 });
  await callboard.untilUp();
  await expect(page.getByRole('article')).toHaveCount(tiles);
  await expect(strip(page, 'Milan').getByRole('img', { name: 'Within limits' })).toBeVisible();
  expect(await epoch()).not.toBe(first);
  expect(await page.evaluate(() => 'isSamePage' in window)).toBe(true);
});
