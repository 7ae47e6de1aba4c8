import { isOutage, isRefusal } from '@/lib/protocol/refusal';
import type { Amender } from '@/server/editing/for-a-command';
import type { Log } from '@/server/ports';
import type { SourceCommands } from '@/server/sources/source-commands';
import type { CommandEdit, Order } from '@/server/vendors/command';
import type { EngineParts } from './command-engine';
import { describeFailure, type Failure } from './describe-outcome';
import { wordsOf } from './stored-answer';
import type { Work } from './work';

/** It took it, `words` where not quite as asked; or what came of it instead. */
export type Answer = { readonly kind: 'accepted'; readonly words: string | null } | Failure;

interface AskParts extends Pick<EngineParts, 'amend'> {
  readonly log: Log;
  /** With several, some may have been done before a refusal. */
  readonly isSingle: boolean;
}

/** Asks once (rule I3): by a call of its own, or by a change of the configuration, which is looked after like all others. */
export async function askVendor(
  { record, asked }: Work,
  order: Order,
  edit: CommandEdit | null,
  commands: SourceCommands,
  { amend, log, isSingle }: AskParts,
): Promise<Answer> {
  try {
    if (edit) {
      const by: Amender = { kind: asked.kind, accountId: record.byId, name: record.by, address: asked.address };
      return answerOf(await amend(record.sourceId, edit, by, `command ${record.id}`));
    }
    await commands.send(order);
    return { kind: 'accepted', words: null };
  } catch (thrown) {
    if (isRefusal(thrown)) return { kind: 'refused', words: wordsOf(thrown) };
    if (edit && isOutage(thrown)) return { kind: 'refused', words: `${thrown.message}: nothing was sent` };
    return describeFailure(thrown, commands.name, isSingle, log);
  }
}

function answerOf({ outcome, words }: Awaited<ReturnType<EngineParts['amend']>>): Answer {
  if (outcome === 'unknown') return { kind: 'not-known', words };
  if (outcome === 'as-wanted') return { kind: 'accepted', words: 'It was so already: nothing was sent.' };
  return { kind: 'accepted', words: outcome === 'saved-otherwise' ? words : null };
}
