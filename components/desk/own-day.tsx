'use client';
import { formatMinutes, unknownMark } from '@/components/ui/format';
import { formatClock } from '@/components/ui/format-clock';
import { KnownText } from '@/components/ui/known-text';
import type { AgentState, EpochMs } from '@/lib/floor/records';
import { type OwnDay as Day, useOwnDay } from '@/lib/queries/own-day';
import { notToldBy } from '@/lib/vendors/not-told';
import { type Seat, systemName } from './use-desk';

interface Figure {
  readonly label: string;
  readonly states: readonly AgentState[];
  /** What its vendor has to be able to tell. */
  readonly needs: 'paused' | null;
}

const figures: readonly Figure[] = [
  { label: 'Ready', states: ['ready'], needs: null },
  { label: 'On contacts', states: ['ringing', 'busy', 'wrap-up'], needs: null },
  { label: 'Paused or not ready', states: ['paused', 'not-ready'], needs: 'paused' },
];

/** One's own day on each system, with what is not known of it said beside it. */
export function OwnDay({ seats }: { readonly seats: readonly Seat[] }) {
  const { data, isError } = useOwnDay();
  const dayOf = ({ agent }: Seat) => data?.agents.find(({ agentId }) => agentId === agent.id);
  const notes = data ? notesOf(seats, dayOf, data.at) : [];
  return (
    <section aria-label="My day" className="rounded-panel border border-line bg-surface px-3 py-2">
      <table className="w-full table-fixed text-14">
        <thead className="text-12 text-dim">
          <tr>
            <th scope="col" className="py-1 text-left align-bottom font-medium">
              My day
            </th>
            {figures.map(({ label }) => (
              <th key={label} scope="col" className="w-16 py-1 pl-2 text-right align-bottom font-medium sm:w-24">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {seats.map((seat) => (
            <tr key={seat.agent.id} className="border-t border-line">
              <th scope="row" className="truncate py-1.5 text-left font-medium">
                {systemName(seat)}
              </th>
              {figures.map((figure) => (
                <td key={figure.label} className="py-1.5 pl-2 text-right whitespace-nowrap tabular-nums">
                  <FigureText figure={figure} seat={seat} day={dayOf(seat)} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {isError && !data ? (
        <p className="pt-1 text-12 text-dim">Callboard does not tell it now, and is asked again.</p>
      ) : null}
      {notes.map((note) => (
        <p key={note} className="pt-1 text-12 text-dim">
          {note}
        </p>
      ))}
    </section>
  );
}

interface FigureTextProps {
  readonly figure: Figure;
  readonly seat: Seat;
  readonly day: Day | undefined;
}

function FigureText({ figure: { states, needs }, seat, day }: FigureTextProps) {
  const why = needs && notToldBy(seat.source?.vendor ?? '', needs);
  if (why || !day) return <KnownText text={unknownMark} why={why} />;
  return formatMinutes(states.reduce((sum, state) => sum + (day.states[state] ?? 0), 0));
}

/** From when on it is counted and what is missing; once where it is the same of all. */
function notesOf(seats: readonly Seat[], dayOf: (seat: Seat) => Day | undefined, at: EpochMs): readonly string[] {
  const told = seats.map((seat) => {
    const day = dayOf(seat);
    return { name: systemName(seat), words: day ? sinceWords(day, at) : 'nothing was seen of you today' };
  });
  const words = new Set(told.map((one) => one.words));
  if (words.size === 1) return [...words].map((text) => text.charAt(0).toUpperCase() + text.slice(1));
  return told.map((one) => `${one.name}: ${one.words}`);
}

const minuteMs = 60_000;

function sinceWords({ since, dayFrom, knownMs, states }: Day, at: EpochMs): string {
  const unknownMs = at - since - knownMs + (states.unknown ?? 0);
  const why = since > dayFrom ? ', when Callboard began to watch' : '';
  return `since ${formatClock(since)}${why}${unknownMs >= minuteMs ? `; ${formatMinutes(unknownMs)} of it not known` : ''}`;
}
