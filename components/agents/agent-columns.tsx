import { AgentAsked } from '@/components/commands/agent-asked';
import type { Column } from '@/components/table/column';
import { SiteCell } from '@/components/table/site-cell';
import { AgentGlyph, agentStateLabel } from '@/components/ui/agent-glyph';
import { formatCount, unknownMark } from '@/components/ui/format';
import { KnownText } from '@/components/ui/known-text';
import type { AgentRecord, AgentState } from '@/lib/floor/records';
import { AgentStateTime } from './agent-state-time';

type AgentColumn = Column<AgentRecord>;

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

function words(key: 'extension' | 'team', title: string, rest: Pick<AgentColumn, 'minRem' | 'yields'>): AgentColumn {
  return {
    key,
    title,
    ...rest,
    sortBy: (agent) => agent[key],
    cell: (agent) => <KnownText text={agent[key] ?? unknownMark} isQuiet />,
  };
}

/** The agents table. */
export function agentColumns(siteOf: (sourceId: string) => string, isActing: boolean): readonly AgentColumn[] {
  return [
    ...stateColumns,
    ...(isActing ? [askedColumn] : []),
    {
      key: 'site',
      title: 'Site',
      explain: 'The system that tells of the agent; with its age once that is old',
      minRem: 8,
      yields: 2,
      // It cuts its name off by itself.
      isShort: true,
      sortBy: (agent) => siteOf(agent.sourceId),
      cell: (agent) => <SiteCell sourceId={agent.sourceId} name={siteOf(agent.sourceId)} />,
    },
    ...personColumns,
  ];
}

const stateColumns: readonly AgentColumn[] = [
  {
    key: 'state',
    title: 'State',
    explain: 'What the agent does now; “Unknown” also while a source does not answer',
    minRem: 7.5,
    isShort: true,
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
    explain: 'Time in this state. “≥” where the vendor does not say when it began: at least since we saw it',
    minRem: 5.5,
    grow: 0.5,
    align: 'right',
    isShort: true,
    sortBy: (agent) => (agent.stateSince === null ? null : -agent.stateSince),
    cell: (agent) => <AgentStateTime agent={agent} />,
  },
  {
    key: 'name',
    title: 'Agent',
    minRem: 11,
    grow: 2,
    sortBy: (agent) => agent.name,
    cell: (agent) => <span className="font-medium">{agent.name}</span>,
  },
];

const askedColumn: AgentColumn = {
  key: 'asked',
  title: 'Asked',
  explain: 'What was asked of the agent from Callboard in the last minute, and what came of it',
  minRem: 10,
  grow: 1.5,
  cell: (agent) => <AgentAsked agentId={agent.id} />,
};

const personColumns: readonly AgentColumn[] = [
  words('team', 'Team', { minRem: 8, yields: 3 }),
  {
    key: 'reason',
    title: 'Reason',
    explain: 'Why the agent is paused, in the vendor’s words',
    minRem: 8,
    yields: 1,
    sortBy: (agent) => agent.pauseReason,
    cell: (agent) =>
      agent.state === 'paused' ? <KnownText text={agent.pauseReason ?? unknownMark} /> : agent.pauseReason,
  },
  words('extension', 'Extension', { minRem: 6, yields: 5 }),
  {
    key: 'handled',
    title: 'Handled',
    explain: 'Contacts handled today',
    minRem: 5.5,
    grow: 0.5,
    yields: 4,
    align: 'right',
    isShort: true,
    sortBy: (agent) => agent.handledToday,
    cell: (agent) => <KnownText text={formatCount(agent.handledToday)} isQuiet={agent.handledToday === 0} />,
  },
];
