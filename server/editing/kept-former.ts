import { gunzipSync, gzipSync } from 'node:zlib';
import { z } from 'zod';
import { fieldValue } from '@/lib/editing/records';
import { Refusal } from '@/lib/protocol/refusal';
import { SealError, type SecretBox } from '@/server/sources/secret-box';
import type { ConfigChangeRow } from '@/server/store/schema/config-changes';
import { dropSecrets } from './secret-fields';

const values = z.record(z.string(), fieldValue).nullable();
const shape = z.object({
  before: values.describe('Fields that changed, as they were'),
  after: values.describe('As that change left them; of a new record all of its fields'),
  original: z.string().nullable().describe('JSON: all that the vendor said of a deleted record'),
  current: z.string().nullable().describe('JSON: the whole configuration before it was replaced'),
  lacks: z.array(z.string()).describe('Secrets that were left out, as there was no key'),
});

/** What it takes to undo a change. */
export type Former = Readonly<z.infer<typeof shape>>;

export const noFormer: Former = { before: null, after: null, original: null, current: null, lacks: [] };

type Place = Pick<ConfigChangeRow, 'id' | 'source_id'>;

const plainMark = 'plain:';
const fieldOf = ({ id }: Place) => `change:${id}`;

/** Keeps what it takes to undo a change: sealed where there is a key, else without secrets. */
export function keepFormer(box: SecretBox | null, place: Place, former: Former): string {
  if (!box) return `${plainMark}${pack(withoutSecrets(former))}`;
  return box.seal(place.source_id, fieldOf(place), pack(former));
}

/** Refuses in words where it cannot be read any more. */
export function openFormer(box: SecretBox | null, place: Place & Pick<ConfigChangeRow, 'kept'>): Former {
  const { kept } = place;
  if (kept === null) throw new Refusal('conflict', { message: 'What it was before is not known any more.' });
  try {
    if (kept.startsWith(plainMark)) return unpack(kept.slice(plainMark.length));
    if (!box) throw new SealError('foreign');
    return unpack(box.open(place.source_id, fieldOf(place), kept));
  } catch (error) {
    if (!(error instanceof SealError)) throw error;
    const message = 'What it was before was sealed with a key that is not here: name it in CALLBOARD_KEY_OLD.';
    throw new Refusal('conflict', { message });
  }
}

/** The same, sealed with the newest key; null where it is already, or cannot be. */
export function sealAnew(box: SecretBox, place: Place & { readonly kept: string }): string | null {
  if (place.kept.startsWith(plainMark) || box.isCurrent(place.kept)) return null;
  return box.seal(place.source_id, fieldOf(place), box.open(place.source_id, fieldOf(place), place.kept));
}

function withoutSecrets({ before, after, original, current }: Former): Former {
  const lacks = new Set<string>();
  const drop = <T>(value: T) => dropSecrets(value, lacks) as T;
  const dropIn = (json: string | null) => (json === null ? null : JSON.stringify(drop(JSON.parse(json))));
  const rest = { before: drop(before), after: drop(after), original: dropIn(original), current: dropIn(current) };
  return { ...rest, lacks: [...lacks] };
}

const pack = (former: Former) => gzipSync(JSON.stringify(former)).toString('base64');
const unpack = (text: string): Former =>
  shape.parse(JSON.parse(gunzipSync(Buffer.from(text, 'base64')).toString('utf8')));
