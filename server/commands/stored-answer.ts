import { z } from 'zod';
import type { OrderTold } from '@/lib/protocol/api/commands-api';
import type { Refusal } from '@/lib/protocol/refusal';
import { replyCodes } from '@/lib/protocol/reply';
import type { IntentRow } from '@/server/store/schema/intents';
import { recordOfRow, type Work } from './work';

/** What one order was answered, without the intent, which goes on. */
const stored = z.object({
  targetId: z.string(),
  intentId: z.string().nullable(),
  refusal: z.object({ code: z.enum(replyCodes), message: z.string(), field: z.string().nullable() }).nullable(),
});
export type StoredAnswer = Readonly<z.infer<typeof stored>>;

export function parseAnswer(text: string): readonly StoredAnswer[] {
  return z.array(stored).parse(JSON.parse(text));
}

/** The same answer, with the intents as they stand now, on the floor or in the store. */
export function tellAgain(
  answers: readonly StoredAnswer[],
  rows: readonly IntentRow[],
  works: ReadonlyMap<string, Work>,
): readonly OrderTold[] {
  const kept = new Map(rows.map((row) => [row.id, row]));
  return answers.map(({ targetId, intentId, refusal }) => {
    const row = intentId === null ? undefined : kept.get(intentId);
    const intent = (intentId && works.get(intentId)?.record) || (row ? recordOfRow(row) : null);
    return { targetId, intent, refusal };
  });
}

/** In one sentence, with the field where one was wrong. */
export function wordsOf({ message, problems: [first] }: Refusal): string {
  return message || (first ? `${first.field} ${first.message}` : 'It was refused.');
}

export function refusedAnswer(targetId: string, refusal: Refusal): StoredAnswer {
  const { code, problems } = refusal;
  return { targetId, intentId: null, refusal: { code, message: wordsOf(refusal), field: problems[0]?.field ?? null } };
}
