import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';
import { expectNoViolations } from './no-violations';

const screens = [
  { name: 'wide', viewport: { width: 1920, height: 1080 } },
  { name: 'phone', viewport: { width: 390, height: 844 } },
] as const;
const themes = ['light', 'dark'] as const;

interface Scene {
  readonly name: string;
  readonly path: string;
  readonly open: (page: Page) => Promise<void>;
}

const visible = (page: Page, role: 'grid' | 'region' | 'list', name: string) =>
  expect(page.getByRole(role, { name })).toBeVisible();
const clickRow = async (page: Page) => {
  // The header, where there is one, is row 1.
  await page.locator('[aria-rowindex="3"]').click();
  // Beside the table where there is room, else over it.
  await expect(page.getByRole('complementary').or(page.getByRole('dialog'))).toBeVisible();
};

const chooseTwo = async (page: Page) => {
  const boxes = page.getByRole('checkbox', { name: /^Select (?!all)/ });
  await boxes.nth(0).click();
  await boxes.nth(1).click();
  await expect(page.getByRole('region', { name: 'Chosen agents' })).toContainText('2 chosen');
};

const scenes: readonly Scene[] = [
  { name: 'the wall', path: '/wall', open: (page) => visible(page, 'list', 'Sources') },
  { name: 'queues', path: '/queues', open: (page) => visible(page, 'grid', 'Queues') },
  { name: 'a queue', path: '/queues', open: clickRow },
  { name: 'agents', path: '/agents?sort=name', open: (page) => visible(page, 'grid', 'Agents') },
  { name: 'an agent', path: '/agents?sort=name', open: clickRow },
  { name: 'agents that are chosen', path: '/agents?sort=name&site=milan', open: chooseTwo },
  {
    name: 'what would be asked of them',
    path: '/agents?sort=name&site=milan',
    open: async (page) => {
      await chooseTwo(page);
      await page.getByRole('button', { name: /^Message…/ }).click();
      await expect(page.getByRole('region', { name: 'Preview' })).toBeVisible();
    },
  },
  { name: 'sources', path: '/sources', open: (page) => visible(page, 'region', 'Helsinki') },
  {
    name: 'the search',
    path: '/queues',
    open: async (page) => {
      await visible(page, 'grid', 'Queues');
      await page.keyboard.press('Control+k');
      await page.keyboard.type('a');
      await expect(page.getByRole('option').first()).toBeVisible();
    },
  },
  {
    name: 'history',
    path: '/history',
    // Last: there is something to draw once the first whole minute is over.
    open: (page) => expect(page.getByRole('region', { name: 'Service level' })).toBeVisible({ timeout: 120_000 }),
  },
];

for (const { name: screen, viewport } of screens) {
  for (const colorScheme of themes) {
    test(`sign-in can be used by everybody, ${screen} and ${colorScheme}`, async ({ page }) => {
      await page.setViewportSize(viewport);
      await page.emulateMedia({ colorScheme });
      await page.goto('/sign-in');
      await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible();
      await expectNoViolations(page);
    });

    test(`every page can be used by everybody, ${screen} and ${colorScheme}`, async ({ login, control }) => {
      test.slow();
      // One system in trouble, so that its words are on the pages too.
      await control.fault({ source: 'lucca', fault: 'status', status: 401 });
      const page = await login('supervisor', { viewport, colorScheme });
      for (const { name, path, open } of scenes) {
        await test.step(name, async () => {
          await page.goto(path);
          await open(page);
          await expectNoViolations(page);
        });
      }
    });
  }
}

for (const reducedMotion of ['no-preference', 'reduce'] as const) {
  const moves = reducedMotion === 'no-preference';
  test(`the wall ${moves ? 'moves a little' : 'does not move for who asked it not to'}`, async ({ login, control }) => {
    const page = await login('supervisor', { reducedMotion });
    await page.addInitScript(() => {
      const seen: string[] = [];
      Object.assign(window, { seenMotion: seen });
      for (const type of ['animationstart', 'transitionstart']) {
        document.addEventListener(
          type,
          (event) => seen.push(`${event.type} ${(event.target as Element).className}`),
          true,
        );
      }
    });
    await page.goto('/wall');
    const region = page.getByRole('region', { name: 'All sites now' });
    await expect(page.getByRole('article').first()).toBeVisible();
    const motion = () => page.evaluate(() => (window as unknown as { seenMotion: string[] }).seenMotion);
    const figures = await region.locator('dl[aria-label=Agents]').textContent();
    await control.advance(60_000);
    await expect(region.locator('dl[aria-label=Agents]')).not.toHaveText(figures!);
    if (moves) await expect.poll(async () => (await motion()).length).toBeGreaterThan(0);
    else expect(await motion()).toEqual([]);
  });
}
