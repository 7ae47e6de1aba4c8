import { controlLook, FieldFrame } from '@/components/ui/field';

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
    <FieldFrame label="Reason of a pause" help={help} problem={problem}>
      {(control) => (
        <select
          {...control}
          value={value}
          onChange={(event) => onChange(event.target.value)}
          className={`${controlLook} h-9 rounded-small px-2 text-14`}
        >
          <option value="">No reason</option>
          {reasons.map(({ code, label }) => (
            <option key={code} value={code}>
              {label}
            </option>
          ))}
        </select>
      )}
    </FieldFrame>
  );
}
