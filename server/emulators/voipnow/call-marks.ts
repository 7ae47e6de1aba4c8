import type { Centre } from '@/server/emulators/centre-types';

/** What was done with a call that the centre itself knows nothing of. */
export interface CallMark {
  readonly onHold: boolean;
  readonly recording: boolean;
  readonly parked: boolean;
  /** Extensions that joined in, and how. */
  readonly joined: readonly { readonly extension: string; readonly as: 'BargeIn' | 'Whisper' }[];
}

export interface CallMarks {
  of(contactId: string): CallMark;
  change(contactId: string, to: Partial<CallMark>): void;
}

const unmarked: CallMark = { onHold: false, recording: false, parked: false, joined: [] };

/** Marks live as long as their call. */
export function createCallMarks(centre: Centre): CallMarks {
  const marks = new Map<string, CallMark>();
  return {
    of: (contactId) => marks.get(contactId) ?? unmarked,
    change: (contactId, to) => {
      const live = new Set(centre.liveContacts().map(({ id }) => id));
      for (const id of marks.keys()) if (!live.has(id)) marks.delete(id);
      marks.set(contactId, { ...(marks.get(contactId) ?? unmarked), ...to });
    },
  };
}
