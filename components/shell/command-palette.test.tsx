// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { makeRecord } from '@/lib/floor/make-record';
import { type Opening, openConsole, searchOf } from './fixtures/open-console';
import { ShellFrame } from './shell-frame';

vi.mock('next/navigation', () => import('./fixtures/navigation'));

afterEach(cleanup);

const records = {
  queues: [makeRecord('queues', { id: 'milan/1', name: 'Fatture è pagamenti' })],
  agents: [makeRecord('agents', { id: 'helsinki/a b', sourceId: 'helsinki', name: 'Åsa Räsänen' })],
};

function show({ role = 'supervisor', ...opening }: Opening = {}) {
  return openConsole(
    <ShellFrame viewer={{ name: 'Ada', role }}>
      <p>The page</p>
    </ShellFrame>,
    { records, url: '/queues', ...opening },
  );
}

function search(text: string) {
  fireEvent.keyDown(window, { key: 'k', ctrlKey: true });
  const field = screen.getByRole('combobox', { name: 'Find' });
  fireEvent.change(field, { target: { value: text } });
  return field;
}

const found = () => screen.queryAllByRole('option').map((option) => option.textContent);

test('Ctrl-K finds agents without their accents, by site too; Enter opens them', () => {
  show();
  const field = search('asa helsinki');
  expect(found()).toEqual(['Åsa Räsänenagent, Helsinki']);
  fireEvent.keyDown(field, { key: 'Enter' });
  expect(window.location.pathname).toBe('/agents');
  expect(searchOf()).toEqual({ open: 'helsinki/a b' });
  expect(screen.queryByRole('dialog')).toBeNull();
});

test('arrows choose, and readers of screens are told which', () => {
  show();
  const field = search('a');
  const options = screen.getAllByRole('option');
  expect(options.length).toBeGreaterThan(2);
  fireEvent.keyDown(field, { key: 'ArrowDown' });
  expect(field.getAttribute('aria-activedescendant')).toBe(options[1]?.id);
  expect(options[1]?.getAttribute('aria-selected')).toBe('true');
  for (let press = 0; press < 30; press += 1) fireEvent.keyDown(field, { key: 'ArrowUp' });
  expect(field.getAttribute('aria-activedescendant')).toBe(options[0]?.id);
});

test('nothing found says so, and Enter stays', () => {
  show();
  fireEvent.keyDown(search('zzz'), { key: 'Enter' });
  expect(within(screen.getByRole('dialog')).getByRole('status').textContent).toContain('Nothing');
  expect(window.location.pathname).toBe('/queues');
});

test('pages a role may not open are not found', () => {
  show({ role: 'agent' });
  search('sources');
  expect(found()).toEqual([]);
  cleanup();
  show();
  search('sources');
  expect(found()).toEqual(['Sourcespage']);
});

test('what is found follows the floor', () => {
  const page = show();
  search('bea');
  expect(found()).toEqual([]);
  page.change({ put: { agents: [makeRecord('agents', { id: 'milan/2', name: 'Bea' })] } });
  expect(found()).toEqual(['Beaagent, Milan']);
});
