import { type ComponentProps, type Ref, useId } from 'react';

interface FieldProps extends Omit<ComponentProps<'input'>, 'id' | 'className' | 'ref'> {
  readonly label: string;
  readonly inputRef?: Ref<HTMLInputElement>;
}

/** A labelled line to type in. */
export function Field({ label, inputRef, ...input }: FieldProps) {
  const id = useId();
  return (
    <div className="grid gap-1">
      <label htmlFor={id} className="text-13 text-dim">
        {label}
      </label>
      <input
        {...input}
        ref={inputRef}
        id={id}
        required
        className="h-10 rounded-panel border border-stale bg-surface px-3 text-16 text-text"
      />
    </div>
  );
}
