'use client';
import { useState } from 'react';
import { formatCount } from '@/components/ui/format';
import { type CommandAction, type CommandProfile, commandActions } from '@/lib/commands/actions';
import { configurationWords } from '@/lib/commands/consequences';
import { type Chosen, type GroupWish, type Plan, planFor } from '@/lib/commands/plan';
import { useFloorSource } from '@/lib/live/floor-context';
import { AfterContactBox } from './after-contact-box';
import { TextField } from './ask-fields';
import { CommandDialog } from './command-dialog';
import { GroupPlan } from './group-plan';
import { GroupQueueField } from './group-queue-field';
import { NoteField } from './note-field';
import { ReasonField } from './reason-field';
import { type Picked, useGroup } from './use-group';
import { useGroupReasons } from './use-group-reasons';
import { useSending } from './use-sending';

/** For so long what was asked of a group can be taken back. */
export const undoMs = 10_000;

interface GroupDialogProps {
  readonly action: CommandAction;
  readonly picked: Picked;
  readonly onClose: () => void;
}

/** What would be asked of whom and of whom not, before anything is sent; then ten seconds in which all can be taken back. */
export function GroupDialog({ action, picked, onClose }: GroupDialogProps) {
  const profile: CommandProfile = commandActions[action];
  const { store } = useFloorSource();
  const [form, setForm] = useState({ queueId: '', reason: '', note: '', text: '', isAfterContact: false });
  const set = (part: Partial<typeof form>) => setForm((known) => ({ ...known, ...part }));
  const needsQueue = profile.needs.includes('queue');
  const group = useGroup(picked, needsQueue ? form.queueId : null);
  const reasons = useGroupReasons(action === 'pause' ? group : none);
  const reason = reasons.list.find(({ label }) => label === form.reason) ?? null;
  const queue = store.get('queues', form.queueId) ?? null;
  const { isBusy, problem, send } = useSending();
  const wish: GroupWish = {
    ...{ action, reason, queue, text: form.text.trim(), note: form.note.trim() },
    isAfterContact: form.isAfterContact,
  };
  const plan = planFor(wish, group);
  const isLacking = (needsQueue && !queue) || (profile.needs.includes('text') && form.text.trim() === '');
  const detail = reason?.label ?? queue?.name;
  const what = `${profile.label}${detail ? ` (${detail})` : ''}`;
  const words = `${what} for ${countOf(plan, picked)}`;

  async function submit(): Promise<void> {
    const sending = {
      orders: plan.asked.map(({ order }) => order),
      holdMs: undoMs,
      words: `${what} for ${toldTo(plan)}`,
    };
    const nameOf = (id: string) => picked.get(id) ?? id;
    // The seconds run already for those who were taken; a notice tells of the others.
    if ((await send({ ...sending, nameOf })) !== 'failed') onClose();
  }
  return (
    <CommandDialog
      title={words}
      words={[
        asksFirstWords(action, group),
        `Nothing is sent for ${undoMs / 1000} seconds: until then it can be taken back.`,
      ]
        .filter(Boolean)
        .join(' ')}
      action={plan.asked.length === 0 ? profile.label : `${profile.label}: ${formatCount(plan.asked.length)}`}
      isFinal={profile.isFinal ?? false}
      isBusy={isBusy}
      isDead={isLacking || plan.asked.length === 0}
      problem={problem}
      onClose={onClose}
      onSubmit={() => void submit()}
    >
      {needsQueue ? (
        <GroupQueueField action={action} group={group} value={form.queueId} onChange={(queueId) => set({ queueId })} />
      ) : null}
      {action === 'pause' ? (
        <ReasonField
          reasons={reasons.list.map(({ label }) => ({ code: label, label }))}
          isAsking={reasons.isAsking}
          problem={reasons.problem}
          value={form.reason}
          onChange={(label) => set({ reason: label })}
        />
      ) : null}
      {profile.needs.includes('text') ? (
        <TextField value={form.text} onChange={(event) => set({ text: event.target.value })} />
      ) : (
        <NoteFields form={form} canWait={action !== 'login'} onChange={set} />
      )}
      {needsQueue && !queue ? null : <GroupPlan action={action} plan={plan} />}
    </CommandDialog>
  );
}

const none: readonly Chosen[] = [];

interface NoteFieldsProps {
  readonly form: { readonly note: string; readonly isAfterContact: boolean };
  readonly canWait: boolean;
  readonly onChange: (part: { note?: string; isAfterContact?: boolean }) => void;
}

function NoteFields({ form, canWait, onChange }: NoteFieldsProps) {
  return (
    <>
      <NoteField label="Note to them" value={form.note} onChange={(note) => onChange({ note })} />
      {canWait ? (
        <AfterContactBox
          words="after the contact they have now"
          isOn={form.isAfterContact}
          onChange={(isAfterContact) => onChange({ isAfterContact })}
        />
      ) : null}
    </>
  );
}

/** “7 of 9 agents”, “Anna Rossi”. */
function countOf({ asked }: Plan, picked: Picked): string {
  const [only] = picked.values();
  if (picked.size === 1) return only ?? '1 agent';
  if (asked.length === picked.size) return `${formatCount(picked.size)} agents`;
  return `${formatCount(asked.length)} of ${formatCount(picked.size)} agents`;
}

const toldTo = ({ asked }: Plan) => (asked.length === 1 ? asked[0]?.name : `${formatCount(asked.length)} agents`);

function asksFirstWords(action: CommandAction, group: readonly Chosen[]): string {
  const asking = group.filter(({ place }) => place?.vendor.asksFirst.includes(action));
  const sites = [...new Set(asking.map(({ place }) => place?.source?.name ?? place?.agent.sourceId ?? ''))];
  return sites.length === 0 ? '' : configurationWords(sites.join(' and '));
}
