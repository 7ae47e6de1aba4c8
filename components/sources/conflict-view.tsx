'use client';
import { useEffect, useId, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import type { VendorForm } from '@/lib/protocol/source-settings';
import { differences, readable, type SourceDraft, takeFrom } from './source-draft';

interface ConflictViewProps {
  readonly form: VendorForm;
  readonly base: SourceDraft;
  readonly mine: SourceDraft;
  readonly theirs: SourceDraft;
  readonly onSettle: (merged: SourceDraft) => void;
}

/** Mine beside theirs, field by field, when somebody else has saved meanwhile: nobody's work is lost without being seen. */
export function ConflictView({ form, base, mine, theirs, onSettle }: ConflictViewProps) {
  const titleId = useId();
  const box = useRef<HTMLElement>(null);
  const paths = differences(form, mine, theirs);
  // What I did not touch is theirs to begin with.
  const touched = differences(form, base, mine);
  const [picked, setPicked] = useState<Readonly<Record<string, 'mine' | 'theirs'>>>({});
  const pickOf = (path: string) => picked[path] ?? (touched.includes(path) ? 'mine' : 'theirs');
  // biome-ignore lint/correctness/useExhaustiveDependencies: each time that somebody was first
  useEffect(() => box.current?.focus(), [theirs]);
  return (
    <section
      ref={box}
      tabIndex={-1}
      aria-labelledby={titleId}
      className="grid gap-3 rounded-panel border border-warning bg-surface p-4 text-14"
    >
      <div>
        <h2 id={titleId} className="text-16 font-semibold">
          Somebody else has saved this source meanwhile
        </h2>
        <p className="mt-1 text-dim">
          Nothing of yours is saved yet. Choose what holds, field by field. Secrets that you typed replace theirs; all
          others stay as they saved them.
        </p>
      </div>
      {paths.length === 0 ? <p>The two say the same.</p> : null}
      {paths.map((path) => (
        <Choice
          key={path}
          label={readable(form, mine, path).label}
          mine={readable(form, mine, path).text}
          theirs={readable(form, theirs, path).text}
          pick={pickOf(path)}
          onPick={(pick) => setPicked({ ...picked, [path]: pick })}
        />
      ))}
      <div>
        <Button
          tone="main"
          onClick={() =>
            onSettle(
              takeFrom(
                mine,
                theirs,
                paths.filter((path) => pickOf(path) === 'theirs'),
              ),
            )
          }
        >
          Save as chosen
        </Button>
      </div>
    </section>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly mine: string;
  readonly theirs: string;
  readonly pick: 'mine' | 'theirs';
  readonly onPick: (pick: 'mine' | 'theirs') => void;
}

function Choice({ label, mine, theirs, pick, onPick }: ChoiceProps) {
  const name = useId();
  return (
    <fieldset className="grid min-w-0 gap-1">
      <legend className="text-13 text-dim">{label}</legend>
      <div className="grid gap-2 sm:grid-cols-2">
        {(['mine', 'theirs'] as const).map((one) => (
          <label
            key={one}
            className="flex min-w-0 items-start gap-2 rounded-small border border-line px-2.5 py-2 has-checked:border-text"
          >
            <input
              type="radio"
              name={name}
              checked={pick === one}
              onChange={() => onPick(one)}
              className="mt-0.5 h-4 w-4 shrink-0 accent-focus"
            />
            <span className="min-w-0 wrap-anywhere">
              <span className="block text-12 text-dim">{one === 'mine' ? 'Mine' : 'Theirs'}</span>
              {one === 'mine' ? mine : theirs}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
