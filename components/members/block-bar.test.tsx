// @vitest-environment happy-dom
import { cleanup, fireEvent, screen } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { commandVendorOf } from '@/components/commands/use-command-vendor';
import { openConsole } from '@/components/shell/fixtures/open-console';
import { makeRecord } from '@/lib/floor/make-record';
import type { CellGroup } from '@/lib/members/group-cells';
import { BlockBar } from './block-bar';

vi.mock('next/navigation', () => import('@/components/shell/fixtures/navigation'));

afterEach(cleanup);

const source = makeRecord('sources', { id: 'helsinki', vendor: 'sinch', name: 'Helsinki' });
const [agent, queue] = [
  makeRecord('agents', { id: 'helsinki/1', sourceId: 'helsinki', name: 'Ana', readiness: 'ready' }),
  makeRecord('queues', { id: 'helsinki/9', sourceId: 'helsinki', name: 'Myynti' }),
];

/** So many who serve a queue, or who do not. */
function group(serving: boolean, count: number): CellGroup {
  const membership = makeRecord('memberships', { sourceId: 'helsinki', agentId: agent.id, queueId: queue.id, serving });
  return { place: { agent, queue, membership, source, vendor: commandVendorOf(source) }, count };
}

function show(...groups: readonly CellGroup[]) {
  const asked: string[] = [];
  openConsole(<BlockBar groups={groups} onAsk={(action) => asked.push(action)} onClear={() => {}} />);
  return asked;
}
const words = () => screen.getByRole('status').textContent;
const offer = (name: RegExp) => screen.getByRole('button', { name });

test('counts the cells of all groups, and in how many of them each can be asked', () => {
  const asked = show(group(true, 200), group(false, 7));
  expect(words()).toBe('207 memberships chosen');
  expect(offer(/^Leave queue/).textContent).toContain('200 of 207');
  expect(offer(/^Join queue/).textContent).toContain('7 of 207');
  fireEvent.click(offer(/^Leave queue/));
  expect(asked).toEqual(['leave']);
  expect(screen.queryByText(/choose fewer/)).toBeNull();
});

test('more than the server takes at once is counted and not asked; what is few enough still can be', () => {
  const asked = show(group(true, 201), group(false, 7));
  const leave = offer(/^Leave queue/);
  expect(leave.textContent).toContain('201 of 208');
  expect(leave.getAttribute('aria-disabled')).toBe('true');
  expect(document.getElementById(leave.getAttribute('aria-describedby') ?? '')?.textContent).toBe(
    'At most 200 at once: choose fewer.',
  );
  fireEvent.click(leave);
  fireEvent.click(offer(/^Join queue/));
  expect(asked).toEqual(['join']);
});

test('a block too large to be looked through is counted, and says how many may be', () => {
  const asked = show(group(true, 1), group(false, 10_000));
  expect(words()).toBe('10,001 memberships chosen');
  fireEvent.click(offer(/^Leave queue/));
  expect(asked).toEqual([]);
  expect(screen.getByText('To ask for something choose at most 10,000.')).toBeTruthy();
});

test('one cell is told by name', () => {
  show(group(true, 1));
  expect(words()).toBe('Ana, Myynti: Serving');
  cleanup();
  show();
  expect(screen.getByText('They work on other systems than these queues.')).toBeTruthy();
});
