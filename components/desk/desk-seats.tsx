'use client';
import clsx from 'clsx';
import { AgentStateTime } from '@/components/agents/agent-state-time';
import { SourceAge } from '@/components/table/source-age';
import { AgentGlyph, agentStateLabel } from '@/components/ui/agent-glyph';
import { formatCount, formatDuration } from '@/components/ui/format';
import { intentStanding, intentTitle } from '@/lib/commands/describe-intent';
import { type DotState, dotState, newestReadinessIntent } from '@/lib/desk/standing';
import { useNow, useRecords } from '@/lib/live/use-floor';
import type { OrderTold } from '@/lib/protocol/api/commands-api';
import type { Seat } from './use-desk';

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
  readonly refused: readonly OrderTold[];
}

/** Every system one works on: what it says, since when, and how it stands to what was asked. */
export function DeskSeats({ seats, refused }: DeskSeatsProps) {
  return (
    <section aria-label="Systems" className="rounded-panel border border-line bg-surface">
      <ul>
        {seats.map((seat) => (
          <SeatRow
            key={seat.agent.id}
            seat={seat}
            refusal={refused.find(({ targetId }) => targetId === seat.agent.id)?.refusal?.message ?? null}
          />
        ))}
      </ul>
    </section>
  );
}

function SeatRow({ seat, refusal }: { readonly seat: Seat; readonly refusal: string | null }) {
  const { agent, source, vendor, breakLeftMs } = seat;
  const now = useNow();
  const intent = newestReadinessIntent(useRecords('intents'), agent.id);
  const dot = refusal === null ? dotState(intent) : 'refused';
  const said = refusal ?? (intent ? `${intentTitle(intent)}: ${intentStanding(intent, now)}` : null);
  const canNothing = !vendor.commands.some((one) => one === 'ready' || one === 'pause' || one === 'login');
  const isShutOut = agent.readiness === 'logged-out' && !vendor.commands.includes('login');
  return (
    <li className="grid gap-1 border-b border-line px-3 py-2.5 last:border-b-0">
      <div className="flex min-w-0 items-center gap-2 text-14">
        <DeskDot state={dot} />
        <span className="min-w-0 flex-1 truncate font-medium">{source?.name ?? agent.sourceId}</span>
        <AgentGlyph state={agent.state} size={14} decorative />
        <span>{agentStateLabel[agent.state]}</span>
        <span className="w-16 text-right tabular-nums">
          <AgentStateTime agent={agent} />
        </span>
      </div>
      <div className="flex flex-wrap items-baseline justify-between gap-x-3 pl-5 text-12 text-dim">
        <span className="min-w-0 wrap-anywhere">
          {agent.state === 'paused' && agent.pauseReason ? `${agent.pauseReason} · ` : ''}
          handled today {formatCount(agent.handledToday)}
          {breakLeftMs === null ? '' : ` · break left ${formatDuration(breakLeftMs)}`}
        </span>
        <SourceAge sourceId={agent.sourceId} feed="live" />
      </div>
      {said ? (
        <p role="status" className={clsx('pl-5 text-13', dot === 'refused' ? 'text-alarm' : 'text-text')}>
          {said}
          {intent?.note ? ` — ${intent.by}: ${intent.note}` : ''}
        </p>
      ) : null}
      {canNothing || isShutOut ? (
        <p className="pl-5 text-13 text-dim">{vendor.elsewhere ?? 'Callboard cannot change this one.'}</p>
      ) : null}
    </li>
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
