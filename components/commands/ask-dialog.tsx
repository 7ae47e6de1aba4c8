'use client';
import { useState } from 'react';
import { type CommandField, type CommandProfile, commandActions, messageActions } from '@/lib/commands/actions';
import { configurationWords, consequenceOf } from '@/lib/commands/consequences';
import { useRecord } from '@/lib/live/use-floor';
import { AskFields } from './ask-fields';
import type { CommandAsk } from './command-ask';
import { CommandDialog } from './command-dialog';
import { useCommandVendor } from './use-command-vendor';
import { useListening } from './use-listening';
import { useSending } from './use-sending';

/** Asks for what a command needs, says what will happen, and stays until it is known whether it was taken. */
export function AskDialog({ ask, onClose }: { readonly ask: CommandAsk; readonly onClose: () => void }) {
  const { action, targetId, sourceId, target } = ask;
  const profile: CommandProfile = commandActions[action];
  const site = useRecord('sources', sourceId)?.name ?? sourceId;
  const vendor = useCommandVendor(sourceId);
  const isGone = useIsGone(profile, targetId);
  const listening = useListening(profile.needs.includes('extension'));
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  const { isBusy, problem, send } = useSending();
  const values: Readonly<Record<string, string>> = {
    ...(listening.own ? { extension: listening.own } : {}),
    ...ask.fields,
    ...typed,
  };
  const asked = profile.needs.filter((field) => ask.fields?.[field] === undefined);
  const missing = asked.filter((field) => !values[field]?.trim());
  const title = ask.title ?? profile.label;
  const words = [
    consequenceOf(action, { target, site }),
    vendor.asksFirst.includes(action) ? configurationWords(site) : '',
  ];

  async function submit(): Promise<void> {
    const fields = fieldsOf(profile, values);
    const order = { action, targetId, fields } as const;
    if ((await send({ orders: [order], words: `${title}: ${target}` })) === 'taken') onClose();
  }
  return (
    <CommandDialog
      title={`${title}: ${target}`}
      words={words.filter(Boolean).join(' ') || `Asks ${site} for it.`}
      action={messageActions.includes(action) ? 'Send' : title}
      isFinal={profile.isFinal ?? false}
      isBusy={isBusy}
      isDead={missing.length > 0 || isGone}
      problem={isGone ? 'It is not on the floor any more: nothing can be asked of it.' : problem}
      onClose={onClose}
      onSubmit={() => void submit()}
    >
      <AskFields
        fields={asked}
        sourceId={sourceId}
        values={values}
        listening={listening}
        action={action}
        onChange={(field, value) => setTyped((known) => ({ ...known, [field]: value }))}
      />
    </CommandDialog>
  );
}

function fieldsOf(profile: CommandProfile, values: Readonly<Record<string, string | undefined>>) {
  const known: readonly CommandField[] = [...profile.needs, ...(profile.may ?? [])];
  const filled = known.flatMap((field) => {
    const value = values[field]?.trim();
    return value ? [[field, value] as const] : [];
  });
  return Object.fromEntries(filled) as { [F in CommandField]?: string };
}

const kinds = { agent: 'agents', contact: 'contacts', queue: 'queues', source: 'sources' } as const;

function useIsGone({ target }: CommandProfile, targetId: string): boolean {
  return useRecord(kinds[target], targetId) === undefined;
}
