import { personRoles, type Role } from '@/lib/principal';
import { demoPassword, expect, fillSignIn, test } from './fixtures';

test.describe('the sign-in form', () => {
  const wrong = 'User name or password is not right.';

  for (const [who, username] of [
    ['a wrong password', 'supervisor'],
    ['an unknown user', 'nobody-of-this-name'],
  ] as const) {
    test(`says of ${who} only that one of the two is not right`, async ({ page }) => {
      await page.goto('/sign-in');
      await fillSignIn(page, username, 'not-the-password');
      await expect(page.getByRole('alert').filter({ hasText: wrong })).toHaveText(wrong);
      await expect(page).toHaveURL(/\/sign-in$/);
      await expect(page.getByLabel('Password')).toBeFocused();
      expect(await page.context().cookies()).not.toContainEqual(
        expect.objectContaining({ name: 'next-auth.session-token' }),
      );
    });
  }

  test('never puts a password into an address, even before its script has come', async ({ browser, baseURL }) => {
    const page = await browser.newPage({ javaScriptEnabled: false, ...(baseURL ? { baseURL } : {}) });
    await page.goto('/sign-in');
    await page.getByLabel('User name').fill('supervisor');
    await page.getByLabel('Password').fill(demoPassword);
    await page.getByLabel('Password').press('Enter');
    await expect(page.getByRole('button', { name: 'Sign in' })).toBeDisabled();
    await expect(page).toHaveURL(/\/sign-in$/);
    await page.close();
  });

  test('leads back to the page that was asked for, with its filters', async ({ page }) => {
    await page.goto('/agents?state=ready');
    await expect(page).toHaveURL(/\/sign-in\?callbackUrl=/);
    await fillSignIn(page, 'lead', demoPassword);
    await expect(page).toHaveURL(/\/agents\?state=ready$/);
    await expect(page.getByRole('heading', { name: 'Agents' })).toBeVisible();
  });

  test('leads nowhere else', async ({ page, baseURL }) => {
    await page.goto(`/sign-in?callbackUrl=${encodeURIComponent('https://elsewhere.example/')}`);
    await fillSignIn(page, 'lead', demoPassword);
    await expect(page).toHaveURL(`${baseURL}/queues`);
  });
});

const seesSources = (role: Role) => role !== 'viewer';

test('agent signs in and lands on the desk', async ({ page }) => {
  await page.goto('/');
  await fillSignIn(page, 'agent', demoPassword);
  await expect(page).toHaveURL(/\/me$/);
});

for (const role of personRoles.filter((one) => one !== 'agent')) {
  test(`${role} signs in, lands on the queues and sees the live floor`, async ({ page }) => {
    await page.goto('/');
    await fillSignIn(page, role, demoPassword);
    await expect(page).toHaveURL(/\/queues$/);
    await expect(page.getByRole('grid', { name: 'Queues' })).toHaveAttribute('aria-rowcount', '19');
    const links = page.getByRole('navigation', { name: 'Pages' }).getByRole('link');
    await expect(links).toHaveText([
      'Wall',
      'Queues',
      'Agents',
      ...(role === 'viewer' ? [] : ['Members', 'Me']),
      'History',
      ...(seesSources(role) ? ['Sources', 'Config'] : []),
      ...(role === 'admin' ? ['Users', 'People', 'Audit'] : []),
    ]);
  });
}

test('signing out closes the live connection and every door behind it', async ({ page, request }) => {
  const viewers = async () =>
    Number(/^callboard_viewers (\d+)$/m.exec(await (await request.get('/metrics')).text())?.[1]);
  await page.goto('/sign-in');
  await fillSignIn(page, 'supervisor', demoPassword);
  await expect.poll(viewers).toBeGreaterThan(0);
  await page.getByRole('button', { name: 'Account of Supervisor' }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page).toHaveURL(/\/sign-in$/);
  await expect.poll(viewers).toBe(0);
  await page.goto('/queues');
  await expect(page).toHaveURL(/\/sign-in\?callbackUrl=%2Fqueues$/);
});

test.describe('who sees callers', () => {
  interface Contact {
    readonly caller: string | null;
    readonly callerName: string | null;
  }
  const callersIn = (contacts: readonly Contact[]) =>
    contacts.flatMap(({ caller, callerName }) => [caller, callerName]).filter((value) => value !== null);

  test('[V1] a supervisor does, in the console', async ({ api, followAs }) => {
    const floor = await (await (await api('supervisor')).get('/api/floor')).json();
    expect(callersIn(floor.contacts).length).toBeGreaterThan(10);
    const follower = await followAs('supervisor', 'console');
    await expect.poll(() => callersIn(follower.snapshots[0]?.floor.contacts ?? []).length).toBeGreaterThan(10);
  });

  for (const { role, purpose, memberships } of [
    { role: 'viewer', purpose: 'console', memberships: true },
    { role: 'supervisor', purpose: 'wall', memberships: false },
    { role: 'viewer', purpose: 'wall', memberships: false },
  ] as const) {
    test(`[V1] ${role} does not on the ${purpose}, in an answer or on the socket`, async ({
      api,
      followAs,
      control,
    }) => {
      const knowing = await followAs('supervisor', 'console');
      const follower = await followAs(role, purpose);
      await control.advance(60_000);
      await expect
        .poll(() => follower.deltas.flatMap(({ delta }) => delta.put?.contacts ?? []).length)
        .toBeGreaterThan(5);
      const floor = await (await (await api(role)).get(`/api/floor?purpose=${purpose}`)).json();
      expect(floor.contacts.length).toBeGreaterThan(10);
      expect(floor.memberships.length > 0).toBe(memberships);
      expect(follower.snapshots[0]!.floor.memberships.length > 0).toBe(memberships);

      const secrets = new Set([
        ...callersIn(knowing.snapshots.flatMap((snapshot) => snapshot.floor.contacts)),
        ...callersIn(knowing.deltas.flatMap(({ delta }) => delta.put?.contacts ?? [])),
      ]);
      expect(secrets.size).toBeGreaterThan(10);
      const everything = JSON.stringify([floor, follower.snapshots, follower.deltas]);
      // A caller may share an agent's name, and agents' names are nobody's secret.
      const agentNames = new Set(floor.agents.map((agent: { name: string }) => agent.name));
      const told = [...secrets].filter((secret) => everything.includes(JSON.stringify(secret)));
      expect(told.filter((secret) => !agentNames.has(secret))).toEqual([]);
    });
  }

  test('[V1] a purpose that does not exist is refused by its name', async ({ api }) => {
    const reply = await (await api('supervisor')).get('/api/floor?purpose=everything');
    expect(reply.status()).toBe(400);
    expect(await reply.json()).toEqual({
      ok: false,
      code: 'bad-request',
      field: 'purpose',
      message: 'purpose must be one of wall, console, me',
      problems: [{ field: 'purpose', message: 'must be one of wall, console, me' }],
    });
  });

  test('[S1] an agent is told nothing of the sources, and may not have them asked again', async ({ api }) => {
    const agent = await api('agent');
    expect((await agent.get('/api/sources')).status()).toBe(403);
    expect((await agent.post('/api/sources/milan/retry')).status()).toBe(403);
    const lead = await api('lead');
    expect((await lead.get('/api/sources')).status()).toBe(200);
    expect((await lead.post('/api/sources/milan/retry')).status()).toBe(403);
  });
});
