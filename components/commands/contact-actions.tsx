'use client';
import { EllipsisVertical } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import { useRef } from 'react';
import { commandActions } from '@/lib/commands/actions';
import { commandsFor, isForContact } from '@/lib/commands/possible';
import type { ContactRecord } from '@/lib/floor/records';
import { useRecord } from '@/lib/live/use-floor';
import type { CommandAsk } from './command-ask';
import { useCommandRights, useCommandVendor } from './use-command-vendor';

interface ContactActionsProps {
  readonly contact: ContactRecord;
  readonly onAsk: (ask: CommandAsk) => void;
}

/** What can be done to one contact; nothing is drawn where nothing can. */
export function ContactActions({ contact, onAsk }: ContactActionsProps) {
  const vendor = useCommandVendor(contact.sourceId);
  const rights = useCommandRights();
  const agent = useRecord('agents', contact.agentId);
  const trigger = useRef<HTMLButtonElement>(null);
  const actions = commandsFor('contact', vendor, rights).filter((action) => isForContact(action, contact));
  const target = contactWords(contact, agent?.name);
  if (actions.length === 0) return null;
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger
        ref={trigger}
        aria-label={`Actions for ${target}`}
        className="grid h-7 w-7 shrink-0 place-items-center self-center rounded-small hover:bg-raised"
      >
        <EllipsisVertical aria-hidden size={16} />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          align="end"
          sideOffset={4}
          className="z-50 max-h-(--radix-dropdown-menu-content-available-height) w-56 overflow-auto rounded-panel border border-line bg-raised p-1 text-text"
        >
          {actions.map((action) => (
            <DropdownMenu.Item
              key={action}
              onSelect={() => {
                // The item goes with the menu: what is asked next has to find its way back to something that stays.
                trigger.current?.focus();
                onAsk({ action, target, targetId: contact.id, sourceId: contact.sourceId });
              }}
              className="cursor-default rounded-small px-2 py-1.5 text-14 outline-none data-highlighted:bg-surface"
            >
              {commandActions[action].label}
              {'isGrave' in commandActions[action] || commandActions[action].needs.length > 0 ? '…' : ''}
            </DropdownMenu.Item>
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

/** “the call of 0521 123 with Anna Rossi”, as far as it is known. */
function contactWords({ channel, callerName, caller }: ContactRecord, agentName: string | undefined): string {
  const what = channel === null || channel === 'phone' ? 'call' : channel;
  const who = callerName ?? caller;
  return `the ${what}${who ? ` of ${who}` : ''}${agentName ? ` with ${agentName}` : ''}`;
}
