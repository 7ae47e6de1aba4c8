import { controlLook, FieldFrame, type FieldFrameProps } from '@/components/ui/field';

interface ChoiceProps extends Omit<FieldFrameProps, 'children'> {
  /** What stands there while nothing is chosen. */
  readonly none: string;
  readonly required?: boolean;
  /** The code; empty for none. */
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly options: readonly { readonly code: string; readonly label: string }[];
}

/** One of several, or none. */
export function Choice({ none, required = false, value, onChange, options, ...frame }: ChoiceProps) {
  return (
    <FieldFrame {...frame}>
      {(control) => (
        <select
          {...control}
          required={required}
          value={value}
          onChange={(event) => onChange(event.target.value)}
          className={`${controlLook} h-9 rounded-small px-2 text-14`}
        >
          <option value="">{none}</option>
          {options.map((option) => (
            <option key={option.code} value={option.code}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </FieldFrame>
  );
}
