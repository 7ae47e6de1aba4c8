'use client';
import { PictureInPicture2 } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { AgentStateTime } from '@/components/agents/agent-state-time';
import { AgentGlyph, agentStateLabel } from '@/components/ui/agent-glyph';
import { Button } from '@/components/ui/button';
import { dotState, newestReadinessIntent } from '@/lib/desk/standing';
import { useRecords } from '@/lib/live/use-floor';
import { BigSwitch } from './big-switch';
import { DeskDot } from './desk-seats';
import { openStripWindow } from './open-strip-window';
import { type Desk, type Seat, systemName } from './use-desk';
import { onKey } from './use-desk-keys';
import { useFirstFocus } from './use-first-focus';
import type { Wishes } from './use-wishes';

interface StripButtonProps {
  readonly desk: Desk;
  readonly wishes: Wishes;
}

/** Opens the switch as a small window that stays on top of everything else; it lives as long as this page does. */
export function StripButton({ desk, wishes }: StripButtonProps) {
  const [strip, setStrip] = useState<Window | null>(null);
  const [isBlocked, setBlocked] = useState(false);
  useStripKeys(strip, desk, wishes);
  useEffect(() => () => strip?.close(), [strip]);
  async function open(): Promise<void> {
    const opened = await openStripWindow(() => setStrip(null));
    setBlocked(opened === null);
    setStrip(opened);
  }
  return (
    <>
      <Button onClick={() => (strip ? strip.focus() : void open())} aria-pressed={strip !== null}>
        <PictureInPicture2 aria-hidden size={16} />
        {strip ? 'Strip is open' : 'Keep on top'}
      </Button>
      {isBlocked ? (
        <p role="alert" className="basis-full text-13 text-alarm">
          The browser did not let the strip open: allow pop-up windows for this site, then try again.
        </p>
      ) : null}
      {strip ? createPortal(<Strip desk={desk} wishes={wishes} />, strip.document.body) : null}
    </>
  );
}

function Strip({ desk, wishes }: StripButtonProps) {
  return (
    <main className="grid min-h-dvh content-start gap-2 bg-ground p-2 text-text">
      <BigSwitch seats={desk.seats} position={desk.position} isBusy={false} onWish={wishes.wish} isSmall />
      {wishes.askingWhy ? (
        <StripReasons reasons={desk.reasons} wishes={wishes} />
      ) : (
        <ul className="grid gap-1">
          {desk.seats.map((seat) => (
            <StripSeat key={seat.agent.id} seat={seat} refusal={wishes.unasked.get(seat.agent.id) ?? null} />
          ))}
        </ul>
      )}
    </main>
  );
}

/** Where there is no room for the page's own list of them. */
function StripReasons({ reasons, wishes }: { readonly reasons: Desk['reasons']; readonly wishes: Wishes }) {
  const first = useFirstFocus();
  return (
    <section aria-label="Reasons of a pause" className="grid gap-1">
      <p role="status" className="text-12">
        {wishes.askingWhy}: why?
      </p>
      <ul className="flex flex-wrap gap-1">
        {reasons.map((reason, index) => (
          <li key={reason.label}>
            <button
              ref={index === 0 ? first : null}
              type="button"
              onClick={() => wishes.wish({ wish: 'pause', reason })}
              className="min-h-7 rounded-small border border-line bg-surface px-2 text-12 hover:border-dim"
            >
              {index < 9 ? <kbd className="mr-1 text-dim tabular-nums">{index + 1}</kbd> : null}
              {reason.label}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function StripSeat({ seat, refusal }: { readonly seat: Seat; readonly refusal: string | null }) {
  const { agent } = seat;
  const intent = newestReadinessIntent(useRecords('intents'), agent.id);
  return (
    <li className="flex items-center gap-2 text-12">
      <DeskDot state={refusal === null ? dotState(intent) : 'refused'} />
      <span className="min-w-0 flex-1 truncate" title={refusal ?? undefined}>
        {systemName(seat)}
      </span>
      <AgentGlyph state={agent.state} size={12} decorative />
      {agentStateLabel[agent.state]}
      <AgentStateTime agent={agent} />
    </li>
  );
}

function useStripKeys(strip: Window | null, { reasons }: Desk, { wish, cancel }: Wishes): void {
  const latest = useRef({ reasons, wish, cancel });
  latest.current = { reasons, wish, cancel };
  useEffect(() => {
    if (!strip) return;
    const listen = (event: KeyboardEvent) => onKey(event, latest.current);
    strip.addEventListener('keydown', listen);
    return () => strip.removeEventListener('keydown', listen);
  }, [strip]);
}
