'use client';
import { DetailSection } from '@/components/table/detail-facts';
import type { MembershipRecord } from '@/lib/floor/records';
import { useMembershipsOfAgent, useRecord } from '@/lib/live/use-floor';
import { vendorProfile } from '@/lib/vendors/vendor-label';
import { readinessLabel } from './readiness-label';

/** The queues an agent may serve and whether they do. */
export function AgentQueues({ agentId, sourceId }: { readonly agentId: string; readonly sourceId: string }) {
  const memberships = useMembershipsOfAgent(agentId);
  const vendor = useRecord('sources', sourceId)?.vendor ?? '';
  if (memberships.length === 0) {
    const isTold = vendorProfile(vendor)?.capabilities.memberships !== false;
    return (
      <DetailSection title="Queues">
        <p className="text-14 text-dim">
          {isTold ? 'The source has told of none.' : 'The vendor does not tell who serves a queue.'}
        </p>
      </DetailSection>
    );
  }
  return (
    <DetailSection title={`Queues (${memberships.length})`}>
      <ul className="flex flex-col gap-1.5">
        {memberships.map((membership) => (
          <QueueLine key={membership.id} membership={membership} />
        ))}
      </ul>
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
        <span className="shrink-0 text-12 tabular-nums text-dim">level {membership.level}</span>
      )}
      <span className="w-20 shrink-0 text-right text-12 text-dim">
        {membership.readiness ? readinessLabel[membership.readiness] : serving}
      </span>
    </li>
  );
}
