import type { CallsTold } from '@/lib/protocol/api/commands-api';
import { isRefusal, Refusal } from '@/lib/protocol/refusal';
import { type CommandEdit, isCommandRefused } from '@/server/vendors/command';
import { groupBy } from '@/server/vendors/group-by';
import type { CheckedOrder, OrderInput } from './check-order';
import type { DeskParts } from './command-desk';
import { orderOf } from './order-of';
import { wordsOf } from './stored-answer';

type Told = Pick<CallsTold, 'calls' | 'refusal'>;
type Wanted = Told | { readonly sourceId: string; readonly edit: CommandEdit };

/** The calls that each order would make, or why it would be refused. What changes a configuration is looked up there. */
export async function tellCalls(
  orders: readonly OrderInput[],
  checked: readonly (CheckedOrder | Refusal)[],
  parts: DeskParts,
): Promise<readonly CallsTold[]> {
  const wanted = checked.map((one) => wantedOf(one, parts));
  const edits = wanted.flatMap((one) => ('edit' in one ? one : []));
  const told = new Map<Wanted, Told>();
  const bySource = groupBy(edits, ({ sourceId }) => sourceId);
  await Promise.all(
    [...bySource].map(async ([sourceId, some]) => {
      const answers = await parts.foresee(
        sourceId,
        some.map(({ edit }) => edit),
      );
      some.forEach((one, index) => {
        told.set(one, toldOf(answers[index] ?? []));
      });
    }),
  );
  return wanted.map((one, index) => ({
    targetId: orders[index]?.targetId ?? '',
    ...('edit' in one ? (told.get(one) ?? toldOf([])) : one),
  }));
}

const toldOf = (answer: readonly string[] | Refusal): Told =>
  isRefusal(answer) ? { calls: null, refusal: wordsOf(answer) } : { calls: answer, refusal: null };

function wantedOf(one: CheckedOrder | Refusal, { keeper, commandsOf }: DeskParts): Wanted {
  if (one instanceof Refusal) return toldOf(one);
  const sourceId = one.target.source.id;
  const commands = commandsOf(sourceId);
  const order = orderOf(one, one.target, keeper.floor);
  try {
    const edit = commands?.edits(order) ?? null;
    return edit ? { sourceId, edit } : { calls: commands?.calls(order) ?? null, refusal: null };
  } catch (thrown) {
    if (isCommandRefused(thrown)) return { calls: null, refusal: thrown.message };
    throw thrown;
  }
}
