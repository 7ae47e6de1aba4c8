import { readdirSync } from 'node:fs';
import { request as ask } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';

/** Addresses of all pages, as `app/` has them: `(console)/queues/page.tsx` → `/queues`. */
const pages = readdirSync(join(import.meta.dirname, '../app'), { recursive: true, encoding: 'utf8' })
  .filter((file) => /(^|\/)page\.tsx$/.test(file))
  .map((file) => `/${file.replace(/\([^)]*\)\//g, '').replace(/\/?page\.tsx$/, '')}`)
  .filter((path) => !path.includes('['));

interface Complaints {
  readonly complaints: string[];
}

/** What the browser refuses and what goes wrong on a page, from its first byte on. */
async function listen(page: Page): Promise<Complaints> {
  const complaints: string[] = [];
  await page.exposeFunction('complain', (words: string) => complaints.push(words));
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      const { complain } = window as unknown as { complain(words: string): void };
      complain(
        `${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber} ${event.sample}`,
      );
    });
  });
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  return { complaints };
}

/** Opens what lies over a page, or beside it. */
async function openRow(page: Page): Promise<void> {
  await page.locator('[aria-rowindex="3"]').click();
  await expect(page.getByRole('complementary').or(page.getByRole('dialog'))).toBeVisible();
  await page.keyboard.press('Escape');
}

async function openMenus(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Account of/ }).click();
  await page.getByRole('menuitemradio', { name: 'Light' }).click();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');
}

test.describe('[S1] the policy', () => {
  test('the pages are found', () => {
    expect(pages).toEqual(expect.arrayContaining(['/', '/wall', '/queues', '/agents', '/sources', '/sign-in']));
  });

  test('is broken by none of our pages', async ({ login }) => {
    test.slow();
    const page = await login('admin');
    const { complaints } = await listen(page);
    for (const path of pages.filter((path) => path !== '/')) {
      await page.goto(path);
      if (/queues|agents/.test(path)) await openRow(page);
      if (path === '/queues') await openMenus(page);
      if (path === '/wall') await expect(page.getByRole('list', { name: 'Sources' })).toBeVisible();
      expect([path, complaints]).toEqual([path, []]);
    }
    await page.goto('/sources');
    for (const name of ['Agents', 'Queues', 'Wall']) {
      await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name }).click();
      await expect(page).toHaveURL(new RegExp(name.toLowerCase()));
    }
    expect(complaints).toEqual([]);
  });

  test('is not broken on a phone, where details lie over the page, nor by the door', async ({ login, page: door }) => {
    const page = await login('admin', { viewport: { width: 390, height: 844 } });
    const { complaints } = await listen(page);
    await page.goto('/queues');
    await openRow(page);
    expect(complaints).toEqual([]);

    const heard = await listen(door);
    await door.goto('/sign-in');
    await expect(door.getByRole('button', { name: 'Sign in' })).toBeEnabled();
    expect(heard.complaints).toEqual([]);
  });

  test('a page that does not exist says so within it', async ({ login }) => {
    const page = await login('admin');
    const { complaints } = await listen(page);
    expect((await page.goto('/nowhere'))?.status()).toBe(404);
    await expect(page.getByRole('heading', { name: 'There is no such page' })).toBeVisible();
    // The browser tells of the 404 itself.
    expect(complaints.filter((words) => !words.includes('404'))).toEqual([]);
  });

  test('names a nonce of its own in every answer, which every script and style of it carries', async ({ api }) => {
    const admin = await api('admin');
    const nonces = new Set<string>();
    for (const path of [...pages, ...pages, '/nowhere']) {
      const reply = await admin.get(path);
      const policy = reply.headers()['content-security-policy'] ?? '';
      const [, nonce = ''] = /'nonce-([^']{20,})'/.exec(policy) ?? [];
      expect(policy).toContain(`script-src 'self' 'nonce-${nonce}'; `);
      expect(policy.replace("style-src-attr 'unsafe-inline'", '')).not.toContain('unsafe');
      nonces.add(nonce);
      const html = await reply.text();
      const tags = html.match(/<(script|style)\b[^>]*>/g) ?? [];
      expect(tags.length).toBeGreaterThan(3);
      expect(tags.filter((tag) => !tag.includes(`nonce="${nonce}"`))).toEqual([]);
      expect(html.match(/<[^>]+\son\w+=/g) ?? []).toEqual([]);
    }
    expect(nonces.size).toBe(2 * pages.length + 1);
  });

  test('cannot be chosen by whoever asks', async ({ request }) => {
    const chosen = "script-src 'nonce-chosen-by-the-caller'";
    const headers = { 'content-security-policy': chosen, 'content-security-policy-report-only': chosen };
    expect(await (await request.get('/sign-in', { headers })).text()).not.toContain('chosen-by-the-caller');
  });

  test('lets nothing run that got into a page', async ({ page }) => {
    const { complaints } = await listen(page);
    const planted = `<script>taken(1)</script><script nonce>taken(2)</script><script nonce="AAAAAAAAAAAAAAAAAAAAAA==">taken(3)</script>
      <script src="https://evil.example/4.js"></script><script src="data:text/javascript,taken(5)"></script><script src="/api/health"></script>
      <img src="/none" onerror="taken(6)"><svg onload="taken(7)"></svg><iframe src="javascript:parent.taken(8)"></iframe>
      <base href="https://evil.example/"><a id="planted" href="javascript:taken(9)">x</a><style>body{display:none}</style>`;
    const taken: number[] = [];
    await page.exposeFunction('taken', (which: number) => taken.push(which));
    await page.route('**/sign-in', async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, body: (await response.text()).replace(/<body[^>]*>/, (tag) => tag + planted) });
    });
    await page.goto('/sign-in');
    await page.evaluate(() => {
      const script = document.createElement('script');
      script.textContent = 'taken(10)';
      document.body.append(script);
      document.getElementById('planted')?.click();
    });
    await expect(page.getByRole('button', { name: 'Sign in' })).toBeEnabled();
    expect(taken).toEqual([]);
    const refused = () => complaints.map((words) => words.split(' ', 1)[0]);
    for (const directive of ['script-src-elem', 'script-src-attr', 'style-src-elem', 'base-uri'])
      await expect.poll(refused).toContain(directive);
    expect(refused().filter((directive) => directive === 'script-src-elem').length).toBeGreaterThan(5);
  });
});

