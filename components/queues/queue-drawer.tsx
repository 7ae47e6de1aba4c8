'use client';
import { useMemo } from 'react';
import { AgentList } from '@/components/agents/agent-list';
import { DetailDrawer, DetailSection, Facts } from '@/components/table/detail-drawer';
import { SourceAge } from '@/components/table/source-age';
import { useSites } from '@/components/table/use-sites';
import { SeverityMark, severityLabel } from '@/components/ui/severity-mark';
import { severityWords } from '@/components/ui/severity-words';
import type { QueueRecord } from '@/lib/floor/records';
import type { QueueSeverity } from '@/lib/floor/severity';
import { useMembershipsOfQueue, useRecord, useRecords } from '@/lib/live/use-floor';
import { ContactList } from './contact-list';
import { nowFacts, todayFacts } from './queue-facts';
import { QueueLastHour } from './queue-last-hour';

interface QueueDrawerProps {
  readonly id: string;
  readonly severityOf: (queue: QueueRecord) => QueueSeverity;
  readonly onClose: () => void;
}

/** One queue in full: what it calls for, its figures, who waits and who serves. */
export function QueueDrawer({ id, severityOf, onClose }: QueueDrawerProps) {
  const queue = useRecord('queues', id);
  const siteOf = useSites();
  if (!queue)
    return (
      <DetailDrawer title="Queue" subtitle="Not on the floor" onClose={onClose}>
        <p className="px-4 py-3 text-14 text-dim">
          This queue is not on the floor now. It appears again by itself when its source tells of it.
        </p>
      </DetailDrawer>
    );
  return (
    <DetailDrawer title={queue.name} subtitle={siteOf(queue.sourceId)} onClose={onClose}>
      <Standing queue={queue} severity={severityOf(queue)} />
      <DetailSection title="Now">
        <Facts facts={nowFacts(queue)} />
        <SourceAge sourceId={queue.sourceId} feed="live" />
      </DetailSection>
      <DetailSection title="Today">
        <Facts facts={todayFacts(queue)} />
        <SourceAge sourceId={queue.sourceId} feed="today" />
      </DetailSection>
      <QueueLastHour queueId={id} />
      <QueueContacts queueId={id} />
      <QueueAgents queueId={id} />
    </DetailDrawer>
  );
}

function Standing({ queue, severity }: { readonly queue: QueueRecord; readonly severity: QueueSeverity }) {
  return (
    <DetailSection title="State">
      <p className="flex items-start gap-2 text-14">
        <SeverityMark kind={severity.severity} size={16} decorative className="mt-0.5" />
        <span>
          <span className="font-medium">{severityLabel[severity.severity]}</span>
          {severity.reason ? <span className="block text-dim">{severityWords[severity.reason]}</span> : null}
          {queue.problem ? <span className="block text-dim">{queue.problem}</span> : null}
        </span>
      </p>
    </DetailSection>
  );
}

function QueueContacts({ queueId }: { readonly queueId: string }) {
  const contacts = useRecords('contacts');
  const mine = useMemo(() => contacts.filter((contact) => contact.queueId === queueId), [contacts, queueId]);
  return (
    <DetailSection title={`Contacts (${mine.length})`}>
      <ContactList contacts={mine} />
    </DetailSection>
  );
}

function QueueAgents({ queueId }: { readonly queueId: string }) {
  const memberships = useMembershipsOfQueue(queueId);
  const serving = memberships.filter((one) => one.serving === true);
  return (
    <DetailSection title={`Agents serving (${serving.length} of ${memberships.length} who may)`}>
      <AgentList ids={serving.map((one) => one.agentId)} />
    </DetailSection>
  );
}
