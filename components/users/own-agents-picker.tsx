'use client';
import { X } from 'lucide-react';
import { useId, useState } from 'react';
import { useSites } from '@/components/table/use-sites';
import { controlLook, FieldNotes } from '@/components/ui/field';
import { foldText, wordsOf } from '@/components/ui/fold-text';
import type { AgentRecord } from '@/lib/floor/records';
import { useRecords } from '@/lib/live/use-floor';

interface OwnAgentsPickerProps {
  readonly agentIds: readonly string[];
  /** What is known of the person, for suggestions. */
  readonly person: { readonly name: string; readonly extension: string };
  readonly problem: string | null;
  readonly onAgentIds: (agentIds: readonly string[]) => void;
}

const mostShown = 8;

/** Which agents on the floor are this person: what their desk shows and their one switch moves. */
export function OwnAgentsPicker({ agentIds, person, problem, onAgentIds }: OwnAgentsPickerProps) {
  const id = useId();
  const [query, setQuery] = useState('');
  const agents = useRecords('agents');
  const siteOf = useSites();
  const others = agents.filter((agent) => !agentIds.includes(agent.id));
  const words = wordsOf(query);
  const found = others.filter((agent) =>
    words.length > 0
      ? words.every((word) =>
          foldText(`${agent.name} ${agent.extension ?? ''} ${siteOf(agent.sourceId)}`).includes(word),
        )
      : isLike(agent, person),
  );
  const [helpId, problemId] = [`${id}-help`, `${id}-problem`];
  return (
    <fieldset className="grid min-w-0 gap-2" aria-describedby={`${helpId} ${problem ? problemId : ''}`.trim()}>
      <legend className="mb-1 text-13 text-dim">Is, on the floor</legend>
      {agentIds.length > 0 ? (
        <ul className="grid gap-1">
          {agentIds.map((agentId) => (
            <li key={agentId} className="flex items-center gap-2 rounded-small border border-line px-3 py-1 text-14">
              <span className="min-w-0 flex-1 wrap-anywhere">{nameOf(agents, agentId, siteOf)}</span>
              <button
                type="button"
                aria-label={`Take ${nameOf(agents, agentId, siteOf)} away`}
                onClick={() => onAgentIds(agentIds.filter((one) => one !== agentId))}
                className="grid h-7 w-7 shrink-0 place-items-center rounded-small hover:bg-raised"
              >
                <X aria-hidden size={14} />
              </button>
            </li>
          ))}
        </ul>
      ) : null}
      <input
        type="search"
        aria-label="Find agents"
        placeholder="Find agents"
        value={query}
        onChange={(event) => setQuery(event.target.value)}
        className={`${controlLook} h-9 rounded-small px-2.5 text-14`}
      />
      <ul className="grid gap-1">
        {found.slice(0, mostShown).map((agent) => (
          <li key={agent.id}>
            <button
              type="button"
              onClick={() => onAgentIds([...agentIds, agent.id])}
              className="w-full rounded-small border border-line px-3 py-1.5 text-left text-14 wrap-anywhere hover:border-dim"
            >
              Add {nameOf(agents, agent.id, siteOf)}
            </button>
          </li>
        ))}
      </ul>
      {words.length > 0 && found.length === 0 ? (
        <p className="text-13 text-dim">No agent of that name is on the floor now.</p>
      ) : null}
      {found.length > mostShown ? <p className="text-13 text-dim">and {found.length - mostShown} more</p> : null}
      <FieldNotes
        problem={problem}
        problemId={problemId}
        help="Their own desk shows these agents and those who are one person with them; nobody else’s."
        helpId={helpId}
      />
    </fieldset>
  );
}

function nameOf(agents: readonly AgentRecord[], agentId: string, siteOf: (sourceId: string) => string): string {
  const agent = agents.find(({ id }) => id === agentId);
  const sourceId = agentId.slice(0, agentId.indexOf('/'));
  if (!agent) return `${agentId}, not on the floor now`;
  return [agent.name, siteOf(sourceId), agent.extension].filter(Boolean).join(', ');
}

/** Offered unasked: who has the same name or extension. */
function isLike(agent: AgentRecord, { name, extension }: OwnAgentsPickerProps['person']): boolean {
  const key = (text: string) => [...wordsOf(text)].sort().join(' ');
  if (extension.trim() !== '' && agent.extension === extension.trim()) return true;
  return name.trim() !== '' && key(agent.name) === key(name);
}
