import type { PushLine } from '@/lib/queries/editors';

export interface SortedPlan {
  readonly deleted: readonly PushLine[];
  readonly newUsers: readonly PushLine[];
  readonly created: readonly PushLine[];
  readonly updated: readonly PushLine[];
}

/** What must not be overlooked apart from the rest. */
export function sortPlan(lines: readonly PushLine[]): SortedPlan {
  const isNewUser = ({ what, does }: PushLine) => what === 'user' && does === 'create';
  return {
    deleted: lines.filter(({ does }) => does === 'delete'),
    newUsers: lines.filter(isNewUser),
    created: lines.filter((line) => line.does === 'create' && !isNewUser(line)),
    updated: lines.filter(({ does }) => does === 'update'),
  };
}
