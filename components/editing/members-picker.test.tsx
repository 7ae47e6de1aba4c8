// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { giveRoom } from '@/components/shell/fixtures/open-console';
import { picksOf } from '@/lib/editing/fixtures/make-field';
import type { MemberValue } from '@/lib/editing/records';
import { member, people } from './fixtures/editors-server';
import { MembersPicker } from './members-picker';

beforeEach(() => {
  giveRoom(400, 320);
  const heightOf = (element: HTMLElement) => (element.tagName === 'LI' ? 37 : 320);
  Object.defineProperty(HTMLElement.prototype, 'offsetHeight', {
    configurable: true,
    get(this: HTMLElement) {
      return heightOf(this);
    },
  });
});
afterEach(cleanup);

let value: readonly MemberValue[] = [];

function Show({ levels = picksOf('Main', 'Spill') }: { readonly levels?: ReturnType<typeof picksOf> }) {
  const [members, setMembers] = useState<readonly MemberValue[]>([member(7, 'spill'), { of: 'zed', level: 'odd' }]);
  value = members;
  const shared = { label: 'Agents', help: '', problem: null, picks: picksOf(...people), levels };
  return <MembersPicker {...shared} value={members} onChange={setMembers} />;
}
const box = (name: string) => screen.getByRole<HTMLInputElement>('checkbox', { name });
const find = (text: string) => fireEvent.change(screen.getByRole('searchbox'), { target: { value: text } });
const placeOf = (element: HTMLElement) => element.closest('li')?.getAttribute('aria-posinset');
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));

test('members come first, also those who could not be chosen any more; each at its level', () => {
  render(<Show />);
  const first = screen.getAllByRole<HTMLInputElement>('checkbox').slice(0, 3);
  expect(first.map(({ checked }) => checked)).toEqual([true, true, false]);
  expect(screen.getByRole('group', { name: 'Agents (2 of 301)' })).toBeTruthy();
  expect(box('zed, not to be chosen any more').checked).toBe(true);
  const level = screen.getByRole<HTMLSelectElement>('combobox', { name: 'Level of Agent 007' });
  expect(level.value).toBe('spill');
  fireEvent.change(level, { target: { value: 'main' } });
  expect(value).toContainEqual(member(7, 'main'));
});

test('one is found among three hundred and ticked at the usual level', () => {
  render(<Show />);
  find('agent 250');
  fireEvent.click(box('Agent 250'));
  expect(value).toContainEqual(member(250, 'main'));
  find('');
  expect(screen.queryByRole('checkbox', { name: 'Agent 250' })).toBeNull();
  fireEvent.keyDown(box('Agent 007'), { key: 'End' });
  expect(placeOf(box('Agent 299'))).toBe('301');
  fireEvent.keyDown(box('Agent 299'), { key: 'Home' });
  find('agent 250');
  expect(box('Agent 250').checked).toBe(true);
  find('nobody');
  expect(screen.getByText('Nothing of that name.')).toBeTruthy();
});

test('all that were found are taken in, put at a level and taken out at once; the others stay', () => {
  render(<Show />);
  find('agent 00');
  press('Add those found (11)');
  expect(value).toHaveLength(13);
  expect(value).toContainEqual(member(7, 'spill'));
  fireEvent.change(screen.getByRole('combobox', { name: 'Level of those found who are in' }), {
    target: { value: 'spill' },
  });
  expect(value.filter(({ level }) => level === 'spill')).toHaveLength(12);
  press('Take out those found (12)');
  expect(value).toEqual([{ of: 'zed', level: 'odd' }]);
});

test('by keyboard one row is a stop, arrows lead to the others, and Shift ticks all on the way', () => {
  render(<Show />);
  find('29');
  const rows = within(screen.getByRole('list', { name: 'Agents' })).getAllByRole<HTMLInputElement>('checkbox');
  expect(rows.filter(({ tabIndex }) => tabIndex === 0)).toHaveLength(1);
  fireEvent.keyDown(screen.getByRole('searchbox'), { key: 'ArrowDown' });
  expect(document.activeElement).toBe(rows[0]);
  fireEvent.click(rows[0] as HTMLElement);
  for (const _ of [1, 2, 3]) fireEvent.keyDown(document.activeElement as HTMLElement, { key: 'ArrowDown' });
  expect(document.activeElement).toBe(rows[3]);
  fireEvent.click(rows[3] as HTMLElement, { shiftKey: true });
  expect(value.slice(2)).toEqual([member(29), member(129), member(229), member(290)]);
  fireEvent.keyDown(document.activeElement as HTMLElement, { key: 'End' });
  expect(document.activeElement).toBe(rows.at(-1));
});

test('of many only those in view are drawn, and whoever the keyboard stands on; End leads to the last', () => {
  render(<Show />);
  const drawn = () => screen.getAllByRole('checkbox').length;
  expect(drawn()).toBeLessThan(40);
  fireEvent.keyDown(screen.getByRole('searchbox'), { key: 'ArrowDown' });
  fireEvent.keyDown(document.activeElement as HTMLElement, { key: 'End' });
  expect(document.activeElement).toBe(box('Agent 299'));
  expect(drawn()).toBeLessThan(40);
  fireEvent.keyDown(document.activeElement as HTMLElement, { key: 'ArrowUp' });
  expect(placeOf(document.activeElement as HTMLElement)).toBe('300');
});

test('where there are no levels none can be chosen', () => {
  render(<Show levels={[]} />);
  expect(screen.queryByRole('combobox')).toBeNull();
  fireEvent.click(box('Agent 000'));
  expect(value).toContainEqual({ of: 'agent 000', level: '' });
});
