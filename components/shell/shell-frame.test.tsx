// @vitest-environment happy-dom
import { cleanup, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { stillNow } from '@/components/wall/fixtures/still-floor';
import { type Opening, openConsole, type Site } from './fixtures/open-console';
import { ShellFrame } from './shell-frame';

vi.mock('next/navigation', () => import('./fixtures/navigation'));

beforeEach(() => vi.stubEnv('TZ', 'UTC'));
afterEach(() => {
  cleanup();
  vi.unstubAllEnvs();
});

function show({ role = 'supervisor', ...opening }: Opening = {}) {
  return openConsole(
    <ShellFrame viewer={{ name: 'Ada', role }}>
      <h1>The page</h1>
    </ShellFrame>,
    opening,
  );
}

const milan: Site = { id: 'milan', name: 'Milan', vendor: 'queuemetrics' };
const lucca: Site = { id: 'lucca', name: 'Lucca', vendor: 'imagicle' };
const statuses = () => screen.getAllByRole('status').map((status) => status.textContent);
const dots = () => screen.getByRole('list', { name: 'Sources' });

test('the first stop of the keyboard leads to the page', () => {
  show();
  const first = document.querySelector('a, button');
  expect(first?.textContent).toBe('Skip to the page');
  const target = document.querySelector<HTMLElement>(first?.getAttribute('href') ?? '');
  expect(target?.tagName).toBe('MAIN');
  target?.focus();
  expect(document.activeElement).toBe(target);
});

describe('our own connection', () => {
  test('is not spoken of while it is fine', () => {
    show();
    expect(statuses().join('')).toBe('');
  });

  test('cut off: since when, and what happens next; it blames no source', () => {
    const page = show();
    page.connect({ status: 'offline', since: stillNow });
    expect(statuses().join(' ')).toMatch(/Not connected to Callboard since .*2:32:07.*trying again by itself/);
    page.pass(600_000, null);
    expect(within(dots()).queryByText(/retrying|min/)).toBeNull();
    expect(within(dots()).getAllByRole('img', { name: 'Not known' })).toHaveLength(2);
    page.connect({ status: 'live' });
    expect(statuses().join('')).toBe('');
  });

  test('signed out: a way back to this very page', () => {
    const page = show({ url: '/agents?state=busy' });
    page.connect({ status: 'refused', code: 'not-signed-in' });
    const link = within(screen.getByRole('main').parentElement!).getByRole('link', { name: 'Sign in' });
    expect(link.getAttribute('href')).toBe('/sign-in?callbackUrl=%2Fagents%3Fstate%3Dbusy');
  });
});

describe('sources at a glance', () => {
  test('trouble is a word beside the mark, not only a colour or a tooltip', () => {
    show({
      sites: [
        milan,
        { ...lucca, ageMs: 187_000, link: 'needs-attention', problem: 'user or password refused' },
        { id: 'oslo', name: 'Oslo', link: 'retrying', ageMs: null },
      ],
    });
    expect(dots().textContent).toMatch(/Lucca.*needs attention.*user or password refused/);
    expect(dots().textContent).toMatch(/Oslo.*no answer yet/);
  });

  test('who may not see the page on sources gets no link to it', () => {
    show({ role: 'agent' });
    expect(within(dots()).queryByRole('link')).toBeNull();
    expect(screen.queryByRole('link', { name: 'Sources' })).toBeNull();
    cleanup();
    show();
    expect(within(dots()).getAllByRole('link')).toHaveLength(2);
  });

  test('silence and recovery are announced, seldom', () => {
    const page = show({ sites: [milan, lucca] });
    const said = () => statuses().at(-1);
    page.change({ patch: { sources: { lucca: { link: 'retrying' } } } });
    page.pass(30_000, [milan, { ...lucca, ageMs: 40_000 }]);
    expect(said()).toBe('Lucca does not answer');
    page.change({ patch: { sources: { milan: { link: 'needs-attention' } } } });
    page.pass(5000, [milan, { ...lucca, ageMs: 45_000 }]);
    expect(said()).toBe('Lucca does not answer');
    page.pass(5000, [milan, { ...lucca, ageMs: 50_000 }]);
    expect(said()).toBe('Milan needs attention. Lucca does not answer');
    page.change({ patch: { sources: { milan: { link: 'up' }, lucca: { link: 'up' } } } });
    page.pass(10_000, [milan, lucca]);
    expect(said()).toBe('All sources answer again');
  });
});
