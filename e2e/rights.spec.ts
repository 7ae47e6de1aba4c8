import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Action } from '@/lib/can';
import { mayByTable } from '@/lib/fixtures/rights-table';
import { personRoles } from '@/lib/principal';
import { expect, test } from './fixtures';

/** What each page asks for; null: anybody. A page without a row fails below. */
const pageActions: Readonly<Record<string, Action | null>> = {
  '/sign-in': null,
  '/': null,
  '/wall': 'see-floor',
  '/queues': 'see-console',
  '/agents': 'see-console',
  '/me': 'see-own-desk',
  '/history': 'see-history',
  '/account': 'own-account',
  '/welcome': null,
  '/sources': 'see-sources',
  '/sources/new': 'edit-sources',
  '/configuration': 'edit-queues',
  '/configuration/changes': 'edit-queues',
  '/users': 'edit-accounts',
  '/people': 'edit-people',
  '/members': 'act-on-agents',
  '/audit': 'see-audit',
  '/api/docs': 'see-floor',
};

const pages = readdirSync(join(import.meta.dirname, '../app'), { recursive: true, encoding: 'utf8' })
  .filter((file) => /(^|\/)page\.tsx$/.test(file) && !file.includes('['))
  .map(
    (file) =>
      `/${file
        .split('/')
        .slice(0, -1)
        .filter((segment) => !segment.startsWith('('))
        .join('/')}`,
  );

test('every page has a row in the table of rights', () => {
  expect(pages.sort()).toEqual(Object.keys(pageActions).sort());
});

for (const role of personRoles) {
  test(`[S1] a ${role} opens the pages of the table and no other`, async ({ api }) => {
    const request = await api(role);
    for (const [path, action] of Object.entries(pageActions)) {
      if (action === null) continue;
      // A connection kept open may be closed by the other side while this busy process does not look.
      const reply = await request.get(path, { headers: { connection: 'close' } });
      const may = mayByTable(role, action);
      expect([path, reply.status()]).toEqual([path, may ? 200 : 403]);
    }
  });
}

test('who may not open a page finds the way back', async ({ login }) => {
  const page = await login('agent');
  await page.goto('/audit');
  await expect(page.getByRole('heading', { name: 'Not for your role' })).toBeVisible();
  await page.getByRole('link', { name: 'Back to your desk' }).click();
  await expect(page).toHaveURL(/\/me$/);
});
