import type { AgentRecord } from '@/lib/floor/records';
import { expect, test } from './fixtures';

// 5,040 agents in 80 queues, in calls of some minutes.
test.use({
  sites: [{ site: 'lucca', agents: 210, queues: 20, handlingScale: 6, warmUpMs: 1_800_000 }],
  pollEverySeconds: 4,
});

test('5,000 agents scroll from end to end with some dozens of rows drawn', async ({ login }) => {
  const page = await login('supervisor');
  await page.goto('/agents?sort=name');
  const grid = page.getByRole('grid', { name: 'Agents' });
  const rows = grid.getByRole('row');
  await expect(grid).toHaveAttribute('aria-rowcount', '5041');
  const drawn = async (last: number) => {
    await expect(grid.locator(`[aria-rowindex="${last}"]`)).toBeVisible();
    expect(await rows.count()).toBeLessThan(100);
  };
  await drawn(2);
  await grid.focus();
  await page.keyboard.press('End');
  await drawn(5041);
  await page.keyboard.press('Home');
  await drawn(2);
  const scroller = grid.locator('..');
  for (const share of [0.25, 0.5, 0.75, 1]) {
    const last = await scroller.evaluate((element, part) => {
      element.scrollTop = (element.scrollHeight - element.clientHeight) * part;
      return Math.round(part * 5040);
    }, share);
    await drawn(Math.max(2, last - 5));
  }
});

test('a search among 5,000 finds its few while they go on changing', async ({ login, api }) => {
  const { agents } = (await (await (await api('supervisor')).get('/api/floor')).json()) as { agents: AgentRecord[] };
  const { extension } = agents[4321]!;
  const page = await login('supervisor');
  await page.goto('/agents');
  await page.getByRole('searchbox').fill(extension!);
  await expect(page.getByRole('main').getByText('1 of 5,040', { exact: true })).toBeVisible();
});
