// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { leave } from './leaving';
import { UnsavedGuard } from './unsaved-guard';

const followed = vi.fn((event: Event) => event.preventDefault());

/** What a browser says before it goes back, where it has that interface. */
class Traversal extends Event {
  readonly navigationType = 'traverse';
  readonly destination;
  constructor(url: string, cancelable = true) {
    super('navigate', { cancelable });
    this.destination = { url, key: 'before' };
  }
}
const navigation = Object.assign(new EventTarget(), { traverseTo: vi.fn() });

beforeEach(() => {
  window.history.replaceState(null, '', '/sources/milan?x=1');
  followed.mockClear();
  navigation.traverseTo.mockClear();
  vi.stubGlobal('navigation', navigation);
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

function show(isDirty: boolean) {
  const page = (dirty: boolean) => (
    <div>
      <UnsavedGuard isDirty={dirty} />
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: it only watches */}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: it only watches */}
      <div onClick={(event) => followed(event.nativeEvent)}>
        <a href="/queues">
          <b>Queues</b>
        </a>
        <a href="/sources/milan?x=1#test">Test</a>
        <a href="/queues" target="_blank" rel="noreferrer">
          New window
        </a>
        <a href="/x.csv" download>
          File
        </a>
      </div>
    </div>
  );
  const { rerender } = render(page(isDirty));
  return { become: (dirty: boolean) => rerender(page(dirty)) };
}

const dialog = () => screen.queryByRole('alertdialog', { name: 'Leave without saving?' });
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));
const unload = () => {
  const event = new Event('beforeunload', { cancelable: true });
  window.dispatchEvent(event);
  return event.defaultPrevented;
};
const goBack = (event: Traversal) => {
  act(() => void navigation.dispatchEvent(event));
  return event.defaultPrevented;
};

test('nothing typed, nothing asked', () => {
  show(false);
  fireEvent.click(screen.getByText('Queues'));
  expect([followed.mock.calls.length, unload(), goBack(new Traversal('http://localhost:3000/queues'))]).toEqual([
    1,
    false,
    false,
  ]);
  expect(dialog()).toBeNull();
});

describe('while something is not saved', () => {
  test('a link asks first; whoever stays has lost nothing and is asked again', async () => {
    show(true);
    fireEvent.click(screen.getByText('Queues'));
    expect(dialog()).toBeTruthy();
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Go on here' })));
    press('Go on here');
    expect([dialog(), followed.mock.calls.length]).toEqual([null, 0]);
    fireEvent.click(screen.getByText('Queues'));
    press('Leave without saving');
    expect([dialog(), followed.mock.calls.length]).toEqual([null, 1]);
    // What was decided is not asked again by the browser.
    expect(unload()).toBe(false);
  });

  test.each([
    ['to a place on this page', 'Test', {}],
    ['to a new window', 'New window', {}],
    ['to a file', 'File', {}],
    ['into a new tab', 'Queues', { ctrlKey: true }],
    ['with another button', 'Queues', { button: 1 }],
  ])('a link %s leaves nothing, and is not asked about', (_, name, how) => {
    show(true);
    fireEvent.click(screen.getByText(name), how);
    expect([dialog(), followed.mock.calls.length]).toEqual([null, 1]);
  });

  test('Back asks where the browser lets it, and goes there when that is wanted', () => {
    show(true);
    expect(goBack(new Traversal('http://localhost:3000/sources/milan?x=1#a'))).toBe(false);
    expect(goBack(new Traversal('http://localhost:3000/sources', false))).toBe(false);
    expect(dialog()).toBeNull();
    expect(goBack(new Traversal('http://localhost:3000/sources'))).toBe(true);
    press('Leave without saving');
    expect(navigation.traverseTo).toHaveBeenCalledWith('before');
    expect(goBack(new Traversal('http://localhost:3000/sources'))).toBe(false);
  });

  test('closing the window asks as browsers do', () => {
    show(true);
    expect(unload()).toBe(true);
  });

  test('what closes a form without a link asks too', () => {
    show(true);
    const close = vi.fn();
    act(() => leave(close));
    expect(close).not.toHaveBeenCalled();
    press('Leave without saving');
    expect(close).toHaveBeenCalledOnce();
  });

  test('once it is saved nothing is asked', () => {
    const { become } = show(true);
    become(false);
    const close = vi.fn();
    leave(close);
    fireEvent.click(screen.getByText('Queues'));
    expect([close.mock.calls.length, followed.mock.calls.length, unload()]).toEqual([1, 1, false]);
  });
});
