import type { APIRequestContext, Page } from '@playwright/test';
import { type Role, roles } from '@/lib/principal';
import type { SourceSettings } from '@/lib/protocol/source-settings';
import type { SourceEntry } from '@/server/emulators/launch';
import { expect, test } from './fixtures';
import { expectNoViolations } from './no-violations';
import type { Callboard } from './run-callboard';

// Two systems stand in the sources file; the third is added in the browser.
test.use({ unlisted: ['helsinki'] });
// Two windows, a test of another system and a look with axe take their time on a busy machine.
test.beforeEach(() => test.setTimeout(240_000));

const helsinkiOf = ({ emulators }: Callboard) => emulators.sources.find(({ id }) => id === 'helsinki') as SourceEntry;
const queue = 'Asiakaspalvelu';
const row = (page: Page) => page.getByRole('row').filter({ hasText: queue });
const wrongFields = (page: Page) => page.locator('[aria-invalid="true"]');
const testSteps = (page: Page) => page.getByRole('region', { name: 'Test' }).getByRole('listitem');

async function fillIn(page: Page, { settings, secrets }: SourceEntry): Promise<void> {
  await page.getByLabel('Address', { exact: true }).fill(String(settings.baseUrl));
  await page.getByLabel('Sign-in', { exact: true }).selectOption(String(settings.auth));
  await page.getByLabel('Time zone').fill('Europe/Helsinki');
  await page.getByLabel('User', { exact: true }).fill(secrets.user ?? '');
  await page.getByLabel('Password', { exact: true }).fill(secrets.password ?? '');
}

async function settingsOf(api: APIRequestContext, id: string): Promise<SourceSettings> {
  return (await (await api.get(`/api/sources/${id}/settings`)).json()) as SourceSettings;
}

/** What the form sends. */
const bodyOf = (entry: SourceEntry) => ({
  ...{ id: entry.id, name: entry.name, vendor: entry.vendor, pollEverySeconds: 1 },
  settings: { ...entry.settings, todayEverySeconds: 3, namesEverySeconds: 3 },
  secrets: entry.secrets,
});

test('what is missing or wrong is said at its field, before anything is asked', async ({ login, callboard }) => {
  const entry = helsinkiOf(callboard);
  const page = await login('admin');
  await page.goto('/sources/new?vendor=sinch');
  await page.getByRole('button', { name: 'Add this source' }).click();
  await expect(page.getByLabel('Name', { exact: true })).toBeFocused();
  await expect(page.getByLabel('Name', { exact: true })).toHaveAccessibleDescription(/Must not be empty/);
  await page.getByLabel('Name', { exact: true }).fill('Helsinki');
  await expect(page.getByLabel('ID')).toHaveValue('helsinki');
  await fillIn(page, entry);
  // This sign-in needs a key.
  await page.getByRole('button', { name: 'Test these settings' }).click();
  await expect(page.getByLabel('API key')).toBeFocused();
  await expect(page.getByLabel('API key')).toHaveAccessibleDescription(/Must be set for "auth": "gateway"/);
  await page.getByLabel('API key').fill(`${entry.secrets.apiKey}-wrong`);
  await page.getByRole('button', { name: 'Test these settings' }).click();
  await expect(page.getByText('It does not work yet')).toBeVisible();
  await expect(testSteps(page).filter({ hasText: 'Credentials' })).toContainText('failed');
  await expectNoViolations(page);
});

