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
import type { Desk, Seat } from './use-desk';
import { onKey } from './use-desk-keys';
import type { Wishing } from './use-send';

interface StripButtonProps {
  readonly desk: Desk;
  readonly onWish: (wishing: Wishing) => void;
}

/** Opens the switch as a small window that stays on top of everything else; it lives as long as this page does. */
export function StripButton({ desk, onWish }: StripButtonProps) {
  const [strip, setStrip] = useState<Window | null>(null);
  const [isBlocked, setBlocked] = useState(false);
  useStripKeys(strip, desk, onWish);
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
      {strip ? createPortal(<Strip desk={desk} onWish={onWish} />, strip.document.body) : null}
    </>
  );
}

function Strip({ desk, onWish }: StripButtonProps) {
  return (
    <main className="grid min-h-dvh content-start gap-2 bg-ground p-2 text-text">
      <BigSwitch seats={desk.seats} position={desk.position} isBusy={false} onWish={onWish} isSmall />
      <ul className="grid gap-1">
        {desk.seats.map((seat) => (
          <StripSeat key={seat.agent.id} seat={seat} />
        ))}
      </ul>
    </main>
  );
}

function StripSeat({ seat: { agent, source } }: { readonly seat: Seat }) {
  const intent = newestReadinessIntent(useRecords('intents'), agent.id);
  return (
    <li className="flex items-center gap-2 text-12">
      <DeskDot state={dotState(intent)} />
      <span className="min-w-0 flex-1 truncate">{source?.name ?? agent.sourceId}</span>
      <AgentGlyph state={agent.state} size={12} decorative />
      {agentStateLabel[agent.state]}
      <AgentStateTime agent={agent} />
    </li>
  );
}

function useStripKeys(strip: Window | null, desk: Desk, onWish: (wishing: Wishing) => void): void {
  const latest = useRef({ reasons: desk.reasons, wish: onWish });
  latest.current = { reasons: desk.reasons, wish: onWish };
  useEffect(() => {
    if (!strip) return;
    const listen = (event: KeyboardEvent) => onKey(event, latest.current);
    strip.addEventListener('keydown', listen);
    return () => strip.removeEventListener('keydown', listen);
  }, [strip]);
}
