import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { demoDesk } from '@/server/auth/open-directory';
import { expect, test } from './fixtures';

const [atMilan, atHelsinki] = demoDesk;
test.use({
  sites: ['milan', 'helsinki'],
  env: { CALLBOARD_COMMAND_SECONDS: '12' },
});
test.beforeEach(() => test.slow());

const soon = { timeout: 40_000 };
const systems = (page: Page) => page.getByRole('region', { name: 'Systems' });
const system = (page: Page, name: string) => systems(page).getByRole('listitem').filter({ hasText: name });
const side = (page: Page, name: RegExp) => page.getByRole('region', { name: 'State' }).getByRole('button', { name });

/** Both of the agent's phones are on duty and free of pauses. */
test.beforeEach(async ({ control }) => {
  await control.act({ source: 'milan', agent: '101', deed: 'login' });
  await control.act({ source: 'helsinki', agent: '2001', deed: 'login' });
  for (const [source, agent] of [
    ['milan', '101'],
    ['helsinki', '2001'],
  ] as const)
    await control.act({ source, agent, deed: 'unpause' });
});

async function openDesk(login: (role: 'agent') => Promise<Page>): Promise<Page> {
  const page = await login('agent');
  await page.goto('/me');
  await expect(side(page, /^Ready/)).toHaveAttribute('aria-pressed', 'true', soon);
  return page;
}

test('[V3] an agent hears of their own agents and the queues these serve, and of nobody else', async ({ followAs }) => {
  const follower = await followAs('agent', 'me');
  await expect.poll(() => follower.snapshots.length).toBeGreaterThan(0);
  const { floor } = follower.snapshots[0]!;
  expect(floor.agents.map(({ id }) => id).sort()).toEqual([atHelsinki, atMilan].sort());
  const served = new Set(floor.memberships.map(({ queueId }) => queueId));
  expect(floor.queues.every(({ id }) => served.has(id))).toBe(true);
  expect(floor.memberships.every(({ agentId }) => demoDesk.some((id) => id === agentId))).toBe(true);
  expect(floor.contacts.every(({ agentId }) => demoDesk.some((id) => id === agentId))).toBe(true);
  for (const purpose of ['wall', 'console'] as const) expect((await followAs('agent', purpose)).snapshots).toEqual([]);
});

test('one press pauses both systems with a reason, and each says what it really did', async ({ login, control }) => {
  const page = await openDesk(login);
  const before = (await control.journal('milan')).length;
  await expect(page.getByRole('button', { name: /Pranzo/ })).toBeVisible(soon);
  await page.getByRole('button', { name: /Pranzo/ }).click();
  await expect(side(page, /^Pause/)).toHaveAttribute('aria-pressed', 'true', soon);
  await expect(system(page, 'Milan')).toContainText('Pause (Pranzo): done', soon);
  await expect(system(page, 'Helsinki').getByRole('img', { name: 'done' })).toBeVisible(soon);
  expect((await control.journal('milan')).length).toBe(before + 1);
  await page.keyboard.press('r');
  await expect(side(page, /^Ready/)).toHaveAttribute('aria-pressed', 'true', soon);
});

test('a pause at the phone is told as such', async ({ login, control }) => {
  const page = await openDesk(login);
  await control.act({ source: 'milan', agent: '101', deed: 'pause', code: '20' });
  const notice = page.getByText(/Milan: paused \(Pranzo\) at the phone/);
  await expect(notice).toBeVisible(soon);
  await page.getByRole('button', { name: 'Seen: Milan' }).click();
  await expect(notice).toHaveCount(0);
});

test('a system that says yes and does nothing is not believed, and the other one is', async ({ login, control }) => {
  const page = await openDesk(login);
  await control.fault({ fault: 'lying-ok', source: 'milan' });
  await page.keyboard.press('p');
  await expect(system(page, 'Helsinki').getByRole('img', { name: 'done' })).toBeVisible(soon);
  await expect(system(page, 'Milan').getByRole('img', { name: 'not confirmed' })).toBeVisible(soon);
  await expect(page.getByText('Your systems differ: see each below')).toBeVisible();
});

test('without a line it says so, and what was asked then can be sent again', async ({ login }) => {
  const page = await openDesk(login);
  await page.context().setOffline(true);
  await page.keyboard.press('p');
  await expect(page.getByText(/could not be reached/)).toBeVisible();
  await page.context().setOffline(false);
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(system(page, 'Helsinki').getByRole('img', { name: 'done' })).toBeVisible(soon);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`it fits a narrow phone and can be used by everybody, ${colorScheme}`, async ({ login }) => {
    const page = await login('agent', { viewport: { width: 320, height: 640 }, colorScheme, reducedMotion: 'reduce' });
    await page.goto('/me');
    await expect(systems(page)).toBeVisible(soon);
    await expect(page.getByRole('region', { name: 'My day' })).toContainText('when Callboard began to watch', soon);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  });
}

test('it can be installed, and kept on top in a window of its own', async ({ login, request }) => {
  const manifest = await request.get('/manifest.webmanifest', { headers: { cookie: '' } });
  expect(manifest.status()).toBe(200);
  const { start_url, display, icons } = await manifest.json();
  expect([start_url, display]).toEqual(['/', 'standalone']);
  for (const { src } of icons) expect((await request.get(src, { headers: { cookie: '' } })).status()).toBe(200);
  const page = await openDesk(login);
  // Headless browsers have no picture-in-picture; what they fall back to is the same strip in a pop-up.
  await page.evaluate(() => Reflect.deleteProperty(window, 'documentPictureInPicture'));
  const opened = page.waitForEvent('popup');
  await page.getByRole('button', { name: 'Keep on top' }).click();
  const strip = await opened;
  await expect(strip.getByRole('button', { name: 'Pause' })).toBeVisible();
  await strip.getByRole('button', { name: 'Pause' }).click();
  await expect(strip.getByRole('button', { name: 'Pause' })).toHaveAttribute('aria-pressed', 'true', soon);
  await strip.close();
  await expect(page.getByRole('button', { name: 'Keep on top' })).toBeVisible();
});
