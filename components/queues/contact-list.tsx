'use client';
import type { CommandAsk } from '@/components/commands/command-ask';
import { ContactActions } from '@/components/commands/contact-actions';
import { TargetIntents } from '@/components/commands/target-intents';
import { useCommandRights } from '@/components/commands/use-command-vendor';
import { useViewer } from '@/components/shell/viewer';
import { Duration } from '@/components/ui/duration';
import type { ContactRecord } from '@/lib/floor/records';
import { useNow, useRecord } from '@/lib/live/use-floor';

const stateLabel = { waiting: 'Waiting', ringing: 'Ringing', talking: 'Talking', 'wrap-up': 'Wrap-up' } as const;
const most = 50;

function byAge(a: ContactRecord, b: ContactRecord): number {
  const waiting = Number(b.state === 'waiting') - Number(a.state === 'waiting');
  return waiting || (a.enteredAt ?? Infinity) - (b.enteredAt ?? Infinity);
}

interface ContactListProps {
  readonly contacts: readonly ContactRecord[];
  /** Whose list it is, which each line need not repeat. */
  readonly of: 'queue' | 'agent';
  readonly onAsk: (ask: CommandAsk) => void;
}

/** Contacts, those who wait first and the oldest on top. */
export function ContactList({ contacts, of, onAsk }: ContactListProps) {
  if (contacts.length === 0) return <p className="text-14 text-dim">None now.</p>;
  const sorted = [...contacts].sort(byAge);
  return (
    <ul className="flex flex-col gap-1.5">
      {sorted.slice(0, most).map((contact) => (
        <ContactLine key={contact.id} contact={contact} of={of} onAsk={onAsk} />
      ))}
      {sorted.length > most ? <li className="text-12 text-dim">and {sorted.length - most} more</li> : null}
    </ul>
  );
}

interface ContactLineProps extends Omit<ContactListProps, 'contacts'> {
  readonly contact: ContactRecord;
}

function ContactLine({ contact, of, onAsk }: ContactLineProps) {
  const now = useNow();
  const isActing = useCommandRights().contacts;
  const agent = useRecord('agents', of === 'queue' ? contact.agentId : null);
  const queue = useRecord('queues', of === 'agent' ? contact.queueId : null);
  const since = contact.state === 'waiting' ? contact.enteredAt : (contact.answeredAt ?? contact.enteredAt);
  return (
    <li className="flex items-baseline gap-2 text-14">
      <span className="w-16 shrink-0 text-dim">{stateLabel[contact.state]}</span>
      <span className="min-w-0 flex-1">
        <span className="flex items-baseline gap-2">
          <Caller contact={contact} />
          {contact.isVip ? <span className="shrink-0 text-12 text-dim">VIP</span> : null}
        </span>
        {agent ? <span className="block truncate text-12 text-dim">with {agent.name}</span> : null}
        {queue ? <span className="block truncate text-12 text-dim">in {queue.name}</span> : null}
        {isActing ? <TargetIntents targetId={contact.id} /> : null}
      </span>
      <Duration since={since} now={now} className="font-medium" />
      <ContactActions contact={contact} onAsk={onAsk} />
    </li>
  );
}

/** Names first. Who may not see callers is told so; for everybody else the vendor did not say. */
function Caller({ contact }: { readonly contact: ContactRecord }) {
  const isWithheld = useViewer().role === 'agent';
  const who = contact.callerName ?? contact.caller;
  if (who !== null) return <span className="truncate">{who}</span>;
  return <span className="truncate text-dim">{isWithheld ? 'Caller not shown' : 'Caller not known'}</span>;
}
