import type { ChangeOutcome, ChangeTold } from '@/lib/editing/records';

const did: Readonly<Record<ChangeTold['operation'], string>> = {
  create: 'Created',
  update: 'Changed',
  remove: 'Deleted',
  push: 'Pushed the configuration',
};

/** What was done, as “Changed Sales”. */
export function changeTitle({ operation, label, undoes }: ChangeTold): string {
  const words = operation === 'push' ? did.push : `${did[operation]} ${label}`;
  return undoes === null ? words : `${words}, to take a change back`;
}

/** What came of it; empty where it is as it was asked for. */
export const outcomeWords: Readonly<Record<ChangeOutcome, string>> = {
  saved: '',
  'saved-otherwise': 'The vendor kept something else than was asked.',
  refused: 'The vendor refused it: nothing was changed.',
  sent: 'No answer was written down: look at the record to see whether it was done.',
  unknown: 'It is not known whether it was done: look at the record.',
};
