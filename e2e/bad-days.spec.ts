import type { APIRequestContext, Page } from '@playwright/test';
import type { SourceDetail } from '@/lib/protocol/reports';
import type { CentreAgent, CentreContact } from '@/server/emulators/centre-types';
import { expect, test } from './fixtures';

const card = (page: Page, site: string) => page.getByRole('region', { name: site });

async function sourcesSeenBy(api: APIRequestContext): Promise<Record<string, SourceDetail>> {
  const { sources } = (await (await api.get('/api/sources')).json()) as { sources: SourceDetail[] };
  return Object.fromEntries(sources.map((source) => [source.id, source]));
}

const liveFeed = (source: SourceDetail | undefined) => source!.feeds.find(({ name }) => name === 'live')!;

test('401 after hours of success asks for a person, in words, and is mended by one', async ({
  login,
  api,
  control,
}) => {
  const page = await login('supervisor');
  await page.goto('/sources');
  await control.advance(3 * 3_600_000);
  await expect(card(page, 'Milan')).toContainText('Up since');

  await control.fault({ source: 'milan', fault: 'status', status: 401 });
  await expect(card(page, 'Milan')).toContainText('Needs attention since');
  const words = 'refused the credentials (HTTP 401): check user, password and rights';
  await expect(card(page, 'Milan')).toContainText(words);
  await expect(card(page, 'Helsinki')).toContainText('Up since');

  const wall = await login('lead');
  await wall.goto('/wall');
  const strip = wall.getByRole('list', { name: 'Sources' }).getByRole('listitem').filter({ hasText: 'Milan' });
  await expect(strip).toContainText('needs attention');
  await wall.close();

  // Nobody has mended it yet: asking again says so again.
  const again = card(page, 'Milan').getByRole('button', { name: 'Try again now' });
  const lead = await api('lead');
  const failures = async () => liveFeed((await sourcesSeenBy(lead)).milan).failures;
  const before = await failures();
  await again.click();
  await expect.poll(failures).toBeGreaterThan(before);
  await expect(card(page, 'Milan')).toContainText(words);

  await control.clear('milan');
  await expect(again).toBeEnabled();
  await again.click();
  await expect(card(page, 'Milan')).toContainText('Up since');
  await expect(again).toHaveCount(0);
});

for (const retryAfterAs of ['seconds', 'date'] as const) {
  test(`429 is obeyed, with Retry-After in ${retryAfterAs}`, async ({ login, api, control }) => {
    const supervisor = await api('supervisor');
    await control.fault({ source: 'lucca', fault: 'status', status: 429, retryAfterSeconds: 40, retryAfterAs });
    await expect.poll(async () => liveFeed((await sourcesSeenBy(supervisor)).lucca).problemKind).toBe('rate-limited');
    const { nextAt, lastStartedAt, consecutiveFailures } = liveFeed((await sourcesSeenBy(supervisor)).lucca);
    expect(consecutiveFailures).toBe(1);
    // A date has whole seconds only.
    expect(nextAt! - lastStartedAt!).toBeGreaterThan(38_000);
    expect(nextAt! - lastStartedAt!).toBeLessThan(60_000);
    const page = await login('supervisor');
    await page.goto('/sources');
    await expect(card(page, 'Lucca')).toContainText('asks for fewer requests (HTTP 429)');
    await expect(card(page, 'Lucca')).toContainText('Tried again by itself');
  });
}

const troubles = [
  { fault: { fault: 'status', status: 500 }, words: 'answered with an error (HTTP 500)' },
  { fault: { fault: 'status', status: 504 }, words: 'says that the system behind it does not answer (HTTP 504)' },
  { fault: { fault: 'html-login' }, words: 'sent a web page instead of JSON: is a sign-in page or proxy in between?' },
  { fault: { fault: 'cut-body' }, words: 'broke off the connection before the answer was complete' },
  { fault: { fault: 'wrong-shape', body: { queues: 7, agents: 'none' } }, words: 'sent an unexpected answer at ' },
  { fault: { fault: 'huge-body', megabytes: 48 }, words: 'sent more than 32 MB: refused' },
  { fault: { fault: 'refuse' }, words: 'refuses the connection: check that the system runs and the port is right' },
] as const;

