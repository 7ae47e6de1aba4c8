'use client';
import clsx from 'clsx';
import { type KeyboardEvent, type ReactNode, useCallback, useId, useRef } from 'react';
import { controlLook, FieldNotes } from '@/components/ui/field';
import { inSentence } from '@/lib/editing/in-sentence';
import type { Choosable, MemberValue } from '@/lib/editing/records';
import { MemberRow } from './member-row';
import { useMembers } from './use-members';

interface MembersPickerProps {
  readonly label: string;
  readonly help: ReactNode;
  readonly picks: readonly Choosable[];
  /** The usual one first; empty where there are none. */
  readonly levels: readonly Choosable[];
  readonly value: readonly MemberValue[];
  readonly problem: string | null;
  readonly onChange: (value: readonly MemberValue[]) => void;
}

/** Who belongs to a record, out of many: found by typing, ticked one by one or all that were found. */
export function MembersPicker(props: MembersPickerProps) {
  const { label, help, levels, value, problem } = props;
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const members = useMembers(props, scroller);
  const { found, levelOf, stop, setStop, move, rows } = members;
  const toggle = useLatest(members.toggle);
  const put = useLatest(members.put);
  const setLevel = useCallback((of: string, level: string) => put([{ value: of, label: '' }], level), [put]);
  function fromSearch(event: KeyboardEvent): void {
    if (event.key === 'Enter') event.preventDefault();
    if (event.key === 'ArrowDown') move(event, -1);
  }
  const described = [problem ? `${id}-problem` : '', `${id}-help`].filter(Boolean).join(' ');
  return (
    <fieldset className="grid min-w-0 gap-2" aria-describedby={described}>
      <legend className="mb-1 text-13 text-dim">
        {label}{' '}
        <span className="tabular-nums">
          ({value.length} of {members.count})
        </span>
      </legend>
      <input
        type="search"
        aria-label={`Find in ${label}`}
        placeholder={`Find in ${inSentence(label)}`}
        value={members.query}
        aria-invalid={problem ? true : undefined}
        onChange={(event) => members.setQuery(event.target.value)}
        onKeyDown={fromSearch}
        className={clsx(controlLook, 'h-9 rounded-small px-2.5 text-14')}
      />
      <Many members={members} levels={levels} />
      <div ref={scroller} className="max-h-80 overflow-y-auto rounded-small border border-line">
        <ul
          aria-label={label}
          className="relative"
          style={{ height: found.length > 0 ? rows.getTotalSize() : undefined }}
        >
          {rows.getVirtualItems().map(({ index, start }) => {
            const member = found[index];
            return member ? (
              <MemberRow
                key={member.value}
                member={member}
                index={index}
                count={found.length}
                top={start}
                measure={rows.measureElement}
                level={levelOf.get(member.value) ?? null}
                levels={levels}
                isStop={index === stop}
                onToggle={toggle}
                onLevel={setLevel}
                onMove={move}
                onStop={setStop}
              />
            ) : null;
          })}
          {found.length === 0 ? <li className="px-3 py-2 text-13 text-dim">Nothing of that name.</li> : null}
        </ul>
      </div>
      <FieldNotes
        help={help || <span className="hidden md:inline">{keyWords}</span>}
        helpId={`${id}-help`}
        problem={problem}
        problemId={`${id}-problem`}
      />
    </fieldset>
  );
}

const keyWords = 'Arrows lead from one to the next, the space bar ticks, Shift ticks all on the way.';

interface ManyProps {
  readonly members: ReturnType<typeof useMembers>;
  readonly levels: readonly Choosable[];
}

const small =
  'h-8 shrink-0 rounded-small border border-line bg-surface px-2.5 text-13 font-medium hover:border-dim aria-disabled:opacity-60';

/** What can be done with all that were found. */
function Many({ members: { found, levelOf, query, put }, levels }: ManyProps) {
  const inside = found.filter(({ value }) => levelOf.has(value)).length;
  const outside = found.length - inside;
  const which = query.trim() === '' ? 'all' : 'those found';
  return (
    <div className="flex flex-wrap items-center gap-2">
      <button type="button" className={small} aria-disabled={outside === 0} onClick={() => put(found, 'usual')}>
        Add {which} ({outside})
      </button>
      <button type="button" className={small} aria-disabled={inside === 0} onClick={() => put(found, null)}>
        Take out {which} ({inside})
      </button>
      {levels.length > 1 ? (
        <select
          aria-label={`Level of ${which} who are in`}
          value=""
          onChange={(event) => event.target.value !== '' && put(found, event.target.value)}
          className="h-8 rounded-small border border-line bg-surface px-2 text-13"
        >
          <option value="">Level of {which}…</option>
          {levels.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      ) : null}
    </div>
  );
}

/** Stays the same function, so that rows that did not change are not drawn again. */
function useLatest<Args extends readonly unknown[]>(run: (...args: Args) => void): (...args: Args) => void {
  const latest = useRef(run);
  latest.current = run;
  return useCallback((...args: Args) => latest.current(...args), []);
}
