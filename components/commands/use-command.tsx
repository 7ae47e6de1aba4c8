'use client';
import { type ReactNode, useState } from 'react';
import { type CommandProfile, commandActions } from '@/lib/commands/actions';
import { AskDialog } from './ask-dialog';
import type { CommandAsk } from './command-ask';
import { useOutbox } from './outbox';
import { useCommandVendor } from './use-command-vendor';

interface AskedCommand {
  /** Asks at once, or first for what it needs or whether it is really wanted. */
  readonly ask: (ask: CommandAsk) => void;
  /** To be drawn somewhere. */
  readonly dialog: ReactNode;
}

/** The one way in which a page asks for a single command of a source. */
export function useCommand(sourceId: string): AskedCommand {
  const vendor = useCommandVendor(sourceId);
  const { post } = useOutbox();
  const [open, setOpen] = useState<CommandAsk | null>(null);
  function ask(wanted: CommandAsk): void {
    const { action, targetId, fields = {} } = wanted;
    const profile: CommandProfile = commandActions[action];
    const needsMore = profile.needs.some((field) => fields[field] === undefined);
    if (needsMore || profile.isGrave || vendor.asksFirst.includes(action)) setOpen(wanted);
    else post({ orders: [{ action, targetId, fields }], words: `${profile.label}: ${wanted.target}` });
  }
  return { ask, dialog: open ? <AskDialog ask={open} onClose={() => setOpen(null)} /> : null };
}
