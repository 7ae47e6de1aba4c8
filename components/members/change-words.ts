import { formatCount } from '@/components/ui/format';
import type { QueueAction } from '@/lib/commands/actions';
import { configurationWords } from '@/lib/commands/consequences';
import type { EpochMs } from '@/lib/floor/records';
import type { CellPlace } from '@/lib/members/plan-cells';
import type { CellResult } from './cell-result';
import { atClockWords } from './clock-words';

/** Before anything is sent: what it would change. */
export function previewWords(action: QueueAction, asked: readonly CellPlace[]): string {
  const asking = asked.filter(({ vendor }) => vendor.asksFirst.includes(action));
  const sites = [...new Set(asking.map(({ source, agent }) => source?.name ?? agent.sourceId))];
  return [
    'Nothing is sent before you press the button.',
    sites.length > 0 ? configurationWords(sites.join(' and ')) : '',
    action === 'assign' ? 'Adding logs nobody in: whoever is added can join afterwards.' : '',
    action === 'unassign' ? 'Whoever serves it leaves it first.' : '',
  ]
    .filter(Boolean)
    .join(' ');
}

/** After it was sent; `canJoin` is how many were added and can go on. */
export function resultWords(results: readonly CellResult[], canJoin: number, now: EpochMs): string {
  const lent = results.flatMap(({ standing, dueAt }) => (standing === 'failed' ? [] : (dueAt ?? [])));
  const ends = [...new Set(lent.map((dueAt) => atClockWords(dueAt, now)))];
  const failed = results.filter(({ standing }) => standing === 'failed').length;
  return [
    `${formatCount(results.length)} sent; each shows what the floor has confirmed.`,
    failed > 0 ? `${formatCount(failed)} failed.` : '',
    ends.length > 0 ? `Callboard puts it back ${ends.join(' and ')}.` : '',
    canJoin > 0 ? `Nobody was logged in by it: ${formatCount(canJoin)} can join now.` : '',
  ]
    .filter(Boolean)
    .join(' ');
}

/** For those who hear it: without the seconds, which nobody wants to be told one by one. */
export function spokenResults(results: readonly CellResult[]): string {
  const parts = (['done', 'pending', 'failed'] as const).flatMap((standing) => {
    const count = results.filter((one) => one.standing === standing).length;
    return count === 0 ? [] : [`${formatCount(count)} ${standing === 'pending' ? 'under way' : standing}`];
  });
  return parts.join(', ');
}

/** Systems whose history of changes tells of it. */
export function changedSources(
  results: readonly CellResult[],
): readonly { readonly id: string; readonly name: string }[] {
  const told = results.filter(({ cell: { vendor, order } }) => vendor.asksFirst.includes(order.action));
  const names = new Map(told.map(({ cell: { agent, source } }) => [agent.sourceId, source?.name ?? agent.sourceId]));
  return [...names].map(([id, name]) => ({ id, name }));
}
