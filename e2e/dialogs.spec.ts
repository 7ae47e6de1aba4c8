import type { Locator, Page } from '@playwright/test';
import { expect, test } from './fixtures';
import { expectNoViolations } from './no-violations';

test.use({ sites: ['milan'] });
test.beforeEach(() => test.slow());

const soon = { timeout: 40_000 };
const chosen = (page: Page) => page.getByRole('region', { name: 'Chosen agents' });
const dialog = (page: Page) => page.getByRole('dialog').last();

async function chooseThree(page: Page): Promise<void> {
  await page.goto('/agents?sort=name&site=milan');
  const boxes = page.getByRole('checkbox', { name: /^Select (?!all)/ });
  await expect(boxes.nth(2)).toBeVisible(soon);
  for (const index of [0, 1, 2]) await boxes.nth(index).click();
  await expect(chosen(page)).toContainText('3 chosen');
}

/** The details of somebody who is on a call. */
async function openBusy(page: Page): Promise<Locator> {
  await page.goto('/agents?sort=for&site=milan&state=busy');
  // The header, where there is one, is row 1.
  await expect(page.locator('[aria-rowindex="2"]')).toBeVisible(soon);
  const menu = page.getByRole('button', { name: /^Actions for the call/ }).first();
  // A call may end between being listed and being looked at: then there is another one.
  await expect(async () => {
    await page.locator('[aria-rowindex="2"]').click();
    await expect(menu).toBeVisible({ timeout: 5000 });
  }).toPass(soon);
  return menu;
}

async function openQueue(page: Page): Promise<void> {
  await page.goto('/queues?site=milan');
  await expect(page.locator('[aria-rowindex="2"]')).toBeVisible(soon);
  await page.locator('[aria-rowindex="2"]').click();
}

interface Scene {
  readonly name: string;
  readonly open: (page: Page) => Promise<void>;
}

const contactScenes = ['Hang up…', 'Transfer…', 'Listen…'].map((item) => ({
  name: `a contact: ${item}`,
  open: async (page: Page) => {
    await (await openBusy(page)).click();
    await page.getByRole('menuitem', { name: item, exact: true }).click();
    await expect(dialog(page).getByRole('button', { name: 'Cancel' })).toBeVisible();
  },
}));

const messageScenes = ['Message a location', 'Message whom a supervisor leads', 'Message everyone'].map((label) => ({
  name: label,
  open: async (page: Page) => {
    await page.goto('/sources');
    await page.getByRole('button', { name: label, exact: true }).first().click(soon);
    await expect(dialog(page).getByRole('textbox', { name: 'Text' })).toBeVisible();
  },
}));

const scenes: readonly Scene[] = [
  {
    name: 'a pause of several',
    open: async (page) => {
      await chooseThree(page);
      await chosen(page)
        .getByRole('button', { name: /^Pause…|^Log in…/ })
        .first()
        .click();
      await expect(dialog(page).getByRole('region', { name: 'Preview' })).toBeVisible();
    },
  },
  {
    name: 'what was just asked and can be taken back',
    open: async (page) => {
      await chooseThree(page);
      await chosen(page)
        .getByRole('button', { name: /^Message…/ })
        .click();
      await dialog(page).getByRole('textbox', { name: 'Text' }).fill('Fire drill at ten');
      await dialog(page).getByRole('button', { name: 'Message: 3' }).click();
      await expect(page.getByRole('button', { name: 'Undo' })).toBeVisible();
    },
  },
  {
    name: 'the menu of a contact',
    open: async (page) => {
      await (await openBusy(page)).click();
      await expect(page.getByRole('menuitem', { name: 'Hang up…' })).toBeVisible();
    },
  },
  ...contactScenes,
  {
    name: 'a message to an agent',
    open: async (page) => {
      await openBusy(page);
      await page.getByRole('button', { name: 'Message', exact: true }).click();
      await expect(dialog(page).getByRole('textbox', { name: 'Text' })).toBeVisible();
    },
  },
  {
    name: 'a message to a queue',
    open: async (page) => {
      await openQueue(page);
      await page.getByRole('button', { name: 'Message everyone in the queue' }).click();
      await expect(dialog(page).getByRole('textbox', { name: 'Text' })).toBeVisible();
    },
  },
  ...messageScenes,
];

const screens = [
  { screen: 'wide', viewport: { width: 1920, height: 1080 } },
  { screen: 'phone', viewport: { width: 390, height: 844 } },
] as const;

for (const { screen, viewport } of screens) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test(`every dialog of commands can be used by everybody, ${screen} and ${colorScheme}`, async ({ login }) => {
      const page = await login('lead', { viewport, colorScheme });
      for (const { name, open } of scenes) {
        await test.step(name, async () => {
          await open(page);
          await expectNoViolations(page);
        });
      }
    });
  }
}

/** Goes on with Tab until it is there. */
async function tabTo(page: Page, wanted: Locator): Promise<void> {
  for (let steps = 0; steps < 80; steps += 1) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error('Tab does not get there');
}

test('several agents are asked, and it is taken back, without a mouse', async ({ login }) => {
  const page = await login('lead', { viewport: { width: 1920, height: 1080 } });
  await page.goto('/agents?sort=name&site=milan');
  const grid = page.getByRole('grid', { name: 'Agents' });
  await expect(page.locator('[aria-rowindex="4"]')).toBeVisible(soon);
  await tabTo(page, grid);
  await page.keyboard.press('Space');
  await page.keyboard.press('Shift+ArrowDown');
  await expect(chosen(page)).toContainText('2 chosen');
  const asking = chosen(page).getByRole('button', { name: /^Message…/ });
  await tabTo(page, asking);
  await page.keyboard.press('Enter');
  await expect(dialog(page).getByRole('textbox', { name: 'Text' })).toBeFocused();
  await page.keyboard.type('Fire drill at ten');
  await tabTo(page, dialog(page).getByRole('button', { name: 'Message: 2' }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Undo' })).toBeVisible();
  await expect(asking).toBeFocused();
  await page.keyboard.press('Control+z');
  await expect(page.getByRole('region', { name: 'Asked for' })).toContainText('was taken back');
});

test('a contact is acted on without a mouse, and Escape leads back to where one was', async ({ login }) => {
  const page = await login('lead', { viewport: { width: 1920, height: 1080 } });
  const menu = await openBusy(page);
  for (const item of ['Hang up…', 'Transfer…', 'Listen…']) {
    await menu.focus();
    await page.keyboard.press('Enter');
    const entry = page.getByRole('menuitem', { name: item, exact: true });
    await expect(entry).toBeVisible();
    while (!(await entry.evaluate((element) => element === document.activeElement)))
      await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect(dialog(page).getByRole('button', { name: 'Cancel' })).toBeVisible();
    expect(await dialog(page).evaluate((element) => element.contains(document.activeElement))).toBe(true);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await expect(menu).toBeFocused();
  }
});
