'use client';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { useConnection } from '@/lib/live/use-floor';
import { BigSwitch } from './big-switch';
import { DeskNotices } from './desk-notices';
import { DeskQueues } from './desk-queues';
import { DeskSeats } from './desk-seats';
import { NotifyButton } from './notify-button';
import { OwnDay } from './own-day';
import { PauseReasons } from './pause-reasons';
import { StripButton } from './strip';
import { useDesk } from './use-desk';
import { useDeskKeys } from './use-desk-keys';
import { useDrifts } from './use-drifts';
import { useWishes } from './use-wishes';

/** One's own desk: one switch over every system one works on, and what each of them really did. */
export function DeskPage() {
  const desk = useDesk();
  const drifts = useDrifts(desk.seats);
  const [isAfterContact, setAfterContact] = useState(false);
  const { status } = useConnection();
  const wishes = useWishes(desk, isAfterContact);
  const { wish } = wishes;
  useDeskKeys({ reasons: desk.reasons, wish, cancel: wishes.cancel });
  if (desk.seats.length === 0) return <NoSeat isAsking={status === 'connecting'} />;
  return (
    <div className="mx-auto grid w-full max-w-5xl items-start gap-4 overflow-y-auto p-1 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
      <div className="grid min-w-0 gap-4">
        <h1 className="sr-only">My desk</h1>
        <DeskNotices drifts={drifts} seats={desk.seats} />
        <BigSwitch seats={desk.seats} position={desk.position} isBusy={wishes.isBusy} onWish={wish} />
        {wishes.again ? (
          <div role="alert" className="flex flex-wrap items-center gap-3 rounded-panel border border-alarm p-3 text-14">
            <span className="min-w-0 flex-1">{wishes.failure}</span>
            <Button onClick={wishes.again} isBusy={wishes.isBusy}>
              Try again
            </Button>
          </div>
        ) : null}
        <DeskSeats seats={desk.seats} unasked={wishes.unasked} />
        <PauseReasons
          desk={desk}
          askingWhy={wishes.askingWhy}
          isAfterContact={isAfterContact}
          onAfterContact={setAfterContact}
          onCancel={wishes.cancel}
          onReason={(reason) => wish({ wish: 'pause', reason })}
        />
      </div>
      <div className="grid min-w-0 gap-4">
        <OwnDay seats={desk.seats} />
        <DeskQueues seats={desk.seats} onOrder={wishes.order} />
        <div className="flex flex-wrap gap-2">
          <StripButton desk={desk} wishes={wishes} />
          <NotifyButton />
        </div>
      </div>
    </div>
  );
}

function NoSeat({ isAsking }: { readonly isAsking: boolean }) {
  return (
    <div className="grid flex-1 place-items-center p-4">
      <div className="max-w-prose rounded-panel border border-line bg-surface p-6" role="status">
        <h1 className="text-20 font-semibold">{isAsking ? 'Opening your desk' : 'No desk yet'}</h1>
        <p className="mt-2 text-14 text-dim">
          {isAsking
            ? 'Asking for your own live floor.'
            : 'Your account is not linked to an agent that is on the floor now. An administrator links it under Users; this page then fills by itself.'}
        </p>
      </div>
    </div>
  );
}
