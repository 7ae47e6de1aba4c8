'use client';
import { useEffect, useRef } from 'react';
import { Button } from '@/components/ui/button';
import { draftFields, isSame } from './user-draft';
import type { UserDraft } from './user-fields';

const labels = {
  name: 'Name',
  role: 'Role',
  email: 'E-mail',
  extension: 'Extension',
  scope: 'Sees',
  agentIds: 'Is',
} as const;

interface UserConflictProps {
  readonly mine: UserDraft;
  readonly theirs: UserDraft;
  readonly tell: (draft: UserDraft, field: keyof UserDraft) => string;
  readonly isBusy: boolean;
  readonly onMine: () => void;
  readonly onTheirs: () => void;
}

/** What I was about to save beside what somebody else saved meanwhile. */
export function UserConflict({ mine, theirs, tell, isBusy, onMine, onTheirs }: UserConflictProps) {
  const box = useRef<HTMLElement>(null);
  useEffect(() => box.current?.focus(), []);
  const fields = draftFields.filter((field) => !isSame(mine, theirs, field));
  return (
    <section
      ref={box}
      tabIndex={-1}
      aria-label="Somebody else has saved meanwhile"
      className="grid gap-3 rounded-panel border border-warning p-3 text-14"
    >
      <p className="font-semibold">Somebody else has changed this account meanwhile. Nothing of yours is saved yet.</p>
      <table className="w-full table-fixed text-left text-13">
        <thead className="text-dim">
          <tr>
            <th scope="col" className="w-20 py-1 font-medium">
              <span className="sr-only">What</span>
            </th>
            <th scope="col" className="py-1 font-medium">
              Mine
            </th>
            <th scope="col" className="py-1 font-medium">
              Theirs
            </th>
          </tr>
        </thead>
        <tbody>
          {fields.map((field) => (
            <tr key={field} className="border-t border-line align-top">
              <th scope="row" className="py-1 pr-2 font-medium text-dim">
                {labels[field]}
              </th>
              <td className="py-1 pr-2 wrap-anywhere">{tell(mine, field) || '–'}</td>
              <td className="py-1 wrap-anywhere">{tell(theirs, field) || '–'}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className="flex flex-wrap gap-2">
        <Button tone="main" isBusy={isBusy} onClick={onMine}>
          Save mine
        </Button>
        <Button onClick={onTheirs}>Keep theirs</Button>
      </div>
    </section>
  );
}
