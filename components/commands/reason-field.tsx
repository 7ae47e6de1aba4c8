import { Choice } from './choice';

interface ReasonFieldProps {
  readonly reasons: readonly { readonly code: string; readonly label: string }[];
  readonly isAsking: boolean;
  readonly problem?: string | null;
  /** The code; empty for none. */
  readonly value: string;
  /** The vendor refuses a pause without one. */
  readonly isNeeded?: boolean;
  readonly onChange: (code: string) => void;
}

/** Why somebody is paused; without any where the vendor has none. */
export function ReasonField({
  reasons,
  isAsking,
  problem = null,
  isNeeded = false,
  value,
  onChange,
}: ReasonFieldProps) {
  const help = isAsking
    ? 'Asking for the reasons'
    : reasons.length === 0
      ? 'There are no reasons to choose from.'
      : isNeeded && value === ''
        ? 'This system pauses with a reason only.'
        : null;
  return (
    <Choice
      label="Reason of a pause"
      none={isNeeded ? 'Choose a reason' : 'No reason'}
      help={help}
      problem={problem}
      value={value}
      onChange={onChange}
      options={reasons}
    />
  );
}
