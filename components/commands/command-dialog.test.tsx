// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { CannotList } from './cannot-list';
import { CommandDialog } from './command-dialog';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const nothing = () => {};
const show = () =>
  render(
    <CommandDialog
      title="Join"
      words="It joins."
      action="Join"
      isBusy={false}
      problem=""
      onClose={nothing}
      onSubmit={nothing}
    >
      <label>
        Note <input />
      </label>
    </CommandDialog>,
  );

/** What is left of a screen 844 px high. */
function stubScreen(height: number, scale = 1) {
  const view = Object.assign(new EventTarget(), { height, offsetTop: 0, scale });
  vi.stubGlobal('visualViewport', view);
  vi.stubGlobal('innerHeight', 844);
  return (part: Partial<{ height: number; offsetTop: number }>) =>
    act(() => {
      Object.assign(view, part);
      view.dispatchEvent(new Event('resize'));
    });
}

const room = () => [screen.getByRole('dialog').style.maxHeight, screen.getByRole('dialog').style.top];

test('a dialog stays above the keyboard of a phone, and comes back', () => {
  const resize = stubScreen(844);
  show();
  expect(room()).toEqual(['', '']);
  resize({ height: 500, offsetTop: 40 });
  expect(room()).toEqual(['450px', '290px']);
  resize({ height: 844, offsetTop: 0 });
  expect(room()).toEqual(['', '']);
});

test('a page that was zoomed into is left as it is', () => {
  stubScreen(400, 2);
  show();
  expect(room()).toEqual(['', '']);
});

const cannot = [
  ...Array.from({ length: 60 }, (_, index) => ({ key: `n${index}`, name: `Agent ${index}`, why: 'is not in it' })),
  { key: 'p', name: 'Bo <b>', why: 'Milan is paused' },
];

test('whoever cannot is told by reason, one by name, many behind their count', () => {
  render(<CannotList cannot={cannot} />);
  expect(screen.getByText('61 cannot')).toBeTruthy();
  const [first, second] = screen.getAllByRole('listitem');
  expect(first?.textContent).toBe('Bo <b> – Milan is paused');
  const summary = within(second as HTMLElement).getByText('60 are not in it');
  expect(summary.closest('details')?.open).toBe(false);
  fireEvent.click(summary);
  expect(summary.closest('details')?.open).toBe(true);
  expect(second?.textContent).toContain('Agent 49and 10 more');
});

test('nobody who cannot is nothing', () => {
  expect(render(<CannotList cannot={[]} />).container.innerHTML).toBe('');
});
