import type { KindPlace } from '@/lib/queries/editors';

export const configurationPlace = { href: '/configuration', label: 'Configuration' };

const under = (parent: string | null) => (parent === null ? '' : `?parent=${encodeURIComponent(parent)}`);

const sourceHref = (source: string) => `${configurationPlace.href}/${encodeURIComponent(source)}`;

/** Where records of one kind are listed. */
export function kindHref({ source, kind, parent }: KindPlace): string {
  return `${sourceHref(source)}/${encodeURIComponent(kind)}${under(parent)}`;
}

export function recordHref({ source, kind, parent }: KindPlace, record: string): string {
  return `${sourceHref(source)}/${encodeURIComponent(kind)}/${encodeURIComponent(record)}${under(parent)}`;
}

export function newHref({ source, kind, parent }: KindPlace): string {
  return `${sourceHref(source)}/${encodeURIComponent(kind)}/new${under(parent)}`;
}

export const pushHref = (source: string) => `${sourceHref(source)}/push`;

/** What was changed at vendors, at one of them if it is named. */
export function changesHref(source?: string): string {
  return `${configurationPlace.href}/changes${source === undefined ? '' : `?source=${encodeURIComponent(source)}`}`;
}
