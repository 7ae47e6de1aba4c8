'use client';
import { useState } from 'react';
import { DetailSection } from '@/components/table/detail-facts';
import { Button } from '@/components/ui/button';
import { type CommandAction, commandActions, isQueueAction, readinessActions } from '@/lib/commands/actions';
import { agentObstacle, commandsFor } from '@/lib/commands/possible';
import type { AgentRecord } from '@/lib/floor/records';
import { useRecord } from '@/lib/live/use-floor';
import { useChoices } from '@/lib/queries/commands';
import { AfterContactBox } from './after-contact-box';
import { NoteField } from './note-field';
import { ReasonField } from './reason-field';
import { TargetIntents } from './target-intents';
import { useCommand } from './use-command';
import { useCommandRights, useCommandVendor } from './use-command-vendor';
import { useSending } from './use-sending';

/** What a team lead can ask of an agent, with a note to them, and what came of it. */
export function AgentCommands({ agent }: { readonly agent: AgentRecord }) {
  const vendor = useCommandVendor(agent.sourceId);
  const rights = useCommandRights();
  const source = useRecord('sources', agent.sourceId);
  const offered = commandsFor('agent', vendor, rights);
  const possible = offered.filter((action) => agentObstacle(action, { agent, source, vendor }) === null);
  if (!rights.agents) return null;
  const ofState = possible.filter((action) => readinessActions.includes(action));
  const others = possible.filter((action) => !readinessActions.includes(action) && !isQueueAction(action));
  const canNoState = !readinessActions.some((action) => offered.includes(action));
  return (
    <DetailSection title="Ask for">
      {ofState.length > 0 ? <StateForm agent={agent} actions={ofState} /> : null}
      {canNoState && !vendor.elsewhere ? (
        <p className="text-13 text-dim">{vendor.label} does not let Callboard change states of agents.</p>
      ) : null}
      {vendor.elsewhere ? <p className="mt-2 text-13 text-dim">{vendor.elsewhere}</p> : null}
      {others.length > 0 ? <OtherCommands agent={agent} actions={others} /> : null}
      <TargetIntents targetId={agent.id} />
    </DetailSection>
  );
}

interface AgentActionsProps {
  readonly agent: AgentRecord;
  readonly actions: readonly CommandAction[];
}

function StateForm({ agent, actions }: AgentActionsProps) {
  const canPause = actions.includes('pause');
  const choices = useChoices(canPause ? agent.id : null);
  const [reason, setReason] = useState('');
  const [note, setNote] = useState('');
  const [isAfterContact, setAfterContact] = useState(false);
  const { isBusy, problem, send } = useSending();
  const reasons = choices.data?.pauseReasons ?? [];
  const isNeeded = choices.data?.needsReason === true && reasons.length > 0;

  async function ask(action: CommandAction): Promise<void> {
    const order = {
      action,
      targetId: agent.id,
      fields: action === 'pause' && reason !== '' ? { reason } : {},
      when: isAfterContact && action !== 'login' ? 'after-contact' : 'now',
      ...(note.trim() === '' ? {} : { note: note.trim() }),
    } as const;
    const came = await send({ orders: [order], words: `${commandActions[action].label}: ${agent.name}` });
    if (came === 'taken') setNote('');
  }
  return (
    <fieldset className="grid gap-2">
      <legend className="sr-only">State of {agent.name}</legend>
      <div className="flex flex-wrap gap-2">
        {actions.map((action) => (
          <Button
            key={action}
            isBusy={isBusy || (action === 'pause' && isNeeded && reason === '')}
            onClick={() => void ask(action)}
          >
            {commandActions[action].label}
          </Button>
        ))}
      </div>
      {canPause ? (
        <ReasonField
          reasons={reasons}
          isNeeded={isNeeded}
          isAsking={choices.isPending}
          problem={choices.isError ? 'The vendor does not tell its reasons now.' : null}
          value={reason}
          onChange={setReason}
        />
      ) : null}
      <NoteField label="Note to the agent" value={note} onChange={setNote} />
      <AfterContactBox isOn={isAfterContact} onChange={setAfterContact} />
      <p role="alert" className="text-13 text-alarm empty:hidden">
        {problem}
      </p>
    </fieldset>
  );
}

function OtherCommands({ agent, actions }: AgentActionsProps) {
  const { ask, dialog } = useCommand(agent.sourceId);
  return (
    <div className="mt-3 flex flex-wrap gap-2">
      {actions.map((action) => (
        <Button
          key={action}
          onClick={() => ask({ action, targetId: agent.id, sourceId: agent.sourceId, target: agent.name })}
        >
          {commandActions[action].label}
        </Button>
      ))}
      {dialog}
    </div>
  );
}
