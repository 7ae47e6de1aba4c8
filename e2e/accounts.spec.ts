import type { Browser, Page } from '@playwright/test';
import { expect, fillSignIn, test } from './fixtures';
import { follow } from './follow';
import { expectNoViolations } from './no-violations';

// A small and slow floor: these pages hardly look at it.
test.use({ sites: [{ site: 'lucca', warmUpMs: 3_600_000 }], pollEverySeconds: 5 });

const good = 'an entirely fine password';

/** Through the page, as an admin does it; resolves with the link. */
async function invite(page: Page, username: string, role: string): Promise<string> {
  await page.goto('/users?user=new');
  // The server's picture of the form goes as the browser's comes.
  await expect(page.getByLabel('User name')).toHaveCount(1);
  await page.getByLabel('User name').fill(username);
  await page.getByLabel('Name', { exact: true }).fill(`Real ${username}`);
  await page.getByLabel('Role').selectOption(role);
  await page.getByRole('button', { name: 'Make a link' }).click();
  return page.getByLabel('Link', { exact: true }).inputValue();
}

async function accept(browser: Browser, link: string): Promise<Page> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(link);
  await page.getByLabel('New password').fill(good);
  await page.getByRole('button', { name: /Begin|Save and sign in/ }).click();
  await page.waitForURL(/\/(queues|me)$/);
  return page;
}

test('somebody is invited, chooses a password, comes in, and is out within seconds of being disabled', async ({
  login,
  browser,
  callboard,
}) => {
  const admin = await login('admin');
  const link = await invite(admin, 'ada', 'lead');
  const ada = await accept(browser, link);
  await expect(ada.getByRole('button', { name: 'Account of Real ada' })).toBeVisible();
  await ada.goto(link);
  await expect(ada.getByText('This link was used already')).toBeVisible();
  await ada.goto('/queues');
  const follower = await follow(callboard.url, await ada.context().cookies(), 'console');
  await admin.goto('/users?q=ada');
  await admin.getByRole('button', { name: 'Real ada' }).click();
  await admin.getByRole('button', { name: 'Disable', exact: true }).click();
  await admin.getByRole('button', { name: 'Disable Real ada' }).click();
  await expect(admin.getByRole('cell', { name: 'disabled' })).toBeVisible();
  await expect.poll(() => follower.isGone(), { timeout: 5000 }).toBe(true);
  await expect(ada.getByText('You are signed out')).toBeVisible();
  await ada.goto('/queues');
  await ada.waitForURL('**/sign-in**');
  await fillSignIn(ada, 'ada', good);
  await expect(ada.getByText('User name or password is not right.')).toBeVisible();
  follower.close();
  await ada.context().close();
});

test('a reset password is dead at once, and the link leads to a new one', async ({ login, browser }) => {
  const admin = await login('admin');
  const bob = await accept(browser, await invite(admin, 'bob', 'viewer'));
  await admin.goto('/users?q=bob');
  await admin.getByRole('button', { name: 'Real bob' }).click();
  await admin.getByRole('button', { name: 'Reset password' }).click();
  await admin.getByRole('button', { name: 'Reset it' }).click();
  const link = await admin.getByLabel('Link', { exact: true }).inputValue();
  await expect(bob.getByText('You are signed out')).toBeVisible();
  await bob.context().close();
  const again = await accept(browser, link);
  await again.context().close();
});

test('of two admins who save at once the second sees what the first did, and decides', async ({ login, browser }) => {
  const admin = await login('admin');
  const eve = await accept(browser, await invite(admin, 'eve', 'agent'));
  await eve.context().close();
  await admin.goto('/users?q=eve');
  await admin.getByRole('button', { name: 'Real eve' }).click();
  const other = await login('admin');
  await other.goto('/users?q=eve');
  await other.getByRole('button', { name: 'Real eve' }).click();
  await other.getByLabel('Extension').fill('201');
  await other.getByRole('button', { name: 'Save' }).click();
  await expect(other.getByText('Saved.')).toBeVisible();
  await admin.getByLabel('Name', { exact: true }).fill('Eve Mine');
  await admin.getByRole('button', { name: 'Save', exact: true }).click();
  const conflict = admin.getByRole('region', { name: /Somebody else/ });
  await expect(conflict).toBeFocused();
  await expect(conflict).toContainText('Eve Mine');
  await conflict.getByRole('button', { name: 'Save mine' }).click();
  await expect(admin.getByText('Saved.')).toBeVisible();
  await expect(admin.getByLabel('Extension')).toHaveValue('201');
});

