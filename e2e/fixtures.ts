import {
  type APIRequestContext,
  type BrowserContext,
  type BrowserContextOptions,
  test as base,
  type Cookie,
  expect,
  type Page,
} from '@playwright/test';
import type { Role } from '@/lib/principal';
import type { Purpose } from '@/lib/protocol/purposes';
import { type Follower, follow } from './follow';
import { type Callboard, type CallboardOptions, startCallboard } from './run-callboard';

export type { Follower };
export { expect };

export const demoPassword = 'callboard-demo';

interface WorkerFixtures extends Required<Omit<CallboardOptions, 'build'>> {
  readonly callboard: Callboard;
  /** The cookies of somebody of this role, who signed in through the form once. */
  readonly cookiesOf: (role: Role) => Promise<Cookie[]>;
}

interface TestFixtures {
  readonly control: Callboard['control'];
  /** A fresh window of somebody of this role. */
  readonly login: (role: Role, options?: BrowserContextOptions) => Promise<Page>;
  /** The same without a window. */
  readonly api: (role: Role) => Promise<APIRequestContext>;
  /** Follows the live floor as this role, or as nobody, and keeps what arrives. */
  readonly followAs: (role: Role | null, purpose: Purpose) => Promise<Follower>;
  /** Leaves the floor well for the next test, and tells what the app wrote when this one failed. */
  readonly tidy: undefined;
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  sites: [undefined, { option: true, scope: 'worker' }],
  pollEverySeconds: [1, { option: true, scope: 'worker' }],
  unlisted: [[], { option: true, scope: 'worker' }],
  settings: [{}, { option: true, scope: 'worker' }],
  env: [{}, { option: true, scope: 'worker' }],
  isCalled: [false, { option: true, scope: 'worker' }],

  callboard: [
    async ({ sites, pollEverySeconds, unlisted, settings, env, isCalled }, use) => {
      const callboard = await startCallboard({ sites, pollEverySeconds, unlisted, settings, env, isCalled });
      await use(callboard);
      await callboard.stop();
    },
    { scope: 'worker', timeout: 90_000 },
  ],

  cookiesOf: [
    async ({ callboard, browser }, use) => {
      const known = new Map<Role, Promise<Cookie[]>>();
      await use((role) => {
        const found = known.get(role) ?? signIn(() => browser.newPage({ baseURL: callboard.url }), role);
        known.set(role, found);
        return found;
      });
    },
    { scope: 'worker' },
  ],

  baseURL: async ({ callboard }, use) => use(callboard.url),
  control: async ({ callboard }, use) => use(callboard.control),

  login: async ({ browser, callboard, cookiesOf }, use) => {
    const opened: BrowserContext[] = [];
    await use(async (role, options = {}) => {
      const storageState = { cookies: await cookiesOf(role), origins: [] };
      const context = await browser.newContext({ baseURL: callboard.url, storageState, ...options });
      opened.push(context);
      return context.newPage();
    });
    for (const context of opened) await context.close();
  },

  api: async ({ playwright, callboard, cookiesOf }, use) => {
    const opened: APIRequestContext[] = [];
    await use(async (role) => {
      const storageState = { cookies: await cookiesOf(role), origins: [] };
      const context = await playwright.request.newContext({ baseURL: callboard.url, storageState });
      opened.push(context);
      return context;
    });
    for (const context of opened) await context.dispose();
  },

  followAs: async ({ callboard, cookiesOf }, use) => {
    const opened: Follower[] = [];
    await use(async (role, purpose) => {
      const follower = await follow(callboard.url, role === null ? [] : await cookiesOf(role), purpose);
      opened.push(follower);
      return follower;
    });
    for (const follower of opened) follower.close();
  },

  tidy: [
    async ({ callboard, api }, use, testInfo) => {
      await use(undefined);
      if (testInfo.status !== testInfo.expectedStatus) {
        await testInfo.attach('log of the app', { body: callboard.log.join('\n'), contentType: 'text/plain' });
      }
      if (!callboard.hadFaults()) return;
      await callboard.control.clear();
      const admin = await api('admin');
      for (const { id } of callboard.emulators.sources) await admin.post(`/api/sources/${id}/retry`);
      await callboard.untilUp();
      callboard.forgetFaults();
    },
    { auto: true },
  ],
});

/** Through the form, as a person does it. */
async function signIn(openPage: () => Promise<Page>, role: Role): Promise<Cookie[]> {
  const page = await openPage();
  await page.goto('/sign-in');
  await fillSignIn(page, role, demoPassword);
  await page.waitForURL(/\/(queues|me)$/);
  const cookies = await page.context().cookies();
  await page.close();
  return cookies;
}

export async function fillSignIn(page: Page, username: string, password: string): Promise<void> {
  await page.getByLabel('User name').fill(username);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}
