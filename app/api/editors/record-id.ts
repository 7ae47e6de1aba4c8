import { Refusal } from '@/lib/protocol/refusal';

/**
 * A vendor's own id out of the path, `…/record/<id>/…`: it may hold anything, so it is decoded just once, whatever was
 * done to the parameters before.
 */
export function recordIdIn(request: Request): string {
  const parts = new URL(request.url).pathname.split('/');
  const at = parts.findIndex((part, index) => part === 'api' && parts[index + 1] === 'editors');
  try {
    // api, editors, source, kind, record, id
    return decodeURIComponent(parts[at + 5] ?? '');
  } catch {
    throw new Refusal('bad-request', { problems: [{ field: 'record', message: 'must be an encoded id' }] });
  }
}
