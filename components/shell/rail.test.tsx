// @vitest-environment happy-dom
import { cleanup, render, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { type Role, roles } from '@/lib/principal';
import { destinations } from './destinations';
import { goTo } from './fixtures/navigation';
import { Rail } from './rail';

vi.mock('next/navigation', () => import('./fixtures/navigation'));

afterEach(cleanup);

const show = (role: Role) => render(<Rail role={role} />);
const names = (within: { queryAllByRole: typeof screen.queryAllByRole }) =>
  within.queryAllByRole('link').map((link) => link.getAttribute('aria-label') ?? link.textContent);

describe.each(roles)('the rail of a %s', (role: Role) => {
  test('has a settings section only where there is something to look after', () => {
    goTo('/queues');
    show(role);
    const group = screen.queryByRole('group', { name: 'Settings' });
    const button = screen.queryByRole('button', { name: 'Settings' });
    const hasSettings = ['admin', 'supervisor', 'lead'].includes(role);
    expect([group !== null, button !== null]).toEqual([hasSettings, hasSettings]);
    if (role === 'admin') {
      expect(names(within(group!))).toEqual(
        destinations.filter(({ section }) => section === 'settings').map(({ label }) => label),
      );
    }
    if (role === 'screen') expect(names(screen)).toEqual(['Wall']);
  });
});

test('the page one is on is marked, not another one whose address begins alike', () => {
  goTo('/audit');
  show('admin');
  expect(screen.getByRole('link', { current: 'page' }).textContent).toBe('Audit');
  cleanup();
  goTo('/agents-of-old');
  show('admin');
  expect(screen.queryByRole('link', { current: 'page' })).toBeNull();
});
