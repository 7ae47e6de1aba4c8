import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';
import { expectNoViolations } from './no-violations';

const screens = [
  { name: 'wide', viewport: { width: 1920, height: 1080 } },
  { name: 'phone', viewport: { width: 390, height: 844 } },
] as const;

interface Scene {
  readonly name: string;
  readonly path: string;
  readonly open: (page: Page) => Promise<void>;
}

const scenes: readonly Scene[] = [
  {
    name: 'audit',
    path: '/audit',
    open: async (page) => {
      const entries = page.getByRole('list', { name: 'Audit, newest first' });
      await entries
        .getByRole('button', { name: /person\.link/ })
        .first()
        .click();
      await expect(entries.getByRole('table', { name: 'What changed' })).toBeVisible();
    },
  },
  {
    name: 'an audit in which nothing fits',
    path: '/audit?q=nobody-did-this',
    open: (page) => expect(page.getByText('Nothing was done that fits')).toBeVisible(),
  },
  {
    name: 'people',
    path: '/people',
    open: async (page) => {
      await expect(page.getByRole('list', { name: 'People' }).getByRole('listitem').first()).toBeVisible();
      await page.getByRole('button', { name: 'Tick the sure ones' }).click();
    },
  },
  {
    name: 'the API',
    path: '/api/docs',
    open: async (page) => {
      await page.getByText('Answer application/json').first().click();
      await expect(page.getByRole('heading', { name: 'Callboard API' })).toBeVisible();
    },
  },
];

test.beforeEach(async ({ api }) => {
  const admin = await api('admin');
  const { agents } = await (await admin.get('/api/floor')).json();
  const first = (sourceId: string) =>
    agents.flatMap(({ id }: { id: string }) => (id.startsWith(`${sourceId}/`) ? [id] : [])).sort()[0];
  const reply = await admin.post('/api/people', {
    data: { links: [{ agentIds: [first('milan'), first('helsinki')] }] },
  });
  expect(reply.status()).toBe(200);
});

for (const { name, path, open } of scenes) {
  for (const { name: screen, viewport } of screens) {
    for (const colorScheme of ['light', 'dark'] as const) {
      test(`${name} can be used by everybody, ${screen} and ${colorScheme}`, async ({ login }) => {
        const page = await login('admin', { viewport, colorScheme });
        await page.goto(path);
        await open(page);
        await expectNoViolations(page);
      });
    }
  }
}

test('on a phone settings open from the bottom edge', async ({ login }) => {
  const page = await login('admin', { viewport: { width: 390, height: 844 } });
  await page.goto('/queues');
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('menuitem', { name: 'Audit' }).click();
  await expect(page.getByRole('heading', { name: 'Audit' })).toBeVisible();
});

test('a person is split into agents again, by keyboard', async ({ login, api }) => {
  const page = await login('admin');
  await page.goto('/people');
  await page
    .getByRole('button', { name: /^Split/ })
    .first()
    .press('Enter');
  await expect(page.getByText('Nobody was confirmed yet')).toBeVisible();
  const { agents } = await (await (await api('admin')).get('/api/floor')).json();
  expect(agents.filter((agent: { personId: string | null }) => agent.personId !== null)).toEqual([]);
});

test('an export is saved as a file', async ({ login }) => {
  const page = await login('admin');
  await page.goto('/audit');
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export CSV' }).click();
  expect((await saved).suggestedFilename()).toBe('callboard-audit.csv');
  await expect(page.getByText('Saved.')).toBeVisible();
});
