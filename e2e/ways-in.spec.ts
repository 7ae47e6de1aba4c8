import type { Browser, Page } from '@playwright/test';
import { openIssuer, type TestIssuer } from '@/server/auth/open-issuer';
import { test as base, demoPassword, expect, fillSignIn } from './fixtures';
import { follow } from './follow';

/** A real OpenID provider beside Callboard, and Milan's people may sign in with what they type at QueueMetrics. */
const test = base.extend<object, { readonly issuer: TestIssuer }>({
  issuer: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from it
    async ({}, use) => {
      const issuer = await openIssuer({ redirectUris: ['http://127.0.0.1/not-known-yet'] });
      await use(issuer);
      await issuer.close();
    },
    { scope: 'worker' },
  ],
  env: [
    async ({ issuer }, use) =>
      use({
        CALLBOARD_OIDC_ISSUER: issuer.url,
        CALLBOARD_OIDC_CLIENT_ID: issuer.clientId,
        CALLBOARD_OIDC_CLIENT_SECRET: issuer.clientSecret,
        CALLBOARD_OIDC_NAME: 'Acme',
        CALLBOARD_OIDC_ROLES: 'wb-admins=admin,wb-leads=lead',
      }),
    { scope: 'worker' },
  ],
});

test.use({
  sites: [{ site: 'milan', warmUpMs: 3_600_000 }],
  pollEverySeconds: 5,
  settings: { milan: { signInRoles: { USRADMIN: 'admin', AGENT: 'agent' } } },
});

test.beforeEach(({ issuer, callboard }) => issuer.leadBackTo(`${callboard.url}/api/auth/callback/oidc`));

/** A window of somebody nobody knows yet, at the sign-in page. */
async function arrive(browser: Browser, baseURL: string, path = '/sign-in'): Promise<Page> {
  const page = await (await browser.newContext({ baseURL })).newPage();
  await page.goto(path);
  return page;
}

const accountOf = (page: Page, name: string) => page.getByRole('button', { name: `Account of ${name}` });
const users = (page: Page) => page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Users' });
const ada = { sub: 'u-ada', name: 'Ada Lovelace', preferred_username: 'ada', email: 'ada@acme.example' };

async function disable(admin: Page, name: string): Promise<void> {
  await admin.goto('/users');
  await admin.getByLabel('Find users').fill(name);
  await admin.getByRole('button', { name, exact: true }).click();
  await admin.getByRole('button', { name: 'Disable', exact: true }).click();
  await admin.getByRole('button', { name: `Disable ${name}` }).click();
  await expect(admin.getByRole('cell', { name: 'disabled' })).toBeVisible();
}

test.describe('with an OpenID provider', () => {
  test('somebody goes there and comes back to the page they wanted, with the role of their group of now', async ({
    browser,
    callboard,
    issuer,
  }) => {
    issuer.become({ ...ada, groups: ['everybody', 'wb-leads'] });
    const page = await arrive(browser, callboard.url, '/agents?state=ready');
    await page.getByRole('button', { name: 'Sign in with Acme' }).click();
    await expect(page).toHaveURL(`${callboard.url}/agents?state=ready`);
    await expect(accountOf(page, 'Ada Lovelace')).toBeVisible();
    await expect(users(page)).toHaveCount(0);

    issuer.become({ ...ada, groups: ['wb-leads', 'wb-admins'] });
    const again = await arrive(browser, callboard.url);
    await again.getByRole('button', { name: 'Sign in with Acme' }).click();
    await expect(accountOf(again, 'Ada Lovelace')).toBeVisible();
    await expect(users(again)).toBeVisible();
    // What she could do before ends where she did it.
    await expect(page.getByText('You are signed out')).toBeVisible();
    await page.context().close();
    await again.context().close();
  });

  test('whose groups have no role is told so, and gets neither a session nor an account', async ({
    browser,
    callboard,
    issuer,
    api,
  }) => {
    issuer.become({ sub: 'u-bob', name: 'Bob', preferred_username: 'bob', groups: ['everybody'] });
    const page = await arrive(browser, callboard.url);
    await page.getByRole('button', { name: 'Sign in with Acme' }).click();
    await expect(page.getByRole('alert').filter({ hasText: 'have no role here' })).toBeVisible();
    await expect(page).toHaveURL(/\/sign-in\?/);
    const names = (await page.context().cookies()).map(({ name }) => name);
    expect(names).not.toContain('next-auth.session-token');
    await page.goto('/queues');
    await expect(page).toHaveURL(/\/sign-in\?callbackUrl=%2Fqueues$/);
    expect(await (await (await api('admin')).get('/api/accounts')).text()).not.toContain('"bob"');
    await page.context().close();
  });

  test('whose account was disabled here is told so, however welcome they are there', async ({
    browser,
    callboard,
    issuer,
    login,
  }) => {
    issuer.become({ sub: 'u-eve', name: 'Eve Acme', preferred_username: 'eve', groups: ['wb-leads'] });
    const page = await arrive(browser, callboard.url);
    await page.getByRole('button', { name: 'Sign in with Acme' }).click();
    await expect(accountOf(page, 'Eve Acme')).toBeVisible();
    await disable(await login('admin'), 'Eve Acme');
    await expect(page.getByText('You are signed out')).toBeVisible();
    await page.goto('/sign-in');
    await page.getByRole('button', { name: 'Sign in with Acme' }).click();
    await expect(page.getByRole('alert').filter({ hasText: 'your account here is disabled' })).toBeVisible();
    await page.context().close();
  });
});

