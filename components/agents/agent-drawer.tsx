'use client';
import { AgentCommands } from '@/components/commands/agent-commands';
import { ContactSection } from '@/components/queues/contact-section';
import { DetailDrawer } from '@/components/table/detail-drawer';
import { DetailSection, type Fact, Facts } from '@/components/table/detail-facts';
import { SourceAge } from '@/components/table/source-age';
import { useSites } from '@/components/table/use-sites';
import { useSourceFreshness } from '@/components/table/use-source-freshness';
import { useToldAgent } from '@/components/table/use-told';
import { AgentGlyph, agentStateLabel } from '@/components/ui/agent-glyph';
import { formatCount, unknownMark } from '@/components/ui/format';
import type { AgentRecord } from '@/lib/floor/records';
import { AgentQueues } from './agent-queues';
import { AgentStateTime } from './agent-state-time';
import { readinessLabel } from './readiness-label';

/** One agent in full: our state beside the vendor's own word, contacts and queues. */
export function AgentDrawer({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const agent = useToldAgent(id);
  const siteOf = useSites();
  const freshness = useSourceFreshness('live');
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
      <AgentCommands agent={agent} />
      <DetailSection title="Person">
        <Facts facts={personFacts(agent)} />
      </DetailSection>
      <ContactSection field="agentId" id={id} sourceId={agent.sourceId} freshness={freshness(agent.sourceId)} />
      <AgentQueues agent={agent} />
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
      value: agent.vendorState ?? unknownMark,
      note: agent.vendorState ? 'The vendor’s own words, untouched.' : null,
    },
    {
      label: 'For',
      value: <AgentStateTime agent={agent} />,
      note: agent.stateSinceIsReceipt ? 'Since we saw it: the vendor does not say when it began.' : null,
    },
    ...(agent.state === 'paused' ? [{ label: 'Reason', value: agent.pauseReason ?? unknownMark }] : []),
  ];
}

function personFacts(agent: AgentRecord): readonly Fact[] {
  return [
    { label: 'Extension', value: agent.extension ?? unknownMark },
    { label: 'Team', value: agent.team ?? unknownMark },
    { label: 'Location', value: agent.location ?? unknownMark },
    { label: 'Handled today', value: formatCount(agent.handledToday) },
  ];
}
