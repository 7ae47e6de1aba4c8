import type { APIRequestContext } from '@playwright/test';
import { expect, test } from './fixtures';

/** A minute is told when it is over. */
async function untilKnown(reader: APIRequestContext): Promise<void> {
  const known = async () => (await (await reader.get('/api/history')).json()).totals.knownQueues;
  await expect.poll(known, { timeout: 120_000, intervals: [2000] }).toBe(18);
}

test.describe('history', () => {
  test.setTimeout(180_000);

  test('shows the last minutes of the floor, as lines and as a table', async ({ login, api }) => {
    await untilKnown(await api('supervisor'));
    const page = await login('supervisor');
    await page.goto('/history');
    const waiting = page.getByRole('region', { name: 'Waiting', exact: true });
    await expect(waiting).toBeVisible();
    await expect(page.getByRole('status').filter({ hasText: '18 queues' })).toBeVisible();
    await waiting.getByRole('button', { name: 'Waiting as a table' }).click();
    const rows = waiting.getByRole('table').getByRole('row');
    await expect(rows.nth(1).getByRole('cell').first()).toHaveText(/^\d/);
  });

  test('keeps days and queues in the address, and a queue can be picked from the table', async ({ login, api }) => {
    await untilKnown(await api('lead'));
    const page = await login('lead');
    await page.goto('/history?compare=0');
    const queues = page.getByRole('region', { name: 'Queues', exact: true });
    await queues.getByRole('row').nth(2).getByRole('button').click();
    await expect(page).toHaveURL(/queues=\w+%2F/);
    await expect(page.getByText('Agents who serve this queue')).toBeVisible();
    await page.getByRole('button', { name: 'Yesterday' }).click();
    await expect(page).toHaveURL(/from=\d{4}-\d\d-\d\d/);
    await expect(page.getByText(/^Nothing is known of/)).toBeVisible();
  });

  test('is exported as CSV, queue by queue', async ({ login, api }) => {
    await untilKnown(await api('supervisor'));
    const page = await login('supervisor');
    await page.goto('/history');
    await expect(page.getByRole('region', { name: 'Queues', exact: true })).toBeVisible();
    const saved = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Export CSV' }).click();
    expect((await saved).suggestedFilename()).toMatch(/^callboard-\d{4}-.*\.csv$/);
    await expect(page.getByRole('status').filter({ hasText: /^Saved: \d+ rows/ })).toBeVisible();
  });

  test('says by name what cannot be asked, and is not for agents', async ({ api }) => {
    const lead = await api('lead');
    const ask = async (query: string) => {
      const reply = await lead.get(`/api/history?${query}`);
      return [reply.status(), (await reply.json()).field ?? null];
    };
    expect(await ask('from=yesterday')).toEqual([400, 'from']);
    expect(await ask('queues=nowhere%2F1')).toEqual([400, 'queues']);
    expect(await ask('step=%3Cscript%3E')).toEqual([400, 'step']);
    expect(await ask('compare=1e9')).toEqual([400, 'compare']);
    expect(await ask('')).toEqual([200, null]);
    expect((await (await api('agent')).get('/api/history')).status()).toBe(403);
  });
});
