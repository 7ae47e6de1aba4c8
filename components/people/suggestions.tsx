'use client';
import { type KeyboardEvent, useState } from 'react';
import { formatCount } from '@/components/ui/format';
import type { PersonSuggestion } from '@/lib/protocol/api/people-api';
import { ApiError } from '@/lib/queries/call-api';
import { useJudgeAgents, useSuggestions } from '@/lib/queries/people';
import { AgentLine } from './agent-line';

const idsOf = ({ agents }: PersonSuggestion) => agents.map(({ id }) => id);
const keyOf = (suggestion: PersonSuggestion) => idsOf(suggestion).join('\n');
/** From here on a suggestion is ticked with the others that are sure. */
const sureFrom = 0.8;
const button =
  'h-8 rounded-small border border-line px-3 text-13 font-medium hover:border-dim aria-disabled:opacity-60';

/** Who may be one person, to be ticked with mouse or keyboard and judged together. */
export function Suggestions() {
  const { data, isPending, isError, refetch } = useSuggestions();
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const same = useJudgeAgents('same');
  const different = useJudgeAgents('different');
  const all = data?.suggestions ?? [];
  const chosen = all.filter((one) => ticked.has(keyOf(one)));
  const isBusy = same.isPending || different.isPending;
  const failure = same.error ?? different.error;

  function tick(key: string, on: boolean) {
    const next = new Set(ticked);
    if (on) next.add(key);
    else next.delete(key);
    setTicked(next);
  }

  function judge(verdict: typeof same) {
    if (isBusy || chosen.length === 0) return;
    same.reset();
    different.reset();
    verdict.mutate(chosen.map(idsOf), { onSuccess: () => setTicked(new Set()) });
  }

  return (
    <section aria-labelledby="suggested" className="rounded-panel border border-line bg-surface">
      <header className="flex flex-wrap items-center gap-2 border-b border-line px-4 py-3">
        <h2 id="suggested" className="mr-auto text-16 font-semibold">
          Suggested{' '}
          <span className="text-13 font-normal tabular-nums text-dim">{data ? formatCount(data.total) : ''}</span>
        </h2>
        <button
          type="button"
          className={button}
          onClick={() => setTicked(new Set(all.filter(({ score }) => score >= sureFrom).map(keyOf)))}
        >
          Tick the sure ones
        </button>
        <button
          type="button"
          className={button}
          aria-disabled={isBusy || chosen.length === 0}
          onClick={() => judge(different)}
        >
          Not the same
        </button>
        <button
          type="button"
          className={button}
          aria-disabled={isBusy || chosen.length === 0}
          onClick={() => judge(same)}
        >
          Confirm {chosen.length > 0 ? formatCount(chosen.length) : ''}
        </button>
      </header>
      <p role="status" className="px-4 text-13 not-empty:py-2 empty:hidden">
        {wordsFor(failure, same.isSuccess, different.isSuccess)}
      </p>
      {isPending ? <div aria-busy="true" className="h-36" /> : null}
      {isError ? (
        <p className="p-4 text-14">
          The suggestions could not be read.{' '}
          <button type="button" className="underline underline-offset-4" onClick={() => void refetch()}>
            Try again
          </button>
        </p>
      ) : null}
      {data && all.length === 0 ? (
        <p className="p-4 text-14 text-dim">Nobody on the floor looks like one person on two systems just now.</p>
      ) : null}
      <ul aria-label="Suggested people" onKeyDown={moveWithArrows}>
        {all.map((one) => (
          <Suggested
            key={keyOf(one)}
            suggestion={one}
            on={ticked.has(keyOf(one))}
            onTick={(on) => tick(keyOf(one), on)}
          />
        ))}
      </ul>
    </section>
  );
}

interface SuggestedProps {
  readonly suggestion: PersonSuggestion;
  readonly on: boolean;
  readonly onTick: (on: boolean) => void;
}

function Suggested({ suggestion, on, onTick }: SuggestedProps) {
  return (
    <li className="border-b border-line last:border-b-0">
      <label className="flex items-start gap-3 px-4 py-2 text-14 hover:bg-raised has-checked:bg-raised">
        <input
          type="checkbox"
          checked={on}
          onChange={(event) => onTick(event.target.checked)}
          className="mt-0.5 size-4 shrink-0 accent-focus"
        />
        <span className="flex min-w-0 flex-1 flex-col gap-0.5">
          {suggestion.agents.map((agent) => (
            <AgentLine key={agent.id} agent={agent} />
          ))}
          <span className="text-13 text-dim wrap-anywhere">
            {suggestion.reasons.join(', ')}
            {suggestion.personId === null ? '' : '; some are one person already'}
          </span>
        </span>
        <span className="shrink-0 text-13 tabular-nums text-dim">
          <span className="sr-only">sure to </span>
          {Math.round(suggestion.score * 100)} %
        </span>
      </label>
    </li>
  );
}

/** Arrows go from one suggestion to the next, Space ticks it. */
function moveWithArrows(event: KeyboardEvent<HTMLUListElement>) {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (step === 0) return;
  const boxes = [...event.currentTarget.querySelectorAll<HTMLInputElement>('input[type=checkbox]')];
  const next = boxes[boxes.indexOf(event.target as HTMLInputElement) + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
}

function wordsFor(failure: Error | null, isLinked: boolean, isRejected: boolean): string {
  if (failure instanceof ApiError && failure.words) return failure.words;
  if (failure) return 'That could not be saved. Try it again.';
  if (isLinked) return 'Confirmed. Totals count them once from now on.';
  return isRejected ? 'They are not suggested together again.' : '';
}
