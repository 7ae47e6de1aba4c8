'use client';
import { DialCodes } from '@/components/commands/dial-codes';
import { TickingStanding } from '@/components/commands/intent-words';
import { JoinQueue } from '@/components/commands/join-queue';
import { useCommand } from '@/components/commands/use-command';
import { useCommandRights, useCommandVendor } from '@/components/commands/use-command-vendor';
import { DetailSection } from '@/components/table/detail-facts';
import { Button } from '@/components/ui/button';
import { pendingInQueue } from '@/lib/commands/intents-on';
import { membershipObstacle } from '@/lib/commands/possible';
import type { AgentRecord, MembershipRecord } from '@/lib/floor/records';
import { useMembershipsOfAgent, useRecord, useRecords } from '@/lib/live/use-floor';
import { vendorProfile } from '@/lib/vendors/vendor-label';
import { readinessLabel } from './readiness-label';
import { servingWords } from './serving-words';

/** The queues an agent may serve, whether they do, and the way in and out. */
export function AgentQueues({ agent }: { readonly agent: AgentRecord }) {
  const memberships = useMembershipsOfAgent(agent.id);
  const vendor = useRecord('sources', agent.sourceId)?.vendor ?? '';
  const isTold = vendorProfile(vendor)?.capabilities.memberships !== false;
  return (
    <DetailSection title={memberships.length === 0 ? 'Queues' : `Queues (${memberships.length})`}>
      {memberships.length === 0 ? (
        <p className="text-14 text-dim">
          {isTold ? 'The source has told of none.' : 'The vendor does not tell who serves a queue.'}
        </p>
      ) : (
        <ul className="flex flex-col gap-1.5">
          {memberships.map((membership) => (
            <QueueLine key={membership.id} agent={agent} membership={membership} />
          ))}
        </ul>
      )}
      <JoinQueue agent={agent} memberships={memberships} />
    </DetailSection>
  );
}

interface QueueLineProps {
  readonly agent: AgentRecord;
  readonly membership: MembershipRecord;
}

function QueueLine({ agent, membership }: QueueLineProps) {
  const queue = useRecord('queues', membership.queueId);
  const name = queue?.name ?? 'A queue not on the floor';
  const rights = useCommandRights();
  return (
    <li className="grid gap-1">
      <div className="flex items-center gap-2 text-14">
        <span className="min-w-0 flex-1 truncate">{name}</span>
        {membership.level === null ? null : (
          <span className="shrink-0 text-12 tabular-nums text-dim">level {membership.level}</span>
        )}
        <span className="shrink-0 text-right text-12 text-dim">
          {membership.readiness ? readinessLabel[membership.readiness] : servingWords(membership.serving)}
        </span>
        <QueueToggle agent={agent} membership={membership} name={name} />
      </div>
      {rights.agents ? <DialCodes login={queue?.loginDialCode ?? null} logout={queue?.logoutDialCode ?? null} /> : null}
    </li>
  );
}

function QueueToggle({ agent, membership, name }: QueueLineProps & { readonly name: string }) {
  const { queueId, serving, sourceId } = membership;
  const source = useRecord('sources', sourceId);
  const vendor = useCommandVendor(sourceId);
  const rights = useCommandRights();
  const { ask, dialog } = useCommand(sourceId);
  const asked = pendingInQueue(useRecords('intents'), agent.id, queueId);
  const action = serving ? 'leave' : 'join';
  const label = serving ? 'Leave' : 'Join';
  const obstacle = membershipObstacle(action, { agent, source, vendor }, membership, membership);
  if (!rights.agents || obstacle !== null || serving === null) return dialog;
  return (
    <>
      {asked ? (
        <span className="shrink-0 text-12 text-dim">
          <TickingStanding intent={asked} />
        </span>
      ) : null}
      <Button
        isBusy={asked !== undefined}
        aria-label={`${label} ${name}`}
        onClick={() =>
          ask({
            ...{ action, sourceId, targetId: agent.id, target: agent.name },
            fields: { queue: queueId },
            title: `${label} ${name}`,
          })
        }
      >
        {label}
      </Button>
      {dialog}
    </>
  );
}
