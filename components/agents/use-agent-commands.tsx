'use client';
import { type ReactNode, useCallback, useMemo, useState } from 'react';
import { AgentRowActions } from '@/components/commands/agent-row-actions';
import { GroupDialog } from '@/components/commands/group-dialog';
import { SelectionBar } from '@/components/commands/selection-bar';
import { useCommandRights } from '@/components/commands/use-command-vendor';
import type { Picked } from '@/components/commands/use-group';
import type { RowSelection } from '@/components/table/use-row-selection';
import type { CommandAction } from '@/lib/commands/actions';
import type { AgentRecord } from '@/lib/floor/records';

interface AgentTableCommands {
  readonly canAct: boolean;
  readonly selection: RowSelection<AgentRecord> | undefined;
  readonly actions: ((agent: AgentRecord) => ReactNode) | undefined;
  /** The bar below the table, and the dialog over it while it is open. */
  readonly below: ReactNode;
}

const nobody: Picked = new Map();
const nameOf = (agent: AgentRecord) => agent.name;

/** Choosing agents and asking things of them; nothing of it for those who may not. */
export function useAgentCommands(agents: readonly AgentRecord[], shown: readonly AgentRecord[]): AgentTableCommands {
  const { agents: canAct } = useCommandRights();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [asking, setAsking] = useState<{ readonly action: CommandAction; readonly picked: Picked } | null>(null);
  const picked = useMemo(() => pickedOf(agents, chosen), [agents, chosen]);
  const hidden = useMemo(() => countHidden(picked, shown), [picked, shown]);
  const actions = useCallback(
    (agent: AgentRecord) => (
      <AgentRowActions
        agent={agent}
        onAsk={(action, { id, name }) => setAsking({ action, picked: new Map([[id, name]]) })}
      />
    ),
    [],
  );
  const selection = useMemo(() => ({ ids: new Set(picked.keys()), onChange: setChosen, nameOf }), [picked]);
  if (!canAct) return { canAct, selection: undefined, actions: undefined, below: null };
  return {
    ...{ canAct, selection, actions },
    below: (
      <>
        <SelectionBar
          picked={picked}
          hidden={hidden}
          onAsk={(action) => setAsking({ action, picked })}
          onClear={() => setChosen(new Set())}
        />
        {asking ? <GroupDialog {...asking} onClose={() => setAsking(null)} /> : null}
      </>
    ),
  };
}

/** Whoever has left the floor is no longer chosen. */
function pickedOf(agents: readonly AgentRecord[], chosen: ReadonlySet<string>): Picked {
  if (chosen.size === 0) return nobody;
  return new Map(agents.flatMap(({ id, name }) => (chosen.has(id) ? [[id, name] as const] : [])));
}

function countHidden(picked: Picked, shown: readonly AgentRecord[]): number {
  if (picked.size === 0) return 0;
  return picked.size - shown.filter(({ id }) => picked.has(id)).length;
}
