import { Choice } from './choice';

interface ReasonFieldProps {
  readonly reasons: readonly { readonly code: string; readonly label: string }[];
  readonly isAsking: boolean;
  readonly problem?: string | null;
  /** The code; empty for none. */
  readonly value: string;
  readonly onChange: (code: string) => void;
}

/** Why somebody is paused; without any where the vendor has none. */
export function ReasonField({ reasons, isAsking, problem = null, value, onChange }: ReasonFieldProps) {
  const help = isAsking
    ? 'Asking for the reasons'
    : reasons.length === 0
      ? 'There are no reasons to choose from.'
      : null;
  return (
    <Choice
      label="Reason of a pause"
      none="No reason"
      help={help}
      problem={problem}
      value={value}
      onChange={onChange}
      options={reasons}
    />
  );
}
