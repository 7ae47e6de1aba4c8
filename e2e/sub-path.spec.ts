import { expect, test } from '@playwright/test';
import { io } from 'socket.io-client';
import { demoPassword, fillSignIn } from './fixtures';
import { type Callboard, startCallboard } from './run-callboard';

/** As `npm test` builds it a second time. */
const build = { folder: 'dist-below', basePath: '/callboard' };

let callboard: Callboard;
test.beforeAll(async () => {
  test.setTimeout(120_000);
  callboard = await startCallboard({ sites: [{ site: 'lucca', warmUpMs: 3_600_000 }], pollEverySeconds: 1, build });
});
test.afterAll(() => callboard.stop());

const origin = () => new URL(callboard.url).origin;
const below = (url: string) => /^\/callboard(\/|$)/.test(new URL(url).pathname);

test('below a path a person signs in, sees the live floor, goes about and signs out', async ({ page }) => {
  const outside: string[] = [];
  const failed: string[] = [];
  const fonts: string[] = [];
  const complaints: string[] = [];
  page.on('request', (request) => {
    if (!below(request.url())) outside.push(request.url());
  });
  page.on('response', (response) => {
    if (response.status() >= 400) failed.push(`${response.status()} ${response.url()}`);
    if (response.request().resourceType() === 'font' && response.ok()) fonts.push(response.url());
  });
  page.on('websocket', (socket) => {
    if (!new URL(socket.url()).pathname.startsWith(`${build.basePath}/socket.io/`)) outside.push(socket.url());
  });
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });

  await page.goto(`${callboard.url}/agents?state=ready`);
  await expect(page).toHaveURL(`${callboard.url}/sign-in?callbackUrl=%2Fcallboard%2Fagents%3Fstate%3Dready`);
  await fillSignIn(page, 'supervisor', demoPassword);
  await expect(page).toHaveURL(`${callboard.url}/agents?state=ready`);
  await expect(page.getByRole('grid', { name: 'Agents' })).toBeVisible();

  for (const name of ['Queues', 'Sources', 'Wall']) {
    await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name }).click();
    await expect(page).toHaveURL(`${callboard.url}/${name.toLowerCase()}`);
    if (name === 'Sources') await expect(page.getByRole('region', { name: 'Lucca' })).toBeVisible();
  }
  await expect(page.getByRole('list', { name: 'Queues' })).toBeVisible();
  await expect(page.getByRole('list', { name: 'Sources' })).toContainText('Lucca');

  await page.goto(`${callboard.url}/`);
  await expect(page).toHaveURL(`${callboard.url}/queues`);
  await expect(page.locator('link[rel="icon"]').first()).toHaveAttribute('href', /^\/callboard\/icon\.svg/);
  await page.getByRole('button', { name: 'Account of Supervisor' }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page).toHaveURL(`${callboard.url}/sign-in`);
  await page.goto(`${callboard.url}/queues`);
  await expect(page).toHaveURL(`${callboard.url}/sign-in?callbackUrl=%2Fcallboard%2Fqueues`);

  expect(fonts.length).toBeGreaterThan(0);
  expect({ outside, failed, complaints }).toEqual({ outside: [], failed: [], complaints: [] });
});

test('below a path the doors for programs are where they belong, and nothing is above it', async ({ playwright }) => {
  const request = await playwright.request.newContext();
  const status = async (path: string) => (await request.get(`${origin()}${path}`, { maxRedirects: 0 })).status();
  const files = ['/icon.svg', '/robots.txt', '/api/health', '/metrics', '/sign-in', '/api/auth/csrf'];
  for (const path of files) {
    expect([path, await status(`/callboard${path}`)]).toEqual([path, 200]);
    expect([path, await status(path)]).toEqual([path, 404]);
  }
  expect(await status('/')).toBe(404);
  expect(await status('/callboard')).toBe(303);
  expect(await status('/callboardx/api/health')).toBe(404);
  expect(await status('/callboard/api/floor')).toBe(401);

  const { csrfToken } = await (await request.get(`${callboard.url}/api/auth/csrf`)).json();
  const form = { username: 'supervisor', password: demoPassword, csrfToken, json: 'true' };
  expect((await request.post(`${callboard.url}/api/auth/callback/credentials`, { form })).status()).toBe(200);
  expect(await status('/callboard/api/floor')).toBe(200);
  expect((await request.post(`${callboard.url}/api/sources/lucca/retry`)).status()).toBe(200);

  const { cookies } = await request.storageState();
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
  const connected = (path: string) =>
    new Promise<boolean>((resolve) => {
      const settings = { path, transports: ['websocket'], reconnection: false, forceNew: true };
      const socket = io(origin(), { ...settings, extraHeaders: { cookie } });
      const end = (isConnected: boolean) => {
        socket.disconnect();
        resolve(isConnected);
      };
      socket.once('connect', () => end(true));
      socket.once('connect_error', () => end(false));
    });
  expect(await connected('/callboard/socket.io')).toBe(true);
  expect(await connected('/socket.io')).toBe(false);
  await request.dispose();
});
