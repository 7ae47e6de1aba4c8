import { memo, useMemo } from 'react';
import { AgentGlyph, agentStateLabel } from '@/components/ui/agent-glyph';
import { Figure } from '@/components/ui/figure';
import { known, unknownFigure } from '@/components/ui/figure-value';
import { formatCount, formatDuration } from '@/components/ui/format';
import { type AgentTotals, ageMs } from '@/lib/floor/figures';
import type { AgentRecord, AgentState, EpochMs } from '@/lib/floor/records';
import { type AgentGridLayout, agentGrid, initialsOf, noGrid } from './agent-density';
import type { WallGrid } from './wall-layout';

interface AgentPanelProps {
  agents: readonly AgentRecord[];
  totals: AgentTotals;
  layout: WallGrid;
  coverage: string | null;
  now: EpochMs;
}

const always: readonly AgentState[] = ['ready', 'ringing', 'busy', 'wrap-up', 'paused'];
const ifAny: readonly AgentState[] = ['not-ready', 'unknown', 'logged-out'];
const lineEm = 1.2;
/** Narrower than this the longest words give way to shorter ones. */
const roomyEm = 9;
const shortLabel: Partial<Record<AgentState, string>> = { 'logged-out': 'Off' };
const paddingEm = 0.35;

/** How many agents are in each state, and as much of every single one as there is room for. */
export function AgentPanel({ agents, totals, layout, coverage, now }: AgentPanelProps) {
  const { textPx, panelWidth, bodyHeight } = layout;
  const { byState, known: knownCount } = totals;
  const staffed = useMemo(() => agents.filter((agent) => agent.state !== 'logged-out'), [agents]);
  const states = [...always, ...ifAny.filter((state) => byState[state] > 0)];
  const lines = states.length + (coverage === null ? 0 : 1);
  const width = (panelWidth ?? 0) - 2 * paddingEm * textPx;
  const height = bodyHeight - (lines * lineEm + 3 * paddingEm) * textPx;
  const isRoomy = width >= roomyEm * textPx;
  const labelOf = (state: AgentState) => (isRoomy ? undefined : shortLabel[state]) ?? agentStateLabel[state];
  const { grid, shown } = useMemo(
    () => gridOf({ agents, staffed }, width, height, textPx),
    [agents, staffed, width, height, textPx],
  );
  return (
    <section
      aria-label="Agents"
      className="flex shrink-0 flex-col overflow-hidden rounded-tile border border-line bg-surface px-[0.35em] py-[0.35em]"
      style={{ width: panelWidth ?? 0, height: bodyHeight }}
    >
      <dl>
        {states.map((state) => (
          <div key={state} className="flex h-[1.2em] items-center gap-[0.2em] leading-[1.2]">
            <dt className="flex min-w-0 flex-1 items-center gap-[0.3em] text-dim">
              <AgentGlyph state={state} size="0.7em" decorative />
              <span className="truncate font-medium">{labelOf(state)}</span>
            </dt>
            <dd>
              <Figure
                value={knownCount > 0 || state === 'unknown' ? known(formatCount(byState[state])) : unknownFigure}
              />
            </dd>
          </div>
        ))}
      </dl>
      {coverage !== null && <p className="h-[1.2em] truncate leading-[1.2] text-dim">{coverage}</p>}
      <AgentGrid agents={shown} grid={grid} now={now} />
    </section>
  );
}

interface Shown {
  agents: readonly AgentRecord[];
  staffed: readonly AgentRecord[];
}

/** Those at work come first: who is logged out is left out as soon as that tells more of the others. */
function gridOf({ agents, staffed }: Shown, width: number, height: number, textPx: number) {
  const all = agentGrid(width, height, agents.length, textPx);
  const some = agentGrid(width, height, staffed.length, textPx);
  if (agents.length === 0) return { grid: noGrid, shown: agents };
  const isRicher = some.density !== all.density || some.hasTime !== all.hasTime || all.density === 'glyphs';
  return isRicher ? { grid: some, shown: staffed } : { grid: all, shown: agents };
}

function AgentGrid({ agents, grid, now }: { agents: readonly AgentRecord[]; grid: AgentGridLayout; now: EpochMs }) {
  if (grid.density === 'counts') return null;
  return (
    <ul
      aria-label="Single agents"
      className="mt-[0.35em] grid content-start"
      style={{
        gridTemplateColumns: `repeat(${grid.columns}, ${grid.cellWidth}px)`,
        gridAutoRows: grid.cellHeight,
      }}
    >
      {agents.map((agent) => (
        <AgentCell key={agent.id} agent={agent} grid={grid} now={grid.hasTime ? now : 0} />
      ))}
    </ul>
  );
}

interface AgentCellProps {
  agent: AgentRecord;
  grid: AgentGridLayout;
  /** 0 where no time is shown: the cell is drawn again with its agent only. */
  now: EpochMs;
}

const AgentCell = memo(function AgentCell({ agent, grid, now }: AgentCellProps) {
  const name = `${agent.name}: ${agentStateLabel[agent.state]}`;
  if (grid.density === 'glyphs') {
    return (
      <li title={name} className="flex items-center justify-center">
        <AgentGlyph state={agent.state} size={Math.round(grid.cellWidth * 0.8)} decorative />
        <span className="sr-only">{name}</span>
      </li>
    );
  }
  const label = grid.density === 'names' ? agent.name : initialsOf(agent.name);
  return (
    <li title={name} className="flex min-w-0 items-center gap-[0.3em] pr-[0.3em] leading-[1.2]">
      <AgentGlyph state={agent.state} size="0.7em" />
      <span className="min-w-0 flex-1 truncate">{label}</span>
      {grid.hasTime && <span className="text-dim">{formatDuration(ageMs(agent.stateSince, now))}</span>}
    </li>
  );
});
