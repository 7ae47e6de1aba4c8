import { EditRefused } from '@/server/vendors/editor';

/** An id as a part of an address; throws for what would lead elsewhere, which no record is called. */
export function pathSegment(id: string): string {
  if (id === '' || id === '.' || id === '..') throw new EditRefused('gone', 'There is no such record');
  return encodeURIComponent(id.toWellFormed());
}