test('a token is shown once, reads what it was made for, and is dead when it is revoked', async ({
  login,
  request,
}) => {
  const page = await login('lead');
  await page.goto('/account');
  await page.getByLabel('Name of the token').fill('nightly export');
  await page.getByRole('button', { name: 'Only the live floor' }).click();
  await page.getByRole('button', { name: 'Make a token' }).click();
  const token = await page.getByLabel('The new token').inputValue();
  const ask = async (path: string, headers: Record<string, string> = { authorization: `Bearer ${token}` }) =>
    (await request.get(path, { headers, maxRedirects: 0 })).status();
  expect(await ask('/api/floor')).toBe(200);
  expect(await ask('/api/sources')).toBe(403);
  expect(await ask('/api/accounts')).toBe(403);
  expect(await ask('/api/account')).toBe(403);
  expect(await ask('/queues')).toBe(303);
  await page.reload();
  await expect(page.getByRole('button', { name: 'Revoke nightly export' })).toBeVisible();
  await expect(page.getByText(token)).toHaveCount(0);
  await page.getByRole('button', { name: 'Revoke nightly export' }).click();
  await page.getByRole('button', { name: 'Revoke it' }).click();
  await expect(page.getByRole('button', { name: 'Revoke nightly export' })).toHaveCount(0);
  // The list is out of sight while the question stands before it.
  await expect.poll(() => ask('/api/floor')).toBe(401);
});

test('whoever is no admin finds no users, whatever they ask', async ({ login, api }) => {
  for (const role of ['supervisor', 'lead', 'agent', 'viewer'] as const) {
    const asked = await api(role);
    const patch = { data: { revision: 1, role: 'admin' } };
    const invited = { data: { username: 'x', name: 'x', role: 'admin' } };
    expect((await asked.get('/api/accounts')).status()).toBe(403);
    expect((await asked.post('/api/accounts', invited)).status()).toBe(403);
    expect((await asked.patch('/api/accounts/demo-admin', patch)).status()).toBe(403);
    expect((await asked.post('/api/accounts/demo-admin/invitation', { data: {} })).status()).toBe(403);
  }
  const page = await login('lead');
  await page.goto('/users');
  await expect(page.getByRole('heading', { name: 'Not for your role' })).toBeVisible();
});

const long = 'x'.repeat(10_000);
const nonsense: readonly unknown[] = ['', ' ', long, 'a\u0000b', 'a\nb', 7, null, true, [], {}, ['x']];

test('every field takes only what it is for, names itself, and never tells the value', async ({ api }) => {
  const admin = await api('admin');
  const whole = { username: 'fine', name: 'Fine', role: 'lead', email: 'a@b.example', extension: '201', scope: 'all' };
  const nullable = ['email', 'extension'];
  for (const field of Object.keys(whole)) {
    for (const value of nonsense) {
      if (value === null && nullable.includes(field)) continue;
      const reply = await admin.post('/api/accounts', { data: { ...whole, [field]: value } });
      expect([field, value, reply.status()]).toEqual([field, value, 400]);
      const body = await reply.text();
      expect(JSON.parse(body).problems[0].field).toMatch(new RegExp(`^${field}`));
      expect(body).not.toContain('xxxxx');
    }
  }
  const asked: [string, unknown][] = [
    ['/api/accounts', { ...whole, admin: true }],
    ['/api/account/password', { current: 'x', next: ['x'] }],
    ['/api/account/password', { current: long, next: long }],
    ['/api/account/tokens', { name: 'x', grants: ['everything'], days: 30 }],
    ['/api/account/tokens', { name: 'x', grants: ['own-account'], days: 30 }],
    ['/api/account/tokens', { name: 'x', grants: ['see-floor'], days: 31 }],
    ['/api/account/tokens', { name: 'x', grants: [], days: null }],
    ['/api/invitations/accept', { token: long, name: 'x', password: good }],
    ['/api/invitations/accept', { token: 'x', name: '\u0000', password: good }],
    ['/api/invitations/accept', {}],
  ];
  for (const [path, data] of asked)
    expect([path, (await admin.post(path, { data: data as object })).status()]).toEqual([path, 400]);
  expect(
    (await admin.post('/api/accounts', { data: '{', headers: { 'content-type': 'application/json' } })).status(),
  ).toBe(400);
  expect((await admin.delete('/api/account/tokens/..%2f..')).status()).toBe(404);
});

test('a name with a script in it is a name', async ({ login, api }) => {
  const admin = await api('admin');
  const name = '<script>alert(1)</script><img src=x onerror=alert(1)>';
  const reply = await admin.post('/api/accounts', { data: { username: 'script', name, role: 'agent' } });
  expect(reply.status()).toBe(200);
  const page = await login('admin');
  let alerts = 0;
  page.on('dialog', (dialog) => {
    alerts += 1;
    void dialog.dismiss();
  });
  await page.goto('/users?q=script');
  await expect(page.getByRole('button', { name })).toBeVisible();
  await page.goto((await reply.json()).invitation.path);
  await expect(page.getByRole('heading')).toContainText(name);
  expect(alerts).toBe(0);
});

