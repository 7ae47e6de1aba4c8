'use client';
import Link from 'next/link';
import { Serious } from '@/components/form/serious';
import { Button, buttonLook } from '@/components/ui/button';
import { tellValue } from '@/lib/editing/tell-value';
import type { ChangedReply } from '@/lib/queries/editors';
import { outcomeWords } from './change-words';
import { UndoButton } from './undo-button';

interface OutcomeNoteProps {
  readonly reply: ChangedReply;
  /** Of the record that came of it, where that is not the one on this page. */
  readonly otherHref: string | null;
  readonly onUndone: (reply: ChangedReply) => void;
  /** Where it is not known what came of it: looks. Null where there is nothing to read. */
  readonly onRead: (() => void) | null;
}

/** What came of a change, and the way back. */
export function OutcomeNote({ reply, otherHref, onUndone, onRead }: OutcomeNoteProps) {
  const { change, differences, words } = reply;
  switch (change.outcome) {
    case 'saved':
      return (
        <div className="flex flex-wrap items-center gap-3 rounded-panel border border-line bg-surface px-4 py-3 text-14">
          <p role="status" className="wrap-anywhere">
            {words || 'Saved.'}
          </p>
          {otherHref === null ? null : (
            <Link href={otherHref} prefetch={false} className={buttonLook()}>
              Open {reply.record?.label || reply.record?.id}
            </Link>
          )}
          <UndoButton key={change.id} change={change} onUndone={onUndone} />
          {reply.record === null && onRead ? <Button onClick={onRead}>Read again</Button> : null}
        </div>
      );
    case 'saved-otherwise':
      return (
        <Serious title="The vendor kept something else than you asked" told={change.id}>
          <p className="wrap-anywhere">{words}</p>
          {differences.length > 0 ? <Differences differences={differences} fields={change.fields} /> : null}
          <UndoButton key={change.id} change={change} onUndone={onUndone} />
        </Serious>
      );
    case 'refused':
      return (
        <Serious title="The vendor refused it" told={change.id}>
          <p className="wrap-anywhere">{words || outcomeWords.refused}</p>
        </Serious>
      );
    default:
      return (
        <Serious title="It is not known whether this was done" told={change.id}>
          <p className="wrap-anywhere">{words}</p>
          <p>
            {onRead
              ? 'Nothing is sent again by itself. Read the record again: what it is then is what the vendor has.'
              : 'Nothing is sent again by itself. Look for it in the list before you send it once more.'}
          </p>
          {onRead ? (
            <div>
              <Button onClick={onRead}>Read again</Button>
            </div>
          ) : null}
        </Serious>
      );
  }
}

interface DifferencesProps {
  readonly differences: ChangedReply['differences'];
  readonly fields: ChangedReply['change']['fields'];
}

function Differences({ differences, fields }: DifferencesProps) {
  const fieldOf = (name: string) => fields.find((field) => field.name === name);
  return (
    <table className="w-full max-w-3xl table-fixed text-left text-13">
      <thead className="text-12 text-dim">
        <tr>
          {['Field', 'You asked for', 'The vendor kept'].map((title) => (
            <th key={title} scope="col" className="py-1 pr-3 font-medium">
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {differences.map(({ field, label, wanted, got }) => (
          <tr key={field} className="border-t border-line align-top">
            <th scope="row" className="py-1 pr-3 font-medium wrap-anywhere">
              {label}
            </th>
            <td className="py-1 pr-3 wrap-anywhere text-dim">{tellValue(fieldOf(field), wanted)}</td>
            <td className="py-1 wrap-anywhere">{tellValue(fieldOf(field), got)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
