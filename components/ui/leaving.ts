type Leave = () => void;
type Ask = (leave: Leave) => void;

/** Who is to be asked before a page or a part of it is left; the newest first. */
const asked: Ask[] = [];

/** Goes where somebody wants to go, at once or when they say that what they typed may be lost. */
export function leave(go: Leave): void {
  const ask = asked.at(-1);
  if (ask) ask(go);
  else go();
}

/** Until it is undone, asks before links, Back and `leave` lead away; whoever closes the window is asked by the browser. */
export function guardLeaving(onAsk: Ask): () => void {
  let isLeaving = false;
  const ask: Ask = (go) =>
    onAsk(() => {
      isLeaving = true;
      go();
    });
  const ended = new AbortController();
  const { signal } = ended;
  const guarded =
    <E extends Event>(guard: (event: E) => void) =>
    (event: Event) => {
      if (!isLeaving) guard(event as E);
    };
  asked.push(ask);
  window.addEventListener('beforeunload', guarded(preventDefault), { signal });
  // Before React, and so before the router, hears of it.
  window.addEventListener('click', guarded(guardLink(ask)), { signal, capture: true });
  // Where there is no such interface Back is not asked about.
  window.navigation?.addEventListener('navigate', guarded(guardBack(ask)), { signal });
  return () => {
    asked.splice(asked.indexOf(ask), 1);
    ended.abort();
  };
}

const preventDefault = (event: Event) => event.preventDefault();

const guardLink = (ask: Ask) => (event: MouseEvent) => {
  const isElsewhere = event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
  const link = event.target instanceof Element ? event.target.closest('a') : null;
  if (event.button !== 0 || isElsewhere || !link?.href || link.target === '_blank' || link.hasAttribute('download'))
    return;
  if (!leadsAway(link.href)) return;
  event.preventDefault();
  event.stopPropagation();
  ask(() => (link.isConnected ? link.click() : window.location.assign(link.href)));
};

const guardBack = (ask: Ask) => (event: NavigateEvent) => {
  const { navigationType, cancelable, destination } = event;
  // A browser lets a page hold somebody once, not twice in a row.
  if (navigationType !== 'traverse' || !cancelable || !leadsAway(destination.url)) return;
  event.preventDefault();
  ask(() => window.navigation.traverseTo(destination.key));
};

/** A place on the same page is no other page. */
function leadsAway(address: string): boolean {
  const [there, here] = [new URL(address), new URL(window.location.href)];
  return there.origin !== here.origin || there.pathname !== here.pathname || there.search !== here.search;
}