test.describe
  .serial('a source from its first day to its last', () => {
    test('an admin adds a system in the browser: its queues appear on a page that is open already', async ({
      login,
      callboard,
      api,
    }) => {
      const entry = helsinkiOf(callboard);
      const watcher = await login('supervisor');
      await watcher.goto('/queues');
      await expect(watcher.getByRole('row').filter({ hasText: 'Milan' }).first()).toBeVisible();
      const page = await login('admin');
      await page.goto('/sources');
      await page.getByRole('link', { name: 'Add a source' }).click();
      await page.getByRole('radio', { name: /Sinch/ }).check();
      await expect(page).toHaveURL(/\/sources\/new\?vendor=sinch$/);
      await page.getByLabel('Name', { exact: true }).fill('Helsinki');
      await fillIn(page, entry);
      await page.getByLabel('API key').fill(entry.secrets.apiKey ?? '');
      // A machine that is busy with other things may need another try.
      await expect(async () => {
        await page.getByRole('button', { name: 'Test these settings' }).click();
        await expect(page.getByText(/All is well, in \d|does not work yet/)).toBeVisible({ timeout: 60_000 });
        await expect(page.getByText(/All is well, in \d/)).toBeVisible({ timeout: 1 });
      }).toPass({ timeout: 150_000 });
      await expect(testSteps(page)).toHaveText([
        /Address/,
        /Connection.*without TLS/,
        /Credentials.*Accepted/,
        /now.*Found/,
        /counts.*Counts of 7 of 7/,
        /Names/,
        /clock/,
      ]);
      await expect(row(watcher)).toHaveCount(0);

      await page.getByRole('button', { name: 'Add this source' }).click();
      await expect(page).toHaveURL(/\/sources#helsinki$/);
      await expect(page.getByRole('region', { name: 'Helsinki' })).toContainText('Up since');
      await expect(row(watcher)).toBeVisible();

      // Its secrets are nowhere to be read.
      const admin = await api('admin');
      for (const path of ['/api/sources', '/api/sources/helsinki/settings', '/api/vendors']) {
        const text = await (await admin.get(path)).text();
        for (const secret of [entry.secrets.password, entry.secrets.apiKey]) expect(text).not.toContain(secret);
      }
      expect(callboard.log.join('\n')).not.toContain(entry.secrets.password);
    });

    test('it goes on after a restart', async ({ callboard, login }) => {
      await callboard.stopApp();
      await callboard.startApp();
      await callboard.untilUp();
      expect((await callboard.health()).sources.map(({ id }) => id)).toContain('helsinki');
      const page = await login('supervisor');
      await page.goto('/queues');
      await expect(row(page)).toBeVisible();
    });

    test('a change is taken up at once; two admins who save at once both see what the other did', async ({
      login,
      api,
    }) => {
      const page = await login('admin');
      await page.goto('/sources');
      await page.getByRole('link', { name: 'Settings of Helsinki' }).click();
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Helsinki');
      await expect(page.getByLabel('Password', { exact: true })).toHaveValue('');
      await expect(page.getByLabel('Password', { exact: true })).toHaveAccessibleDescription(
        /It is set and cannot be read here/,
      );
      await page.getByLabel('Name', { exact: true }).fill('Helsinki North');
      await page.getByText('More settings').click();
      await page.getByLabel('Answer within').fill('25');

      const other = await api('admin');
      const { name: _, ...theirs } = await settingsOf(other, 'helsinki');
      const saved = await other.put('/api/sources/helsinki', {
        data: {
          ...{
            name: 'Helsinki South',
            pollEverySeconds: theirs.pollEverySeconds,
            version: theirs.version,
            secrets: {},
          },
          settings: { ...theirs.settings, shortAbandonSeconds: 7 },
        },
      });
      expect(saved.status()).toBe(200);

      await page.getByRole('button', { name: 'Save changes' }).click();
      const conflict = page.getByRole('region', { name: 'Somebody else has saved this source meanwhile' });
      await expect(conflict).toBeFocused();
      await expect(conflict.getByRole('group', { name: 'Name' }).getByRole('radio', { name: /Mine/ })).toBeChecked();
      await expect(conflict.getByRole('group', { name: 'Name' })).toContainText('Helsinki South');
      await expect(
        conflict.getByRole('group', { name: 'Short abandon' }).getByRole('radio', { name: /Theirs/ }),
      ).toBeChecked();
      await expectNoViolations(page);
      await conflict.getByRole('button', { name: 'Save as chosen' }).click();
      await expect(page.getByText('Saved. The source is asked with these settings')).toBeVisible();
      expect(await settingsOf(other, 'helsinki')).toMatchObject({
        name: 'Helsinki North',
        settings: { answerWithinSeconds: 25, shortAbandonSeconds: 7 },
      });
      await expect(page.getByRole('list', { name: 'Sources' })).toContainText('Helsinki North');
    });

    test('pausing takes its figures off every page and says so; resuming brings them back', async ({ login }) => {
      const watcher = await login('supervisor');
      await watcher.goto('/queues');
      await expect(row(watcher)).toBeVisible();
      const wall = await login('lead');
      await wall.goto('/wall');

      const page = await login('admin');
      await page.goto('/sources/helsinki');
      await page.getByRole('button', { name: 'Pause', exact: true }).click();
      const dialog = page.getByRole('alertdialog', { name: 'Pause Helsinki North?' });
      await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused();
      await page.keyboard.press('Escape');
      await expect(dialog).toHaveCount(0);
      await page.getByRole('button', { name: 'Pause', exact: true }).click();
      await expectNoViolations(page);
      await dialog.getByRole('button', { name: 'Pause Helsinki North' }).click();
      await expect(row(watcher)).toHaveCount(0);
      const strip = wall
        .getByRole('list', { name: 'Sources' })
        .getByRole('listitem')
        .filter({ hasText: 'Helsinki North' });
      await expect(strip).toContainText('paused by an admin');
      await watcher.goto('/sources');
      await expect(watcher.getByRole('region', { name: 'Helsinki North' })).toContainText('Paused by an admin');
      await watcher.goto('/queues');

      await page.getByRole('button', { name: 'Resume' }).click();
      await expect(row(watcher)).toBeVisible();
      await expect(page.getByRole('button', { name: 'Pause', exact: true })).toBeVisible();
    });

    test('a source of the file can be read, not changed', async ({ login, api }) => {
      const page = await login('admin');
      await page.goto('/sources/milan');
      await expect(page.getByText('This source stands in the sources file')).toBeVisible();
      await expect(page.getByRole('region', { name: 'Written in the file' })).toContainText('set, not shown');
      await expect(page.getByRole('textbox')).toHaveCount(0);
      for (const name of ['Save changes', 'Pause', 'Delete'])
        await expect(page.getByRole('button', { name })).toHaveCount(0);
      await expectNoViolations(page);
      const admin = await api('admin');
      const data = { name: 'x', pollEverySeconds: null, settings: {}, secrets: {}, version: 1 };
      expect((await admin.put('/api/sources/milan', { data })).status()).toBe(403);
      expect((await admin.post('/api/sources/milan/pause')).status()).toBe(403);
      expect((await admin.delete('/api/sources/milan?version=1')).status()).toBe(404);
    });

    for (const colorScheme of ['light', 'dark'] as const) {
      test(`the forms can be used by everybody on a phone, ${colorScheme}`, async ({ login }) => {
        const page = await login('admin', { viewport: { width: 390, height: 844 }, colorScheme });
        await page.goto('/sources/new?vendor=queuemetrics');
        await expect(page.getByLabel('Address', { exact: true })).toBeVisible();
        await page.getByText('More settings').click();
        await expectNoViolations(page);
        await page.getByRole('button', { name: 'Add this source' }).click();
        await expect(wrongFields(page).first()).toBeFocused();
        await expectNoViolations(page);
        await page.goto('/sources/helsinki');
        await expect(page.getByLabel('Address', { exact: true })).toBeVisible();
        await expectNoViolations(page);
        await page.goto('/sources');
        await expect(page.getByRole('region', { name: 'Lucca' })).toBeVisible();
        await expectNoViolations(page);
      });
    }

    test('the form is filled in and sent by keyboard alone', async ({ login, api, callboard }) => {
      const entry = helsinkiOf(callboard);
      const page = await login('admin');
      await page.goto('/sources/new');
      await page.getByRole('radio').first().focus();
      await page.keyboard.press('ArrowDown');
      await expect(page).toHaveURL(/vendor=sinch/);
      const type = async (label: string, text: string) => {
        for (let presses = 0; presses < 30; presses += 1) {
          if (await page.getByLabel(label, { exact: true }).evaluate((element) => element === document.activeElement))
            break;
          await page.keyboard.press('Tab');
        }
        await expect(page.getByLabel(label, { exact: true })).toBeFocused();
        if (label === 'Sign-in') await page.keyboard.type(text);
        else await page.keyboard.insertText(text);
      };
      await type('Name', 'Second line');
      await type('Address', String(entry.settings.baseUrl));
      await type('Sign-in', 'g');
      await type('User', entry.secrets.user ?? '');
      await type('Password', entry.secrets.password ?? '');
      await type('API key', entry.secrets.apiKey ?? '');
      await page.keyboard.press('Enter');
      await expect(page).toHaveURL(/\/sources#second-line$/);
      const admin = await api('admin');
      expect((await admin.delete('/api/sources/second-line?version=1')).status()).toBe(200);
    });

    test('deleting asks by name and takes the source away', async ({ login, api, callboard }) => {
      const watcher = await login('supervisor');
      await watcher.goto('/queues');
      await expect(row(watcher)).toBeVisible();
      const page = await login('admin');
      await page.goto('/sources/helsinki');
      await page.getByRole('button', { name: 'Delete' }).click();
      const dialog = page.getByRole('alertdialog', { name: 'Delete Helsinki North?' });
      await dialog.getByRole('button', { name: 'Delete Helsinki North' }).click();
      await expect(page).toHaveURL(/\/sources$/);
      await expect(row(watcher)).toHaveCount(0);
      await expect(page.getByRole('region', { name: 'Helsinki North' })).toHaveCount(0);
      const admin = await api('admin');
      expect((await admin.get('/api/sources/helsinki/settings')).status()).toBe(404);
      expect((await callboard.health()).sources.map(({ id }) => id).sort()).toEqual(['lucca', 'milan']);
    });
  });

test.describe('the doors', () => {
  const doors = [
    ['GET', '/api/vendors'],
    ['POST', '/api/sources'],
    ['POST', '/api/sources/test'],
    ['GET', '/api/sources/milan/settings'],
    ['PUT', '/api/sources/milan'],
    ['DELETE', '/api/sources/milan?version=1'],
    ['POST', '/api/sources/milan/pause'],
    ['POST', '/api/sources/milan/resume'],
  ] as const;

  for (const role of roles.filter(
    (one): one is Exclude<Role, 'admin' | 'screen'> => one !== 'admin' && one !== 'screen',
  )) {
    test(`are closed to who is ${role}`, async ({ api, login }) => {
      const asker = await api(role);
      for (const [method, path] of doors) {
        const reply = await asker.fetch(path, { method, data: {} });
        expect([method, path, reply.status()]).toEqual([method, path, 403]);
      }
      const page = await login(role);
      for (const path of ['/sources/new', '/sources/milan']) {
        expect((await page.goto(path))?.status()).toBe(403);
        await expect(page.getByRole('heading', { name: 'Not for your role' })).toBeVisible();
      }
      await expect(page.getByRole('textbox')).toHaveCount(0);
    });
  }

  test('refuse what is wrong by its field, and keep nothing of it', async ({ api, callboard }) => {
    const admin = await api('admin');
    const good = bodyOf(helsinkiOf(callboard));
    const cases: readonly (readonly [object, string])[] = [
      [{ id: '' }, 'id'],
      [{ id: 5 }, 'id'],
      [{ id: null }, 'id'],
      [{ id: 'milan' }, 'id'],
      [{ id: 'a b' }, 'id'],
      [{ id: '../../x' }, 'id'],
      [{ id: 'x'.repeat(64) }, 'id'],
      [{ id: 'a\0' }, 'id'],
      [{ name: '' }, 'name'],
      [{ name: 'x'.repeat(201) }, 'name'],
      [{ name: 'a\0b' }, 'name'],
      [{ name: ['x'] }, 'name'],
      [{ vendor: '<script>' }, 'vendor'],
      [{ vendor: 'constructor' }, 'vendor'],
      [{ pollEverySeconds: 'soon' }, 'pollEverySeconds'],
      [{ pollEverySeconds: -1 }, 'pollEverySeconds'],
      [{ settings: 'x' }, 'settings'],
      [{ settings: [] }, 'settings'],
      [{ settings: null }, 'settings'],
      [{ settings: { ...good.settings, baseUrl: 'ftp://x' } }, 'settings.baseUrl'],
      [{ settings: { ...good.settings, baseUrl: 'http://user:pass@x' } }, 'settings.baseUrl'],
      [{ settings: { ...good.settings, timeZone: 'Nowhere/Land' } }, 'settings.timeZone'],
      [{ settings: { ...good.settings, pageSize: '1000' } }, 'settings.pageSize'],
      [{ settings: { ...good.settings, caFile: '/dev/zero' } }, 'settings.caFile'],
      [{ settings: { ...good.settings, caFile: '/etc/passwd' } }, 'settings.caFile'],
      [{ settings: { ...good.settings, extra: 1 } }, 'settings.extra'],
      [{ secrets: { user: 'x' } }, 'secrets.password'],
      [{ secrets: { ...good.secrets, password: 5 } }, 'secrets.password'],
      [{ secrets: { ...good.secrets, password: 'a\0b' } }, 'secrets.password'],
      [{ extra: 1 }, 'body'],
    ];
    for (const [change, field] of cases) {
      const reply = await admin.post('/api/sources', { data: { ...good, ...change } });
      const { code, field: named, message } = await reply.json();
      expect([change, reply.status(), code, named]).toEqual([change, 400, 'bad-request', field]);
      expect(message.length).toBeGreaterThan(5);
    }
    for (const data of ['not JSON', '[]', 'null', '"x"', '{"__proto__":{"id":"x"}}']) {
      const reply = await admin.fetch('/api/sources', {
        method: 'POST',
        data,
        headers: { 'content-type': 'application/json' },
      });
      expect([data, reply.status()]).toEqual([data, 400]);
    }
    for (const query of ['', '?version=', '?version=x', '?version=1.5', '?version=-1', '?versions=1'])
      expect([query, (await admin.delete(`/api/sources/milan${query}`)).status()]).toEqual([query, 400]);
    for (const id of ['nobody', '%00', '..%2f..', '<script>', 'x'.repeat(400)])
      expect([id, (await admin.get(`/api/sources/${id}/settings`)).status()]).not.toEqual([id, 200]);
    expect((await callboard.health()).sources.map(({ id }) => id).sort()).toEqual(['lucca', 'milan']);
  });

  test('a test tells in one answer or line by line, and leads to no forbidden address', async ({ api, callboard }) => {
    const admin = await api('admin');
    const { vendor, settings, secrets } = bodyOf(helsinkiOf(callboard));
    const data = { vendor, settings, secrets, secretsOf: null };
    const whole = await (await admin.post('/api/sources/test', { data })).json();
    expect(whole).toMatchObject({
      ok: true,
      steps: expect.arrayContaining([expect.objectContaining({ step: 'live', outcome: 'ok' })]),
    });
    const reply = await admin.post('/api/sources/test', { data, headers: { accept: 'application/x-ndjson' } });
    const lines = (await reply.text())
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(reply.headers()['content-type']).toBe('application/x-ndjson');
    expect(lines[0]).toMatchObject({ step: 'address', outcome: 'running' });
    expect(lines.at(-1)).toMatchObject({ done: { ok: true } });
    for (const baseUrl of ['http://169.254.169.254/latest', 'http://[::ffff:169.254.169.254]/', 'http://0xa9fea9fe/']) {
      const { ok, steps } = await (
        await admin.post('/api/sources/test', { data: { ...data, settings: { ...settings, baseUrl } } })
      ).json();
      expect([baseUrl, ok, steps.length, steps[0].words]).toEqual([
        baseUrl,
        false,
        1,
        expect.stringContaining('is not asked'),
      ]);
    }
  });

  test('a test that nobody waits for any more ends, and makes room for another', async ({
    api,
    callboard,
    control,
    cookiesOf,
  }) => {
    const { vendor, settings, secrets } = bodyOf(helsinkiOf(callboard));
    const data = { vendor, settings, secrets, secretsOf: null };
    await control.fault({ source: 'helsinki', fault: 'latency', ms: 60_000 });
    const cookie = (await cookiesOf('admin')).map(({ name, value }) => `${name}=${value}`).join('; ');
    const headers = {
      cookie,
      accept: 'application/x-ndjson',
      'content-type': 'application/json',
      origin: callboard.url,
    };
    const stop = new AbortController();
    const begin = async () => {
      const init = { method: 'POST', headers, body: JSON.stringify(data), signal: stop.signal };
      const reply = await fetch(`${callboard.url}/api/sources/test`, init);
      await reply.body?.getReader().read();
    };
    await Promise.all([1, 2, 3, 4].map(begin));
    const admin = await api('admin');
    expect((await admin.post('/api/sources/test', { data })).status()).toBe(503);
    stop.abort();
    await control.clear('helsinki');
    await expect.poll(async () => (await admin.post('/api/sources/test', { data })).status()).toBe(200);
  });
});
