import { expect, test } from '@playwright/test';
import { fillSignIn } from './fixtures';
import { expectNoViolations } from './no-violations';
import { type Callboard, startCallboard } from './run-callboard';

const given = 'given by somebody else';

let callboard: Callboard;
test.beforeAll(async () => {
  test.setTimeout(120_000);
  const env = { CALLBOARD_DEMO_ACCOUNTS: '0', CALLBOARD_ADMIN_USER: 'root', CALLBOARD_ADMIN_PASSWORD: given };
  callboard = await startCallboard({ sites: [{ site: 'lucca', warmUpMs: 3_600_000 }], pollEverySeconds: 5, env });
});
test.afterAll(() => callboard.stop());

test('the first admin chooses a password of their own before anything else, on a page for everybody', async ({
  page,
}) => {
  // Eight looks of axe.
  test.slow();
  await page.goto(`${callboard.url}/sign-in`);
  await fillSignIn(page, 'root', given);
  await expect(page.getByRole('heading', { name: 'Welcome, root' })).toBeVisible();
  for (const path of ['/users', '/queues', '/']) {
    await page.goto(`${callboard.url}${path}`);
    await expect(page).toHaveURL(/\/welcome$/);
  }
  expect((await page.request.get(`${callboard.url}/api/floor`)).status()).toBe(403);
  await expectUsable();
  await page.getByLabel('The password you were given').fill('something else');
  await page.getByLabel('New password').fill('short');
  await page.getByRole('button', { name: 'Go on' }).click();
  await expect(page.locator('[aria-invalid]').first()).toBeFocused();
  await expectUsable();
  await page.getByLabel('The password you were given').fill(given);
  await page.getByLabel('New password').fill('one that only root knows');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/queues$/);
  await page.goto(`${callboard.url}/welcome`);
  await expect(page).toHaveURL(/\/queues$/);

  async function expectUsable() {
    for (const [width, height] of [
      [1920, 1080],
      [390, 844],
    ] as const)
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.setViewportSize({ width, height });
        await page.emulateMedia({ colorScheme });
        await expectNoViolations(page);
      }
  }
});