test.describe('with QueueMetrics', () => {
  async function signInAtMilan(page: Page, username: string, password: string): Promise<void> {
    await page.getByRole('button', { name: 'Sign in with Milan' }).click();
    await fillSignIn(page, username, password);
  }
  const wrong = 'User name or password is not right.';

  test('the key somebody has there is their role here', async ({ browser, callboard }) => {
    const boss = await arrive(browser, callboard.url);
    await signInAtMilan(boss, 'demoadmin', 'demoadmin');
    await expect(accountOf(boss, 'Demo Administrator')).toBeVisible();
    await expect(users(boss)).toBeVisible();
    const agent = await arrive(browser, callboard.url);
    await signInAtMilan(agent, 'agent/101', 'pass-101');
    await expect(agent.getByRole('button', { name: /^Account of / })).toBeVisible();
    await expect(users(agent)).toHaveCount(0);
    expect((await agent.context().request.get('/api/accounts')).status()).toBe(403);
    await boss.context().close();
    await agent.context().close();
  });

  test('a password of Callboard is none of QueueMetrics, and the other way round', async ({ browser, callboard }) => {
    const page = await arrive(browser, callboard.url);
    await signInAtMilan(page, 'supervisor', demoPassword);
    await expect(page.getByText(wrong)).toBeVisible();
    await page.getByRole('button', { name: 'Sign in with a password of Callboard' }).click();
    await fillSignIn(page, 'demoadmin', 'demoadmin');
    await expect(page.getByText(wrong)).toBeVisible();
    await page.context().close();
  });

  test('who is disabled there comes in no more; who is disabled here is out within seconds', async ({
    browser,
    callboard,
    control,
    login,
  }) => {
    const page = await arrive(browser, callboard.url);
    await signInAtMilan(page, 'agent/102', 'pass-102');
    const name = (await page.getByRole('button', { name: /^Account of / }).getAttribute('aria-label')) ?? '';
    // What QueueMetrics answers to somebody who may not sign in any more.
    await control.fault({ source: 'milan', fault: 'status', status: 501, path: 'QmAuthenticate' });
    const later = await arrive(browser, callboard.url);
    await signInAtMilan(later, 'agent/102', 'pass-102');
    await expect(later.getByText(wrong)).toBeVisible();
    await control.clear('milan');

    const follower = await follow(callboard.url, await page.context().cookies(), 'console');
    await disable(await login('admin'), name.replace('Account of ', ''));
    await expect.poll(() => follower.isGone(), { timeout: 5000 }).toBe(true);
    follower.close();
    await fillSignIn(later, 'agent/102', 'pass-102');
    await expect(later.getByText('your account here is disabled')).toBeVisible();
    await page.context().close();
    await later.context().close();
  });
});