test.describe('[S1] nonsense', () => {
  const long = 'x'.repeat(9000);
  const values = ['', ',', '%00', '<script>', '//evil.example', '{}', '-1', long];
  const names = `accept accept-encoding accept-language authorization content-length content-type cookie forwarded host
    if-modified-since if-none-match next-action next-resume next-router-prefetch next-router-segment-prefetch
    next-router-state-tree next-url origin purpose range referer rsc transfer-encoding user-agent via x-callboard-address
    x-forwarded-for x-forwarded-host x-forwarded-port x-forwarded-proto x-http-method-override x-invoke-error
    x-invoke-output x-invoke-path x-invoke-status x-matched-path x-middleware-next x-middleware-rewrite
    x-middleware-set-cookie x-middleware-subrequest x-nextjs-data x-now-route-matches x-original-url
    x-prerender-revalidate x-rewrite-url`.split(/\s+/);
  const session = ['next-auth.csrf-token', 'next-auth.callback-url', 'next-auth.session-token', 'callboard-theme'];

  interface Answer {
    readonly status: number;
    readonly text: string;
  }

  function sendOnce(url: string, path: string, method: string, headers: Record<string, string | string[]>) {
    const { hostname, port } = new URL(url);
    return new Promise<Answer>((resolve, reject) => {
      const options = { hostname, port, path, method, headers: { connection: 'close', ...headers } };
      const sent = ask(options, (reply) => {
        let text = '';
        reply.on('data', (chunk) => {
          text += chunk;
        });
        reply.on('end', () => resolve({ status: reply.statusCode ?? 0, text }));
      });
      sent.on('error', reject);
      sent.end();
    });
  }

  /** Nonsense comes in heaps here: what was put off is sent again. */
  async function send(...sending: Parameters<typeof sendOnce>): Promise<Answer> {
    for (;;) {
      const answer = await sendOnce(...sending);
      if (answer.status !== 429) return answer;
      await new Promise((resolve) => setTimeout(resolve, 1000));
    }
  }

  test.afterEach(async ({ request }) => {
    // The next test is not to be put off for what this one sent.
    await expect.poll(async () => (await request.get('/api/health')).status()).toBe(200);
  });

  function expectCalm(what: string, { status, text }: Answer): void {
    expect([what, status, status < 500]).toEqual([what, status, true]);
    expect(text, what).not.toMatch(/^\s+at .+:\d+|node_modules|\/server\.js|Error:.*\n\s/m);
  }

  test('in any header is answered calmly, to strangers and to people we know', async ({ callboard, cookiesOf }) => {
    test.setTimeout(300_000);
    const known = (await cookiesOf('admin')).map(({ name, value }) => `${name}=${value}`).join('; ');
    for (const name of names) {
      const sendings = values.flatMap((value) => {
        const mayRepeat = !['host', 'content-length', 'transfer-encoding'].includes(name);
        const twice = mayRepeat ? [value, value] : value;
        return [
          { path: '/sign-in', method: 'GET', headers: { [name]: value } },
          { path: '/api/auth/csrf', method: 'GET', headers: { [name]: twice } },
          { path: '/api/sources/milan/retry', method: 'POST', headers: { cookie: known, [name]: twice } },
        ];
      });
      sendings.push({ path: '/queues', method: 'GET', headers: { cookie: known, rsc: '1', [name]: '%00' } });
      await Promise.all(
        sendings.map(async ({ path, method, headers }) =>
          expectCalm(`${path} ${JSON.stringify(headers[name])}`, await send(callboard.url, path, method, headers)),
        ),
      );
    }
    for (const name of session)
      for (const value of [...values, 'javascript:alert(1)', 'a|b', '%E0%A4%A'])
        for (const path of ['/api/auth/session', '/api/auth/signin', '/sign-in'])
          expectCalm(
            `${name}=${value} ${path}`,
            await send(callboard.url, path, 'GET', { cookie: `${name}=${value}` }),
          );
  });

  test('in an address is answered calmly', async ({ callboard, cookiesOf }) => {
    const cookie = (await cookiesOf('admin')).map(({ name, value }) => `${name}=${value}`).join('; ');
    const odd = ['', '%', '%00', '%2e%2e%2f', '%c3%28', '..;', '__proto__', 'constructor', '.env', long, '<script>'];
    const roots = [
      '/',
      '/queues/',
      '/api/',
      '/api/auth/',
      '/api/auth/callback/',
      '/api/sources/',
      '/_next/',
      '/_next/static/',
    ];
    const paths = [
      ...roots.flatMap((root) => odd.map((end) => root + end)),
      ...odd.flatMap((end) => [`/queues?x=${end}`, `/sign-in?callbackUrl=${end}`, `/wall?diagonal=${end}&seat=${end}`]),
      ...odd.flatMap((end) => [
        `/api/auth/error?error=${end}`,
        `/api/auth/csrf?callbackUrl=${end}`,
        `/api/floor?purpose=${end}`,
      ]),
      ...['/_error', '/_global-error', '/_not-found', '/500', '/404', '/_next/image?url=%2Ficon.svg&w=64&q=75'],
      ...[
        '//evil.example',
        '/\\evil.example',
        '/.//evil.example',
        '/queues/..//evil.example',
        'http://evil.example/',
        '*',
      ],
    ];
    for (const path of paths)
      for (const method of ['GET', 'HEAD', 'OPTIONS', 'POST', 'DELETE', 'TRACE', 'PROPFIND']) {
        const answer = await send(callboard.url, path, method, { cookie });
        expectCalm(`${method} ${path.slice(0, 60)}`, answer);
      }
  });

  test('in a body is answered calmly', async ({ api }) => {
    const admin = await api('admin');
    const bodies = ['', '{', '[]', 'null', '"x"', '1', '{"csrfToken":{}}', '{"username":[],"password":{}}', '\0', long];
    for (const path of ['callback/credentials', 'signout', 'signin/credentials', 'session', '_log', 'nowhere'])
      for (const data of bodies)
        for (const type of [
          'application/json',
          'application/x-www-form-urlencoded',
          'text/plain',
          'multipart/form-data',
          'x',
        ]) {
          const headers = { 'content-type': type };
          const reply = await admin.post(`/api/auth/${path}`, { headers, data: Buffer.from(data), maxRedirects: 0 });
          expectCalm(`${path} ${type} ${data}`, { status: reply.status(), text: await reply.text() });
        }
  });

  test('that is no request at all is hung up on', async ({ callboard }) => {
    const { hostname, port } = new URL(callboard.url);
    for (const text of [
      'GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n',
      'GET / HTTP/1.1\r\nHost: a b\r\nConnection: close\r\n\r\n',
      'GET /sign-in HTTP/1.1\r\nHost: x\r\nX: a\0b\r\n\r\n',
      'GET /a\0b HTTP/1.1\r\nHost: x\r\n\r\n',
      'GET http://evil.example/sign-in HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n',
      'CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example\r\n\r\n',
      'TRACE / HTTP/1.1\r\nHost: x\r\nCookie: secret\r\nConnection: close\r\n\r\n',
      'GET /api/floor HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n',
      'GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: nonsense\r\n\r\n',
      'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
      '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03',
    ]) {
      const answer = await new Promise<string>((resolve) => {
        let heard = '';
        const socket = connect(Number(port), hostname, () => socket.write(text));
        socket.on('data', (chunk) => {
          heard += chunk;
        });
        socket.on('error', () => {});
        socket.on('close', () => resolve(heard));
      });
      expect([text, answer.split('\r\n')[0]]).toEqual([text, expect.stringMatching(/^$|^HTTP\/1\.1 4\d\d /)]);
      expect(answer).not.toMatch(/secret|\n\s+at /);
    }
  });
});
