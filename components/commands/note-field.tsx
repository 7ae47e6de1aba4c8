import { Field } from '@/components/ui/field';

interface NoteFieldProps {
  /** Whom it is for. */
  readonly label: string;
  readonly value: string;
  readonly onChange: (note: string) => void;
}

/** What is said to whom a command is aimed at. */
export function NoteField({ label, value, onChange }: NoteFieldProps) {
  return (
    <Field
      label={label}
      value={value}
      maxLength={200}
      autoComplete="off"
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
