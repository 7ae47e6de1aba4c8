import type { CommandAction } from '@/lib/commands/actions';
import type { IntentRecord } from '@/lib/floor/records';
import { placeOf } from '@/server/polling/poll-failure';
import type { Log } from '@/server/ports';
import type { SourceCommands } from '@/server/sources/source-commands';
import { isCommandRefused, type Order } from '@/server/vendors/command';
import { askVendor } from './ask-vendor';
import type { EngineParts } from './command-engine';
import { findTarget } from './find-target';
import { startWatch, type Watch } from './judge';
import { orderOf } from './order-of';
import { rowOf, type Work } from './work';

/** Ended already, or to be watched: `words` where it is not known what the vendor did, or it did not quite do it. */
export type Sent =
  | (Pick<IntentRecord, 'status' | 'reason'> & { readonly isRefused?: boolean })
  | { readonly watch: Watch; readonly words: string | null };

interface SendParts extends Pick<EngineParts, 'keeper' | 'sources' | 'log' | 'save' | 'amend'> {
  /** Nothing has ended it in the meantime. */
  isStillWanted(): boolean;
}

const failed = (reason: string): Sent => ({ status: 'failed', reason });

/** Asks the vendor, with everything as it stands on the floor now; null where it was not wanted any more. */
export async function sendOrder(work: Work, parts: SendParts): Promise<Sent | null> {
  const { keeper, sources, log } = parts;
  const { record, asked } = work;
  const commands = sources.commandsOf(record.sourceId);
  const target = findTarget(keeper, record.targetKind, record.targetId);
  if (!commands) return failed('The source is not asked any more: nothing was sent');
  if (!target) return failed(`There is no such ${record.targetKind} on the floor any more: nothing was sent`);
  const order = orderOf({ ...asked, action: record.action as CommandAction }, target, keeper.floor);
  // What was held or waited was stored as such: that it is sent from now on has to be known after a restart.
  if (asked.isDelayed && !(await isSaved(work, parts))) return failed('The database does not answer: nothing was sent');
  if (!parts.isStillWanted()) return null;
  const plan = planOf(order, commands, log);
  if ('refusal' in plan) return { ...failed(plan.refusal), isRefused: true };
  const { expected, edit } = plan;
  const watch = startWatch(expected, keeper.floor);
  const answer = await askVendor(work, order, edit, commands, { ...parts, isSingle: expected.length <= 1 });
  if (answer.kind === 'refused') return { ...failed(answer.words), isRefused: true };
  watch.isUnsure = answer.kind === 'not-known';
  watch.otherwise = answer.kind === 'accepted' ? answer.words : null;
  if (expected.length > 0) return { watch, words: answer.words };
  return { status: watch.isUnsure ? 'unconfirmed' : 'done', reason: answer.words };
}

async function isSaved(work: Work, { save }: SendParts): Promise<boolean> {
  try {
    await save(rowOf(work));
    return true;
  } catch {
    return false;
  }
}

/** What is asked for, and what the floor will show of it; a driver may see beforehand that it cannot be done. */
function planOf(order: Order, commands: SourceCommands, log: Log) {
  try {
    return { expected: commands.expects(order) ?? [], edit: commands.edits(order) };
  } catch (thrown) {
    if (isCommandRefused(thrown)) return { refusal: thrown.message };
    log.error(placeOf(thrown), 'What a command changes could not be told');
    return { refusal: 'Callboard failed before it was sent: nothing was done' };
  }
}
