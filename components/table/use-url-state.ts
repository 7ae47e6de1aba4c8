'use client';
import { useSearchParams } from 'next/navigation';

export type UrlState = Readonly<Record<string, string | null>>;

/** Filters, order and the open row live in the address: a link shows what its sender saw. */
export function useUrlState(): [URLSearchParams, (change: UrlState) => void] {
  return [useSearchParams(), changeUrl];
}

/** Kept with the history entry of an open row: the address it was opened from. */
interface OpenedFrom {
  readonly openedFrom?: string;
}

/** Opening a row is a step that the browser's Back takes back; everything else changes the step one is at. */
function changeUrl(next: UrlState): void {
  const before = new URLSearchParams(window.location.search);
  const query = new URLSearchParams(before);
  for (const [key, value] of Object.entries(next)) {
    if (value === null || value === '') query.delete(key);
    else query.set(key, value);
  }
  const { history } = window;
  const state = history.state as OpenedFrom | null;
  if (!before.has('open') && query.has('open')) {
    history.pushState({ openedFrom: before.toString() } satisfies OpenedFrom, '', addressOf(query));
  } else if (!query.has('open') && before.has('open') && state?.openedFrom === query.toString()) {
    history.back();
  } else {
    const kept = query.has('open') && state?.openedFrom !== undefined ? { openedFrom: state.openedFrom } : null;
    history.replaceState(kept, '', addressOf(query));
  }
}

function addressOf(query: URLSearchParams): string {
  const text = query.toString();
  return text ? `?${text}` : window.location.pathname;
}
