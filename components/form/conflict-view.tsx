'use client';
import { type ReactNode, useId, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Serious } from './serious';

export type Side = 'mine' | 'theirs';

/** A field that two people have changed, as a person reads it. */
export interface Clash {
  readonly key: string;
  readonly label: string;
  readonly mine: string;
  readonly theirs: string;
  /** As it was before both; where it helps to choose. */
  readonly before?: string;
  /** What holds unless somebody chooses. */
  readonly usual: Side;
}

interface ConflictViewProps {
  readonly title: string;
  /** What is to be chosen, and what was settled already. */
  readonly children: ReactNode;
  readonly clashes: readonly Clash[];
  readonly isBusy?: boolean;
  readonly onSettle: (pickOf: (key: string) => Side) => void;
}

/** Mine beside theirs, field by field, when somebody else has saved meanwhile: nobody's work is lost without being seen. */
export function ConflictView({ title, children, clashes, isBusy = false, onSettle }: ConflictViewProps) {
  const [picked, setPicked] = useState<Readonly<Record<string, Side>>>({});
  const usual = new Map(clashes.map((clash) => [clash.key, clash.usual]));
  const pickOf = (key: string) => picked[key] ?? usual.get(key) ?? 'mine';
  const told = JSON.stringify(clashes.map(({ theirs }) => theirs));
  return (
    <Serious title={title} told={told}>
      <div className="-mt-2 text-dim">{children}</div>
      {clashes.length === 0 ? <p>The two say the same.</p> : null}
      {clashes.map((clash) => (
        <Choice
          key={clash.key}
          clash={clash}
          pick={pickOf(clash.key)}
          onPick={(pick) => setPicked({ ...picked, [clash.key]: pick })}
        />
      ))}
      <div>
        <Button tone="main" isBusy={isBusy} onClick={() => onSettle(pickOf)}>
          Save as chosen
        </Button>
      </div>
    </Serious>
  );
}

interface ChoiceProps {
  readonly clash: Clash;
  readonly pick: Side;
  readonly onPick: (pick: Side) => void;
}

function Choice({ clash, pick, onPick }: ChoiceProps) {
  const name = useId();
  return (
    <fieldset className="grid min-w-0 gap-1">
      <legend className="text-13 text-dim">{clash.label}</legend>
      {clash.before === undefined ? null : (
        <p className="text-13 wrap-anywhere text-dim">Before both: {clash.before}</p>
      )}
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
              {clash[one]}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