for (const { fault, words } of troubles) {
  const name = 'status' in fault ? `status ${fault.status}` : fault.fault;
  test(`${name}, from every vendor at once, is told in words and over by itself`, async ({
    api,
    control,
    callboard,
  }) => {
    const lead = await api('lead');
    const before = await sourcesSeenBy(lead);
    for (const source of ['milan', 'helsinki', 'lucca']) await control.fault({ source, ...fault });
    for (const id of ['milan', 'helsinki', 'lucca']) {
      await expect
        .poll(async () => (await sourcesSeenBy(lead))[id], { message: `${id} says what is wrong` })
        .toMatchObject({
          link: 'retrying',
          problem: expect.stringContaining(words),
          // What was known stays.
          counts: { queues: before[id]!.counts.queues },
        });
    }
    await control.clear();
    await callboard.untilUp();
  });
}

test('a system that hangs keeps nobody waiting but itself', async ({ api, followAs, control }) => {
  const lead = await api('lead');
  await followAs('lead', 'wall');
  await control.fault({ source: 'helsinki', fault: 'hang' });
  await expect.poll(async () => liveFeed((await sourcesSeenBy(lead)).helsinki).problemKind).toBe('timeout');
  const before = await sourcesSeenBy(lead);
  const polls = async () => {
    const now = await sourcesSeenBy(lead);
    const since = (id: string) => liveFeed(now[id]).polls - liveFeed(before[id]).polls;
    return { milan: since('milan'), lucca: since('lucca'), helsinki: since('helsinki') };
  };
  await expect
    .poll(async () => Math.min((await polls()).milan, (await polls()).lucca), { timeout: 40_000 })
    .toBeGreaterThanOrEqual(8);
  expect((await polls()).helsinki).toBeLessThanOrEqual(4);
  const { milan, lucca, helsinki } = await sourcesSeenBy(lead);
  for (const source of [milan, lucca]) {
    expect(source).toMatchObject({ link: 'up', problem: null });
    expect(liveFeed(source).consecutiveFailures).toBe(0);
    expect(liveFeed(source).failures).toBe(liveFeed(before[source!.id]).failures);
  }
  expect(helsinki!.problem).toContain('did not answer in time');
  expect(liveFeed(milan).asOf!).toBeGreaterThan(liveFeed(helsinki).asOf!);
});

test('script tags and entities in names are text, everywhere', async ({ login, callboard }) => {
  const script = '<script>window.isTaken = true</script>';
  const image = '<img src=x onerror="window.isTaken = true">';
  type Writable<T> = { -readonly [K in keyof T]: T[K] };
  for (const centre of callboard.emulators.centres.values()) {
    const [agent] = centre.agents.filter(({ state }) => state !== 'logged-out') as Writable<CentreAgent>[];
    Object.assign(agent!, { firstName: script, lastName: 'Rossi' });
  }
  const renameCallers = () => {
    for (const centre of callboard.emulators.centres.values()) {
      for (const contact of centre.liveContacts() as Writable<CentreContact>[]) contact.caller = `${image}&lt;b&gt;`;
    }
  };
  const page = await login('supervisor');
  await page.goto('/agents?q=script');
  const named = page.getByRole('row').filter({ hasText: script });
  await expect(named).toHaveCount(3);
  await named.first().click();
  await expect(page.getByRole('complementary').getByRole('heading', { level: 2 })).toContainText(script);

  // Contacts come and go: all that are there now get the name, until one of them is in view.
  await page.goto('/queues');
  for (const queue of ['Assistenza tecnica', 'Asiakaspalvelu']) {
    await page.getByRole('row').filter({ hasText: queue }).click();
    await expect(async () => {
      renameCallers();
      await expect(page.getByRole('complementary', { name: queue }).getByText(image).first()).toBeVisible({
        timeout: 2000,
      });
    }).toPass({ timeout: 40_000 });
  }

  const wall = await login('supervisor');
  await wall.goto('/wall');
  await expect(wall.getByRole('article').first()).toBeVisible();
  for (const one of [page, wall]) {
    expect(await one.evaluate(() => 'isTaken' in window)).toBe(false);
    expect(await one.locator('img[src=x]').count()).toBe(0);
  }
  await expect(wall.getByText(image)).toHaveCount(0);
});
