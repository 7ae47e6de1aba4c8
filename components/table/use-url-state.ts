'use client';
import { useSearchParams } from 'next/navigation';

export type UrlState = Readonly<Record<string, string | null>>;

/** Filters, order and the open row live in the address: a link shows what its sender saw. */
export function useUrlState(): [URLSearchParams, (change: UrlState) => void] {
  return [useSearchParams(), changeUrl];
}

function changeUrl(next: UrlState): void {
  const query = new URLSearchParams(window.location.search);
  for (const [key, value] of Object.entries(next)) {
    if (value === null || value === '') query.delete(key);
    else query.set(key, value);
  }
  const text = query.toString();
  window.history.replaceState(null, '', text ? `?${text}` : window.location.pathname);
}
