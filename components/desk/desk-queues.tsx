'use client';
import { useState } from 'react';
import { servingWords } from '@/components/agents/serving-words';
import { DialCodes } from '@/components/commands/dial-codes';
import { useOutbox } from '@/components/commands/outbox';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { Duration } from '@/components/ui/duration';
import { formatCount, unknownMark } from '@/components/ui/format';
import { readinessActions } from '@/lib/commands/actions';
import { configurationWords } from '@/lib/commands/consequences';
import { intentStanding } from '@/lib/commands/describe-intent';
import { pendingInQueue } from '@/lib/commands/intents-on';
import type { MembershipRecord } from '@/lib/floor/records';
import { useMembershipsOfAgent, useNow, useRecord, useRecords } from '@/lib/live/use-floor';
import type { OrderToSend } from '@/lib/protocol/api/commands-api';
import { type Seat, systemName } from './use-desk';

interface DeskQueuesProps {
  readonly seats: readonly Seat[];
  readonly onOrder: (order: OrderToSend) => void;
}

/** The queues one serves or may serve: what waits there now, and the way in and out. */
export function DeskQueues({ seats, onOrder }: DeskQueuesProps) {
  return (
    <section aria-label="Queues" className="rounded-panel border border-line bg-surface">
      <h2 className="border-b border-line px-3 py-2 text-12 font-medium text-dim">Queues</h2>
      <div className="divide-y divide-line">
        {seats.map((seat) => (
          <SeatQueues key={seat.agent.id} seat={seat} onOrder={onOrder} />
        ))}
      </div>
    </section>
  );
}

interface SeatQueuesProps extends Pick<DeskQueuesProps, 'onOrder'> {
  readonly seat: Seat;
}

function SeatQueues({ seat, onOrder }: SeatQueuesProps) {
  const memberships = useMembershipsOfAgent(seat.agent.id);
  const refused = useOutbox().refusals.get(seat.agent.id);
  if (memberships.length === 0)
    return <p className="px-3 py-2 text-13 text-dim">{systemName(seat)}: no queue is told of you.</p>;
  const refusal = refused && !readinessActions.includes(refused.action) ? refused.message : null;
  return (
    <div>
      <ul>
        {memberships.map((membership) => (
          <QueueRow key={membership.id} seat={seat} membership={membership} onOrder={onOrder} />
        ))}
      </ul>
      {refusal ? (
        <p role="alert" className="px-3 pb-2 text-13 text-alarm">
          {refusal}
        </p>
      ) : null}
    </div>
  );
}

interface QueueRowProps {
  readonly seat: Seat;
  readonly membership: MembershipRecord;
  readonly onOrder: (order: OrderToSend) => void;
}

function QueueRow({ seat, membership, onOrder }: QueueRowProps) {
  const { agent, vendor } = seat;
  const queue = useRecord('queues', membership.queueId);
  const now = useNow();
  const [isAsking, setAsking] = useState(false);
  const name = queue?.name ?? 'A queue that is not on the floor';
  const isServing = membership.serving === true;
  const action = isServing ? 'leave' : 'join';
  const asked = pendingInQueue(useRecords('intents'), agent.id, membership.queueId);
  const mayChange = vendor.commands.includes(action) && membership.canChange !== false && membership.serving !== null;
  const order = { action, targetId: agent.id, fields: { queue: membership.queueId } } as const;
  function change(): void {
    if (vendor.asksFirst.includes(action)) setAsking(true);
    else onOrder(order);
  }
  return (
    <li className="grid gap-1 border-b border-line px-3 py-2 last:border-b-0">
      <div className="flex items-center gap-2">
        <div className="min-w-0 flex-1">
          <p className="truncate text-14 font-medium">{name}</p>
          <p className="text-12 text-dim tabular-nums">
            {queue && queue.waiting !== null ? `${formatCount(queue.waiting)} waiting` : `waiting ${unknownMark}`}
            {queue?.oldestWaitSince ? (
              <>
                {', longest '}
                <Duration since={queue.oldestWaitSince} now={now} />
              </>
            ) : null}
            {' · '}
            {systemName(seat)}
          </p>
        </div>
        {mayChange ? (
          <Button isBusy={asked !== undefined} aria-label={`${isServing ? 'Leave' : 'Join'} ${name}`} onClick={change}>
            {asked ? 'Asked' : isServing ? 'Leave' : 'Join'}
          </Button>
        ) : (
          <span className="text-12 text-dim">{servingWords(membership.serving)}</span>
        )}
      </div>
      {asked ? <p className="text-12 text-dim">{intentStanding(asked, now)}</p> : null}
      <DialCodes login={queue?.loginDialCode ?? null} logout={queue?.logoutDialCode ?? null} />
      <ConfirmDialog
        title={`${isServing ? 'Leave' : 'Join'} ${name}?`}
        action={isServing ? 'Leave the queue' : 'Join the queue'}
        isFinal={false}
        isBusy={false}
        problem=""
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        onConfirm={() => {
          setAsking(false);
          onOrder(order);
        }}
      >
        {configurationWords(systemName(seat))}
      </ConfirmDialog>
    </li>
  );
}
