'use client';
import { controlLook, Field, FieldFrame } from '@/components/ui/field';
import type { CommandAction, CommandField } from '@/lib/commands/actions';
import { useRecords } from '@/lib/live/use-floor';
import { Choice } from './choice';
import type { Listening } from './use-listening';

interface AskFieldsProps {
  readonly fields: readonly CommandField[];
  readonly sourceId: string;
  readonly action: CommandAction;
  readonly values: Readonly<Record<string, string | undefined>>;
  readonly listening: Listening;
  readonly onChange: (field: CommandField, value: string) => void;
}

/** One control per thing a command cannot do without. */
export function AskFields(props: AskFieldsProps) {
  // What is written comes after whom it is for.
  const fields = props.fields.toSorted((a, b) => Number(a === 'text') - Number(b === 'text'));
  return fields.map((field) => <AskField key={field} {...props} field={field} />);
}

function AskField({ field, sourceId, values, listening, action, onChange }: AskFieldsProps & { field: CommandField }) {
  const shared = {
    value: values[field] ?? '',
    onChange: (event: { target: { value: string } }) => onChange(field, event.target.value),
  };
  if (field === 'text') return <TextField {...shared} />;
  if (field === 'queue') return <QueueField {...shared} sourceId={sourceId} />;
  const { label, help } = wordsFor(field, action, listening);
  return <Field {...shared} label={label} help={help} autoComplete="off" required maxLength={64} />;
}

interface ControlProps {
  readonly value: string;
  readonly onChange: (event: { target: { value: string } }) => void;
}

/** What the server takes at most. */
export const longestText = 500;

export function TextField({ value, onChange }: ControlProps) {
  return (
    <FieldFrame label="Text" help={`${longestText - value.length} characters left`}>
      {(control) => (
        <textarea
          {...control}
          required
          rows={3}
          maxLength={longestText}
          value={value}
          onChange={onChange}
          className={`${controlLook} rounded-small px-2.5 py-1.5 text-14`}
        />
      )}
    </FieldFrame>
  );
}

function QueueField({ value, onChange, sourceId }: ControlProps & { readonly sourceId: string }) {
  const queues = useRecords('queues').filter((queue) => queue.sourceId === sourceId);
  return (
    <Choice
      label="Queue"
      none="Choose a queue"
      required
      value={value}
      onChange={(chosen) => onChange({ target: { value: chosen } })}
      options={queues.map(({ id, name }) => ({ code: id, label: name }))}
    />
  );
}

function wordsFor(field: CommandField, action: CommandAction, { own, isAsking }: Listening) {
  switch (field) {
    case 'extension':
      return { label: 'Your extension', help: extensionHelp(own, isAsking) };
    case 'to':
      if (action === 'message-supervisor') return { label: 'Supervisor', help: 'By the name they sign in with there' };
      if (action === 'message-location') return { label: 'Location', help: 'As it is called in the vendor’s system' };
      return { label: 'To', help: 'An extension or a number, as one would dial it' };
    case 'number':
      return { label: 'Number', help: 'As one would dial it' };
    case 'code':
      return { label: 'Code', help: 'As it is set up in the vendor’s system' };
    default:
      return { label: field, help: null };
  }
}

function extensionHelp(own: string | null, isAsking: boolean): string {
  if (isAsking) return 'Looking up the one of your account';
  return own === null
    ? 'Your account has none: say where your phone rings. Set one under My account to have it here next time.'
    : 'Of your account; change it if you sit elsewhere now.';
}
