'use client';
import clsx from 'clsx';
import { AgentStateTime } from '@/components/agents/agent-state-time';
import { readinessLabel } from '@/components/agents/readiness-label';
import { useOutbox } from '@/components/commands/outbox';
import { useViewer } from '@/components/shell/viewer';
import { SourceAge } from '@/components/table/source-age';
import { AgentGlyph, agentStateLabel } from '@/components/ui/agent-glyph';
import { formatCount, formatDuration } from '@/components/ui/format';
import { readinessActions } from '@/lib/commands/actions';
import { intentStanding, intentTitle } from '@/lib/commands/describe-intent';
import { type DotState, dotState, newestReadinessIntent } from '@/lib/desk/standing';
import type { AgentRecord, AgentState, IntentRecord } from '@/lib/floor/records';
import { useNow, useRecords } from '@/lib/live/use-floor';
import { type Seat, systemName } from './use-desk';

const dotLook: Record<DotState, string> = {
  asked: 'border-2 border-text bg-transparent motion-safe:animate-pulse',
  done: 'bg-ok',
  refused: 'bg-critical rotate-45 rounded-none',
  drifted: 'bg-warning rotate-45 rounded-none',
  unsure: 'border-2 border-warning bg-transparent rotate-45 rounded-none',
  quiet: 'bg-line',
};

const dotWords: Record<DotState, string> = {
  asked: 'asked',
  done: 'done',
  refused: 'refused',
  drifted: 'changed elsewhere',
  unsure: 'not confirmed',
  quiet: 'nothing under way',
};

interface DeskSeatsProps {
  readonly seats: readonly Seat[];
  /** By agent: why it was not asked, in words. */
  readonly unasked: ReadonlyMap<string, string>;
}

/** Every system one works on: what it says, since when, and how it stands to what was asked. */
export function DeskSeats({ seats, unasked }: DeskSeatsProps) {
  const { refusals } = useOutbox();
  const refusalOf = (id: string) => {
    const refused = refusals.get(id);
    return refused && readinessActions.includes(refused.action) ? refused.message : null;
  };
  return (
    <section aria-label="Systems" className="rounded-panel border border-line bg-surface">
      <ul>
        {seats.map((seat) => (
          <SeatRow key={seat.agent.id} seat={seat} refusal={unasked.get(seat.agent.id) ?? refusalOf(seat.agent.id)} />
        ))}
      </ul>
    </section>
  );
}

function SeatRow({ seat, refusal }: { readonly seat: Seat; readonly refusal: string | null }) {
  const { agent, vendor, breakLeftMs } = seat;
  const intent = newestReadinessIntent(useRecords('intents'), agent.id);
  const can = readinessActions.filter((action) => vendor.commands.includes(action));
  const elsewhere = vendor.elsewhere ?? (can.length === 0 ? 'Callboard cannot change this one.' : null);
  return (
    <li className="grid gap-1 border-b border-line px-3 py-2.5 last:border-b-0">
      <div className="flex min-w-0 items-center gap-2 text-14">
        <DeskDot state={refusal === null ? dotState(intent) : 'refused'} />
        <span className="min-w-0 flex-1 truncate font-medium">{systemName(seat)}</span>
        <AgentGlyph state={agent.state} size={14} decorative />
        <span>{agentStateLabel[agent.state]}</span>
        <span className="w-16 text-right tabular-nums">
          <AgentStateTime agent={agent} />
        </span>
      </div>
      <div className="flex flex-wrap items-baseline justify-between gap-x-3 pl-5 text-12 text-dim">
        <span className="min-w-0 wrap-anywhere">
          {standingWords(agent)}
          handled today {formatCount(agent.handledToday)}
          {breakLeftMs === null ? '' : ` · break left ${formatDuration(breakLeftMs)}`}
        </span>
        <SourceAge sourceId={agent.sourceId} feed="live" />
      </div>
      {refusal === null ? null : (
        <p role="alert" className="pl-5 text-13 text-alarm">
          {refusal}
        </p>
      )}
      {intent && refusal === null ? <AskedLine intent={intent} /> : null}
      {elsewhere && can.length < readinessActions.length ? <p className="pl-5 text-13 text-dim">{elsewhere}</p> : null}
    </li>
  );
}

/** Why one is paused; while a contact is in hand, what one has declared for the time after it. */
function standingWords({ state, readiness, pauseReason }: AgentRecord): string {
  const because = pauseReason ? ` (${pauseReason})` : '';
  if (state === 'paused') return pauseReason ? `${pauseReason} · ` : '';
  if (!inHand.includes(state) || readiness === 'unknown') return '';
  return `then ${readinessLabel[readiness].toLowerCase()}${readiness === 'paused' ? because : ''} · `;
}

const inHand: readonly AgentState[] = ['ringing', 'busy', 'wrap-up'];

/** What was asked and what came of it; of what others asked its end is spoken too, of one's own the page tells anyway. */
function AskedLine({ intent }: { readonly intent: IntentRecord }) {
  const now = useNow();
  const { name } = useViewer();
  const isOwn = useOutbox().sentIds.has(intent.id);
  const { by, note, endedAt } = intent;
  const who = note ? ` — ${by}: ${note}` : by === name ? '' : ` — by ${by}`;
  const words = `${intentTitle(intent)}: ${intentStanding(intent, now)}${who}`;
  return (
    <>
      <p className={clsx('pl-5 text-13', dotState(intent) === 'refused' ? 'text-alarm' : 'text-text')}>{words}</p>
      <p role="status" className="sr-only">
        {isOwn || endedAt === null ? '' : words}
      </p>
    </>
  );
}

export function DeskDot({ state }: { readonly state: DotState }) {
  return (
    <span
      role="img"
      aria-label={dotWords[state]}
      title={dotWords[state]}
      className={clsx('h-2.5 w-2.5 shrink-0 rounded-full', dotLook[state])}
    />
  );
}
