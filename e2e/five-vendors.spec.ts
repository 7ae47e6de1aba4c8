import type { APIRequestContext, Page } from '@playwright/test';
import type { AgentRecord, ContactRecord } from '@/lib/floor/records';
import type { CentreAgent } from '@/server/emulators/centre-types';
import { siteIds } from '@/server/emulators/sites';
import { expect, test } from './fixtures';
import type { Callboard } from './run-callboard';

const names = ['Milan', 'Helsinki', 'Lucca', 'Bucharest', 'Novosibirsk'];
const salesOfNovosibirsk = 'Отдел продаж';

test.use({ sites: siteIds, isCalled: true });

const strip = (page: Page, site: string) =>
  page.getByRole('list', { name: 'Sources' }).getByRole('listitem').filter({ hasText: site });

async function floorOf(api: APIRequestContext): Promise<{ agents: AgentRecord[]; contacts: ContactRecord[] }> {
  return (await api.get('/api/floor?purpose=console')).json();
}

const isOut = ({ state, memberOf }: CentreAgent) => state === 'logged-out' && memberOf.length > 0;

/** Calls of one source that were taken, by our own count. */
async function takenFrom({ url }: Callboard, source: string): Promise<number> {
  const metrics = await (await fetch(`${url}/metrics`, { headers: { connection: 'close' } })).text();
  const line = new RegExp(`^callboard_hook_calls_total\\{source="${source}",outcome="taken"\\} (\\d+)$`, 'm');
  return Number(line.exec(metrics)?.[1] ?? 0);
}

test('five systems of five vendors are on one wall, and what a vendor cannot tell is no zero', async ({ login }) => {
  const page = await login('supervisor');
  await page.goto('/wall');
  await expect(page.getByText(/\d+ of 25\b/)).toBeVisible();
  await page.goto('/queues');
  const row = page.getByRole('row').filter({ hasText: salesOfNovosibirsk });
  await expect(row).toContainText('Not available from RingMe');
  await expect(row.getByText('n/a').first()).toBeVisible();
  await expect(row.getByRole('cell', { name: '0', exact: true })).toHaveCount(0);
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('/wall');
  for (const name of names) await expect(strip(page, name)).toHaveText(/\d\u00a0s$/);
  const rows = page.getByRole('list', { name: 'Queues, worst first' }).getByRole('listitem');
  await expect(rows).toHaveCount(25);
  const sales = rows.filter({ hasText: salesOfNovosibirsk });
  await expect(sales).toContainText('n/a');
  await expect(sales).not.toContainText(/\b0 waiting/);
});

test('an agent of RingMe who logs in at the phone shows within seconds, for it calls', async ({
  api,
  control,
  callboard,
}) => {
  const supervisor = await api('supervisor');
  const agent = callboard.emulators.centres.get('novosibirsk')?.agents.find((one) => isOut(one) && one.id !== '103');
  const shown = async () => {
    const { agents } = await floorOf(supervisor);
    return agents.find((one) => one.sourceId === 'novosibirsk' && one.extension === agent?.extension)?.readiness;
  };
  expect(await shown()).toBe('unknown');
  await control.act({ source: 'novosibirsk', agent: agent?.id ?? '', deed: 'login' });
  await expect.poll(shown, { timeout: 5000 }).toBe('ready');
  await control.act({ source: 'novosibirsk', agent: agent?.id ?? '', deed: 'logout' });
  await expect.poll(shown, { timeout: 180_000 }).toBe('logged-out');
  expect(await takenFrom(callboard, 'novosibirsk')).toBeGreaterThanOrEqual(2);
});

test('VoipNow calls when callers come and go, and what somebody does at the phone shows', async ({
  api,
  control,
  callboard,
}) => {
  const supervisor = await api('supervisor');
  const agent = callboard.emulators.centres.get('bucharest')?.agents.find((one) => isOut(one) && one.id !== '220');
  const shown = async () => {
    const { agents } = await floorOf(supervisor);
    return agents.find((one) => one.sourceId === 'bucharest' && one.extension === agent?.extension)?.readiness;
  };
  expect(await shown()).toBe('logged-out');
  await control.act({ source: 'bucharest', agent: agent?.id ?? '', deed: 'login' });
  await expect.poll(shown, { timeout: 10_000 }).toBe('ready');
  await expect.poll(() => takenFrom(callboard, 'bucharest'), { timeout: 90_000 }).toBeGreaterThan(2);
  const { contacts } = await floorOf(supervisor);
  expect(contacts.filter(({ sourceId }) => sourceId === 'bucharest').length).toBeGreaterThan(0);
});

test('the Sources page says of each how it is doing, and that two of them call', async ({ login }) => {
  const page = await login('supervisor');
  await page.goto('/sources');
  for (const name of names) {
    const card = page.getByRole('region', { name, exact: true });
    await expect(card.getByRole('row').filter({ hasText: 'Live' })).toBeVisible();
    await expect(card.getByText('cannot call')).toHaveCount(0);
    const calls = card.getByRole('row').filter({ hasText: 'Its calls to us' });
    await expect(calls).toHaveCount(name === 'Bucharest' || name === 'Novosibirsk' ? 1 : 0);
  }
});
