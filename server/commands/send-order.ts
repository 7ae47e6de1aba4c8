import type { CommandAction } from '@/lib/commands/actions';
import type { IntentRecord } from '@/lib/floor/records';
import { placeOf } from '@/server/polling/poll-failure';
import type { Log } from '@/server/ports';
import { type Expectation, isCommandRefused } from '@/server/vendors/command';
import type { EngineParts } from './command-engine';
import { describeFailure } from './describe-outcome';
import { findTarget } from './find-target';
import { startWatch, type Watch } from './judge';
import { orderOf } from './order-of';
import { rowOf, type Work } from './work';

/** Ended already, or to be watched: `words` where it is not known what the vendor did. */
export type Sent =
  | (Pick<IntentRecord, 'status' | 'reason'> & { readonly isRefused?: boolean })
  | { readonly watch: Watch; readonly words: string | null };

interface SendParts extends Pick<EngineParts, 'keeper' | 'sources' | 'log' | 'save'> {
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
  const expectations = expectedOf(() => commands.expects(order), log);
  if ('refusal' in expectations) return { ...failed(expectations.refusal), isRefused: true };
  const { expected } = expectations;
  const watch = startWatch(expected, keeper.floor);
  try {
    await commands.send(order);
  } catch (thrown) {
    const failure = describeFailure(thrown, commands.name, expected.length <= 1, log);
    if (failure.kind === 'refused') return { ...failed(failure.words), isRefused: true };
    if (expected.length === 0) return { status: 'unconfirmed', reason: failure.words };
    watch.isUnsure = true;
    return { watch, words: failure.words };
  }
  return expected.length === 0 ? { status: 'done', reason: null } : { watch, words: null };
}

async function isSaved(work: Work, { save }: SendParts): Promise<boolean> {
  try {
    await save(rowOf(work));
    return true;
  } catch {
    return false;
  }
}

/** A driver may see beforehand that it cannot be done. */
function expectedOf(expects: () => readonly Expectation[] | null, log: Log) {
  try {
    return { expected: expects() ?? [] };
  } catch (thrown) {
    if (isCommandRefused(thrown)) return { refusal: thrown.message };
    log.error(placeOf(thrown), 'What a command changes could not be told');
    return { refusal: 'Callboard failed before it was sent: nothing was done' };
  }
}