test('users are found, opened, changed and left by keyboard alone', async ({ login }) => {
  const page = await login('admin');
  await page.goto('/users');
  await page.getByLabel('Find users').focus();
  await page.keyboard.type('viewer');
  const name = page.getByRole('button', { name: 'Viewer', exact: true });
  // Others may have been invited as viewers meanwhile.
  await expect(page.getByRole('button', { name: 'Supervisor', exact: true })).toHaveCount(0);
  await expect(name).toBeVisible();
  await name.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('complementary')).toBeFocused();
  await page.getByLabel('Only these').focus();
  await page.keyboard.press('Space');
  await expect(page.getByLabel('Find sources, queues and teams')).toBeVisible();
  await page.getByRole('complementary').focus();
  await page.keyboard.press('Escape');
  // What was ticked is not saved.
  const asks = page.getByRole('alertdialog', { name: 'Leave without saving?' });
  await expect(asks.getByRole('button', { name: 'Go on here' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(asks).toHaveCount(0);
  await page.getByRole('complementary').focus();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('complementary')).toHaveCount(0);
});

test('what is typed and not saved is not lost by a link, Back or another page without a word', async ({ login }) => {
  const page = await login('admin');
  await page.goto('/queues');
  await page.getByRole('button', { name: 'Account of Admin' }).click();
  await page.getByRole('menuitem', { name: 'My account' }).click();
  const email = page.getByLabel('E-mail');
  await email.click();
  await page.keyboard.type('half');
  const asks = page.getByRole('alertdialog', { name: 'Leave without saving?' });
  const stay = asks.getByRole('button', { name: 'Go on here' });
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Agents' }).click();
  await stay.click();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('agents');
  await page.keyboard.press('Enter');
  await stay.click();
  await page.evaluate(() => history.back());
  await stay.click();
  await expect(page).toHaveURL(/\/account$/);
  await expect(email).toHaveValue('half');
  const asked = new Promise((resolve) => {
    page.once('dialog', (dialog) => void dialog.dismiss().then(() => resolve(dialog.type())));
  });
  await page.evaluate(() => location.reload());
  expect(await asked).toBe('beforeunload');
  await expect(email).toHaveValue('half');
  await email.click();
  await page.evaluate(() => history.back());
  await asks.getByRole('button', { name: 'Leave without saving' }).click();
  await expect(page).toHaveURL(/\/queues$/);
});

for (const [screen, viewport] of [
  ['wide', { width: 1920, height: 1080 }],
  ['phone', { width: 390, height: 844 }],
] as const) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test(`pages of accounts can be used by everybody, ${screen} and ${colorScheme}`, async ({
      login,
      browser,
      callboard,
    }, info) => {
      // Eight looks of axe at whole pages.
      test.slow();
      const page = await login('admin', { viewport, colorScheme });
      const shot = (name: string) => page.screenshot({ path: info.outputPath(`${name}.png`) });
      await page.goto('/users');
      await expect(page.getByRole('button', { name: 'Supervisor', exact: true })).toBeVisible();
      await expectNoViolations(page);
      await shot('users');
      await page.getByRole('button', { name: 'Supervisor', exact: true }).click();
      await page.getByLabel('Only these').check();
      await expect(page.getByText('Whole sources')).toBeVisible();
      await expectNoViolations(page);
      await shot('user');
      await page.goto('/users?user=new');
      await page.getByRole('button', { name: 'Make a link' }).click();
      await expect(page.getByText('Must not be empty').first()).toBeVisible();
      await expectNoViolations(page);
      await shot('invite');
      const link = await invite(page, `a11y-${screen}-${colorScheme}`, 'agent');
      await expectNoViolations(page);
      await shot('link');
      await page.goto('/account');
      await page.getByLabel('Name of the token').fill('x');
      await page.getByRole('button', { name: 'Make a token' }).click();
      await expect(page.getByLabel('The new token')).toBeVisible();
      await expectNoViolations(page);
      await shot('account');
      const context = await browser.newContext({ baseURL: callboard.url, viewport, colorScheme });
      const stranger = await context.newPage();
      for (const [name, path] of [
        ['accept', link],
        ['forged', '/invite/forged'],
      ] as const) {
        await stranger.goto(path);
        await expect(stranger.getByRole('heading')).toBeVisible();
        await expectNoViolations(stranger);
        await stranger.screenshot({ path: info.outputPath(`${name}.png`) });
      }
      await context.close();
    });
  }
}
