/** What somebody does on the members page, in the order in which it is done. */
export const deeds = [
  'a notch of the wheel, down',
  'a notch of the wheel, sideways',
  'an arrow key',
  'Shift and an arrow key',
  'Ctrl-A: all cells, with the counts',
  'a letter in the search',
] as const;
export type Deed = (typeof deeds)[number];

declare global {
  interface Window {
    members: {
      /** From navigation to the first cells painted, ms. */
      readonly opened: Promise<number>;
      /** Does it; ms until what it leads to is painted. */
      run(deed: Deed): Promise<number>;
      /** The longest task since this was last asked, ms; 0 where none took 50. */
      pause(): number;
    };
  }
}

/** In the page, before anything else. */
export function installDeeds(): void {
  let longest = 0;
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longest = Math.max(longest, duration);
  }).observe({ type: 'longtask' });
  const painted = () =>
    new Promise<number>((resolve) =>
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve(performance.now());
        port2.postMessage(null);
      }),
    );
  const until = (holds: () => boolean, what: string) =>
    new Promise<void>((resolve, reject) => {
      if (holds()) return resolve();
      setTimeout(() => reject(new Error(`Never seen: ${what}`)), 15_000);
      const watcher = new MutationObserver(() => {
        if (!holds()) return;
        watcher.disconnect();
        resolve();
      });
      watcher.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
    });
  const find = (selector: string) => document.querySelector<HTMLElement>(selector);
  const grid = () => find('[role=grid][aria-label=Members]') as HTMLElement;
  const press = (key: string, more: KeyboardEventInit = {}) =>
    grid().dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more }));
  const activeId = () => grid().getAttribute('aria-activedescendant');
  const bar = () => find('[aria-label="Chosen cells"]');
  const type = (text: string) => {
    const search = find('input[type=search]') as HTMLInputElement;
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(search, text);
    search.dispatchEvent(new Event('input', { bubbles: true }));
  };

  /** Scrolls, and waits for the row or the column that stands at the far edge then. */
  const scroll = (down: number, right: number) => {
    const scroller = grid().parentElement as HTMLElement;
    if (scroller.scrollTop + 2 * scroller.clientHeight > scroller.scrollHeight) scroller.scrollTop = 0;
    if (scroller.scrollLeft + 2 * scroller.clientWidth > scroller.scrollWidth) scroller.scrollLeft = 0;
    scroller.scrollBy(right, down);
    const wanted = down > 0 ? Math.floor((scroller.scrollTop + scroller.clientHeight - 164) / 32) : 0;
    const columns = Number(grid().getAttribute('aria-colcount')) - 1;
    const column = Math.min(columns, Math.floor((scroller.scrollLeft + scroller.clientWidth - 224) / 40));
    return () =>
      down > 0
        ? find(`[role=row][aria-rowindex="${wanted + 1}"] [role=gridcell]`) !== null
        : find(`[role=columnheader][aria-colindex="${column + 1}"]`) !== null;
  };

  const searches = ['rossi', 'rossi 1', 'rossi 12', 'rossi 1', 'rossi', ''];
  let letters = 0;
  const ways: Record<Deed, () => () => boolean> = {
    'a notch of the wheel, down': () => scroll(120, 0),
    'a notch of the wheel, sideways': () => scroll(0, 120),
    'an arrow key': () => {
      const before = activeId();
      press('ArrowDown');
      return () => activeId() !== before && find(`[id="${activeId()}"]`) !== null;
    },
    'Shift and an arrow key': () => {
      const before = activeId();
      press('ArrowDown', { shiftKey: true });
      return () => activeId() !== before && bar() !== null;
    },
    'Ctrl-A: all cells, with the counts': () => {
      press('Escape');
      press('a', { ctrlKey: true });
      return () =>
        (bar()?.querySelectorAll('button').length ?? 0) > 1 && (bar()?.textContent ?? '').includes(' chosen');
    },
    'a letter in the search': () => {
      const count = () => find('[role=grid]')?.getAttribute('aria-rowcount');
      const before = count();
      letters += 1;
      type(searches[(letters - 1) % searches.length] ?? '');
      return () => count() !== before;
    },
  };

  const opened = until(() => find('[role=grid][aria-label=Members] [role=gridcell]') !== null, 'the grid').then(
    painted,
  );
  window.members = {
    opened,
    async run(deed) {
      const started = performance.now();
      await until(ways[deed](), deed);
      return (await painted()) - started;
    },
    pause() {
      const was = longest;
      longest = 0;
      return was;
    },
  };
}
