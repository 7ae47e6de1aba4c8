'use client';
import Link from 'next/link';
import { AgentList } from '@/components/agents/agent-list';
import { DialCodes } from '@/components/commands/dial-codes';
import { TargetCommands } from '@/components/commands/target-commands';
import { EditQueueButton } from '@/components/editing/edit-queue-button';
import { useViewer } from '@/components/shell/viewer';
import { DetailDrawer } from '@/components/table/detail-drawer';
import { DetailSection, Facts } from '@/components/table/detail-facts';
import { SourceAge } from '@/components/table/source-age';
import { useSites } from '@/components/table/use-sites';
import { useSourceFreshness } from '@/components/table/use-source-freshness';
import { useToldQueue } from '@/components/table/use-told';
import { buttonLook } from '@/components/ui/button';
import { SeverityMark } from '@/components/ui/severity-mark';
import { severityWords } from '@/components/ui/severity-words';
import { can } from '@/lib/can';
import type { QueueRecord } from '@/lib/floor/records';
import { useMembershipsOfQueue, useRecord } from '@/lib/live/use-floor';
import { vendorProfile } from '@/lib/vendors/vendor-label';
import { ContactSection } from './contact-section';
import { nowFacts, todayFacts } from './queue-facts';
import { QueueLastHour } from './queue-last-hour';
import type { QueueStanding } from './queue-standing';
import type { StandingOf } from './use-queue-standings';

interface QueueDrawerProps {
  readonly id: string;
  readonly standingOf: StandingOf;
  readonly onClose: () => void;
}

/** One queue in full: what it calls for, its figures, who waits and who serves. */
export function QueueDrawer({ id, standingOf, onClose }: QueueDrawerProps) {
  const queue = useToldQueue(id);
  const siteOf = useSites();
  const freshness = useSourceFreshness('live');
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
      <Standing queue={queue} standing={standingOf(queue)} />
      <DetailSection title="Now">
        <Facts facts={nowFacts(queue)} />
        <DialCodes login={queue.loginDialCode} logout={queue.logoutDialCode} />
        <SourceAge sourceId={queue.sourceId} feed="live" />
      </DetailSection>
      <DetailSection title="Today">
        <Facts facts={todayFacts(queue)} />
        <SourceAge sourceId={queue.sourceId} feed="today" />
      </DetailSection>
      <QueueLastHour queueId={id} />
      <TargetCommands kind="queue" targetId={id} sourceId={queue.sourceId} name={queue.name} title="Tell" />
      <ContactSection field="queueId" id={id} sourceId={queue.sourceId} freshness={freshness(queue.sourceId)} />
      <QueueAgents queueId={id} sourceId={queue.sourceId} />
      <EditQueueButton queueId={id} sourceId={queue.sourceId} />
    </DetailDrawer>
  );
}

function Standing({ queue, standing }: { readonly queue: QueueRecord; readonly standing: QueueStanding }) {
  const { mark, word, reason, severity } = standing;
  return (
    <DetailSection title="State">
      <p className="flex items-start gap-2 text-14">
        <span className="mt-0.5">
          <SeverityMark kind={mark} size={16} decorative />
        </span>
        <span className="min-w-0">
          <span className="font-medium">{word}</span>
          {reason && severity !== 'unknown' ? <span className="block text-dim">{severityWords[reason]}</span> : null}
          {queue.problem ? <span className="block text-dim">{queue.problem}</span> : null}
        </span>
      </p>
    </DetailSection>
  );
}

const membersHref = (queueId: string) => `/members?queue=${encodeURIComponent(queueId)}`;

function QueueAgents({ queueId, sourceId }: { readonly queueId: string; readonly sourceId: string }) {
  const { role } = useViewer();
  const memberships = useMembershipsOfQueue(queueId);
  const source = useRecord('sources', sourceId);
  const isTold = vendorProfile(source?.vendor ?? '')?.capabilities.memberships !== false;
  const serving = memberships.filter((one) => one.serving === true);
  return (
    <DetailSection
      title={
        memberships.length === 0 ? 'Agents' : `Agents serving (${serving.length} of ${memberships.length} who may)`
      }
    >
      {memberships.length === 0 ? (
        <p className="text-14 text-dim">
          {isTold ? 'Its source has told of nobody who may serve it.' : 'Its vendor does not tell who serves a queue.'}
        </p>
      ) : (
        <AgentList ids={serving.map((one) => one.agentId)} />
      )}
      {isTold && can({ role }, 'act-on-agents') ? (
        <Link href={membersHref(queueId)} prefetch={false} className={`${buttonLook()} mt-3`}>
          Who is in it
        </Link>
      ) : null}
    </DetailSection>
  );
}
