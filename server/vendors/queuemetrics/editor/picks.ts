import type { Choosable } from '@/lib/editing/records';
import { allOrNone } from '@/server/vendors/all-or-none';
import { isEditRefused } from '@/server/vendors/editor';
import type { Context, EditorRecord } from '@/server/vendors/queuemetrics/client';
import { agentCode } from '@/server/vendors/queuemetrics/codes';
import { scalarText } from '@/server/vendors/queuemetrics/plain-text';
import { isVendorError } from '@/server/vendors/vendor-error';
import { listRecords } from './exchange';
import { bestKey } from './hand-made-forms';
import { type KindId, kindNamed } from './kinds';
import { rawText } from './raw-record';

/** What a form lets choose from; a list that cannot be read is absent, and the field stays text. */
export type Picks = ReadonlyMap<KindId, readonly Choosable[]>;

/** A save reads the record several times: what others are called is asked once. */
const keptMs = 30_000;
const memoryKey = (kind: KindId) => `picks-${kind}`;
interface Kept {
  readonly at: number;
  readonly picks: readonly Choosable[] | null;
}

/** The fields of these names tell a record of another editor by its name. */
const related = [
  [/^group_by__DECODED$/, 'agentGroup'],
  [/^location__DECODED$/, 'location'],
  [/^supervised_by__DECODED$/, 'user'],
] as const satisfies readonly (readonly [RegExp, KindId])[];

export function relatedTo(kind: KindId, column: string): KindId | null {
  if (kind === 'user' && /class\w*__DECODED$/i.test(column)) return 'class';
  return related.find(([pattern]) => pattern.test(column))?.[1] ?? null;
}

/** Lists of the editors that fields of this record choose from. */
export async function readPicks(context: Context, kind: KindId, record: EditorRecord): Promise<Picks> {
  const wanted = new Set(Object.keys(record).flatMap((column) => relatedTo(kind, column) ?? []));
  if (kind === 'queue') wanted.add('agent');
  const lists = [...wanted].map(
    (other) => async (signal: AbortSignal) => [other, await readOnce({ ...context, signal }, other)] as const,
  );
  return new Map(
    (await allOrNone(context.signal, lists)).flatMap(([other, picks]) => (picks ? [[other, picks] as const] : [])),
  );
}

/** Records of this editor changed. */
export function forgetPicks({ memory }: Context, kind: KindId): void {
  memory.delete(memoryKey(kind));
}

async function readOnce(context: Context, kind: KindId): Promise<readonly Choosable[] | null> {
  const { clock, memory } = context;
  const kept = memory.get(memoryKey(kind)) as Kept | undefined;
  if (kept && clock.now() - kept.at < keptMs) return kept.picks;
  const records = await orNull(listRecords(context, kindNamed(kind)));
  const picks = records && distinct(records.flatMap((record) => pickOf(kind, record)));
  memory.set(memoryKey(kind), { at: clock.now(), picks } satisfies Kept);
  return picks;
}

/** Null where QueueMetrics does not let us have it, or sends what is not understood. */
export async function orNull<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked;
  } catch (error) {
    if (isEditRefused(error) || (isVendorError(error) && error.kind === 'bad-response')) return null;
    throw error;
  }
}

function pickOf(kind: KindId, record: EditorRecord): Choosable[] {
  if (kind === 'agent') {
    const code = agentCode(scalarText(record.nome_agente) ?? '');
    return code === '' ? [] : [{ value: code, label: scalarText(record.descr_agente) || code }];
  }
  const key = decodedKey(kind, record);
  const value = key === null ? '' : rawText(record[key]);
  if (value === '') return [];
  const name = kind === 'user' ? (scalarText(record.real_name) ?? '') : '';
  const shown = scalarText(value) || value;
  return [{ value, label: name !== '' && name !== shown ? `${name} (${shown})` : shown }];
}

/** The column whose text stands for the record in a `__DECODED` field. */
export function decodedKey(kind: KindId, record: EditorRecord): string | null {
  const names = [/^(nome|name)/i, /name|nome|label|title/i, /desc/i];
  if (kind === 'user') return bestKey(record, [/^login$/i, /login/i, /user_?name/i, ...names]);
  if (kind === 'agentGroup') return bestKey(record, [/^group_name$/i, ...names]);
  if (kind === 'location') return bestKey(record, [/^loc_name$/i, ...names]);
  return bestKey(record, names);
}

const distinct = (picks: readonly Choosable[]): Choosable[] =>
  [...new Map(picks.toReversed().map((pick) => [pick.value, pick])).values()].reverse();
