'use client';
import { useMemo } from 'react';
import { ContactList } from '@/components/queues/contact-list';
import { DetailDrawer, DetailSection, type Fact, Facts } from '@/components/table/detail-drawer';
import { SourceAge } from '@/components/table/source-age';
import { useSites } from '@/components/table/use-sites';
import { AgentGlyph, agentStateLabel } from '@/components/ui/agent-glyph';
import { formatCount } from '@/components/ui/format';
import type { AgentRecord, MembershipRecord } from '@/lib/floor/records';
import { useMembershipsOfAgent, useRecord, useRecords } from '@/lib/live/use-floor';
import { AgentStateTime } from './agent-state-time';

/** What the agent declared, in words. */
const readinessLabel = {
  ready: 'Ready',
  paused: 'Paused',
  'not-ready': 'Not ready',
  'logged-out': 'Logged out',
  unknown: 'Not known',
} as const;

/** One agent in full: our state beside the vendor's own word, contacts and queues. */
export function AgentDrawer({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const agent = useRecord('agents', id);
  const siteOf = useSites();
  if (!agent)
    return (
      <DetailDrawer title="Agent" subtitle="Not on the floor" onClose={onClose}>
        <p className="px-4 py-3 text-14 text-dim">
          This agent is not on the floor now and appears again by itself when the source tells of them.
        </p>
      </DetailDrawer>
    );
  return (
    <DetailDrawer title={agent.name} subtitle={siteOf(agent.sourceId)} onClose={onClose}>
      <DetailSection title="State">
        <Facts facts={stateFacts(agent)} />
        <SourceAge sourceId={agent.sourceId} feed="live" />
      </DetailSection>
      <DetailSection title="Person">
        <Facts facts={personFacts(agent)} />
      </DetailSection>
      <AgentContacts agentId={id} />
      <AgentQueues agentId={id} />
    </DetailDrawer>
  );
}

function stateFacts(agent: AgentRecord): readonly Fact[] {
  return [
    {
      label: 'State',
      value: (
        <span className="inline-flex items-center gap-2">
          <AgentGlyph state={agent.state} size={14} decorative />
          {agentStateLabel[agent.state]}
        </span>
      ),
    },
    { label: 'Declared', value: readinessLabel[agent.readiness] },
    {
      label: 'Vendor says',
      value: agent.vendorState ?? '—',
      note: agent.vendorState ? 'The vendor’s own words, untouched' : null,
    },
    {
      label: 'For',
      value: <AgentStateTime agent={agent} />,
      note: agent.stateSinceIsReceipt ? 'Since we saw it: the vendor does not say when it began' : null,
    },
    ...(agent.pauseReason ? [{ label: 'Reason', value: agent.pauseReason }] : []),
  ];
}

function personFacts(agent: AgentRecord): readonly Fact[] {
  return [
    { label: 'Extension', value: agent.extension ?? '—' },
    { label: 'Team', value: agent.team ?? '—' },
    { label: 'Location', value: agent.location ?? '—' },
    { label: 'Handled today', value: formatCount(agent.handledToday) },
  ];
}

function AgentContacts({ agentId }: { readonly agentId: string }) {
  const contacts = useRecords('contacts');
  const mine = useMemo(() => contacts.filter((contact) => contact.agentId === agentId), [contacts, agentId]);
  return (
    <DetailSection title={`Contacts (${mine.length})`}>
      <ContactList contacts={mine} />
    </DetailSection>
  );
}

function AgentQueues({ agentId }: { readonly agentId: string }) {
  const memberships = useMembershipsOfAgent(agentId);
  return (
    <DetailSection title={`Queues (${memberships.length})`}>
      {memberships.length === 0 ? (
        <p className="text-14 text-dim">None told.</p>
      ) : (
        <ul className="flex flex-col gap-1.5">
          {memberships.map((membership) => (
            <QueueLine key={membership.id} membership={membership} />
          ))}
        </ul>
      )}
    </DetailSection>
  );
}

function QueueLine({ membership }: { readonly membership: MembershipRecord }) {
  const queue = useRecord('queues', membership.queueId);
  const serving = membership.serving === null ? 'not known' : membership.serving ? 'serving' : 'not serving';
  return (
    <li className="flex items-baseline gap-2 text-14">
      <span className="min-w-0 flex-1 truncate">{queue?.name ?? 'A queue not on the floor'}</span>
      {membership.level === null ? null : (
        <span className="text-12 tabular-nums text-dim">level {membership.level}</span>
      )}
      <span className="text-12 text-dim">{membership.readiness ? readinessLabel[membership.readiness] : serving}</span>
    </li>
  );
}
