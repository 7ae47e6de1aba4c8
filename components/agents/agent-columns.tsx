import type { Column } from '@/components/table/column';
import { SiteCell } from '@/components/table/site-cell';
import { AgentGlyph, agentStateLabel } from '@/components/ui/agent-glyph';
import { formatCount } from '@/components/ui/format';
import type { AgentRecord, AgentState } from '@/lib/floor/records';
import { AgentStateTime } from './agent-state-time';

/** Who can take a contact first, who is away last. */
export const stateOrder: readonly AgentState[] = [
  'ready',
  'ringing',
  'busy',
  'wrap-up',
  'paused',
  'not-ready',
  'unknown',
  'logged-out',
];

function words(key: 'extension' | 'team' | 'location', title: string, track: string): Column<AgentRecord> {
  return {
    key,
    title,
    track,
    sortBy: (agent) => agent[key],
    cell: (agent) => <span className="text-dim">{agent[key] ?? '—'}</span>,
  };
}

/** The agents table. */
export function agentColumns(siteOf: (sourceId: string) => string): readonly Column<AgentRecord>[] {
  return [
    {
      key: 'state',
      title: 'State',
      track: 'minmax(8rem,1fr)',
      sortBy: (agent) => stateOrder.indexOf(agent.state),
      cell: (agent) => (
        <span className="flex items-center gap-2">
          <AgentGlyph state={agent.state} size={14} decorative />
          {agentStateLabel[agent.state]}
        </span>
      ),
    },
    {
      key: 'since',
      title: 'For',
      explain: 'Time in this state',
      track: '6rem',
      align: 'right',
      sortBy: (agent) => (agent.stateSince === null ? null : -agent.stateSince),
      cell: (agent) => <AgentStateTime agent={agent} />,
    },
    {
      key: 'name',
      title: 'Agent',
      track: 'minmax(12rem,2fr)',
      sortBy: (agent) => agent.name,
      cell: (agent) => <span className="font-medium">{agent.name}</span>,
    },
    {
      key: 'site',
      title: 'Site',
      track: 'minmax(7rem,1fr)',
      sortBy: (agent) => siteOf(agent.sourceId),
      cell: (agent) => <SiteCell sourceId={agent.sourceId} name={siteOf(agent.sourceId)} />,
    },
    words('team', 'Team', 'minmax(8rem,1fr)'),
    {
      key: 'reason',
      title: 'Reason',
      explain: 'Why the agent is paused',
      track: 'minmax(8rem,1fr)',
      sortBy: (agent) => agent.pauseReason,
      cell: (agent) => agent.pauseReason ?? '',
    },
    words('extension', 'Extension', 'minmax(6rem,0.8fr)'),
    {
      key: 'handled',
      title: 'Handled',
      explain: 'Contacts handled today',
      track: '6rem',
      align: 'right',
      sortBy: (agent) => agent.handledToday,
      cell: (agent) => formatCount(agent.handledToday),
    },
  ];
}
