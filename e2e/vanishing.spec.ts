import { expect, test } from './fixtures';

// One site with more than 400 agents at work, asked slowly enough to see what is said between two polls.
test.use({ sites: [{ site: 'milan', agents: 14, queues: 2, handlingScale: 3 }], pollEverySeconds: 3 });

test('[P2] 400 agents who become none for one poll are not believed', async ({ login, followAs, control }) => {
  const page = await login('supervisor');
  await page.goto('/wall');
  const follower = await followAs('supervisor', 'wall');
  const strip = page.getByRole('list', { name: 'Sources' }).getByRole('listitem');
  await expect(strip.getByRole('img', { name: 'Within limits' })).toBeVisible();
  const before = follower.snapshots[0]!.floor.agents.length;
  expect(before).toBeGreaterThan(400);

  await control.fault({ source: 'milan', fault: 'empty-agents', times: 1, path: 'QmRealtime' });
  await expect(strip).toContainText('most figures vanished, asking again');
  await expect(strip).not.toContainText('vanished');
  const dropped = follower.deltas.flatMap(({ delta }) => delta.drop?.agents ?? []);
  const gone = follower.deltas.flatMap(({ delta }) =>
    Object.values(delta.patch?.agents ?? {}).filter((patch) => patch.state === 'logged-out'),
  );
  expect(dropped).toEqual([]);
  expect(gone.length).toBeLessThan(before / 10);
});
