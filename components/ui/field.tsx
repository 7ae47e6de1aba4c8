import clsx from 'clsx';
import { type ComponentProps, type ReactNode, type Ref, useId } from 'react';

/** What a control needs so that its label, its help and what is wrong with it are told together. */
export interface FieldControl {
  readonly id: string;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': true | undefined;
}

export interface FieldFrameProps {
  readonly label: string;
  /** What it is for, and what is right. */
  readonly help?: ReactNode;
  /** What is wrong with it now. */
  readonly problem?: string | null | undefined;
  readonly children: (control: FieldControl) => ReactNode;
}

/** A label, a control, its help and what is wrong with it. */
export function FieldFrame({ label, help, problem, children }: FieldFrameProps) {
  const id = useId();
  const [helpId, problemId] = [`${id}-help`, `${id}-problem`];
  const described = [help ? helpId : '', problem ? problemId : ''].filter(Boolean).join(' ');
  return (
    <div className="grid gap-1">
      <label htmlFor={id} className="text-13 text-dim">
        {label}
      </label>
      {children({ id, 'aria-describedby': described || undefined, 'aria-invalid': problem ? true : undefined })}
      <FieldNotes help={help} helpId={helpId} problem={problem} problemId={problemId} />
    </div>
  );
}

interface FieldNotesProps extends Pick<FieldFrameProps, 'help' | 'problem'> {
  readonly helpId: string;
  readonly problemId: string;
}

/** Below a control or a group of them. */
export function FieldNotes({ help, helpId, problem, problemId }: FieldNotesProps) {
  return (
    <>
      {problem ? (
        <p id={problemId} className="text-13 font-medium text-alarm">
          {sentence(problem)}
        </p>
      ) : null}
      {help ? (
        <p id={helpId} className="text-12 wrap-anywhere text-dim">
          {help}
        </p>
      ) : null}
    </>
  );
}

const sentence = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** How every control looks; the border is strong enough to be seen by everybody. */
export const controlLook =
  'w-full border border-stale bg-surface text-text aria-invalid:border-alarm aria-invalid:outline-1 aria-invalid:outline-alarm disabled:opacity-60';

interface FieldProps extends Omit<ComponentProps<'input'>, 'id' | 'className' | 'ref'> {
  readonly label: string;
  readonly help?: ReactNode;
  readonly problem?: string | null | undefined;
  /** Stands behind what is typed, as `s`. */
  readonly unit?: string | null;
  readonly isLarge?: boolean;
  readonly inputRef?: Ref<HTMLInputElement>;
}

/** A labelled line to type in. */
export function Field({ label, help, problem, unit, isLarge = false, inputRef, ...input }: FieldProps) {
  return (
    <FieldFrame label={unit ? `${label} (${unitWords[unit] ?? unit})` : label} help={help} problem={problem}>
      {(control) => (
        <input
          {...input}
          {...control}
          ref={inputRef}
          className={clsx(
            controlLook,
            isLarge ? 'h-10 rounded-panel px-3 text-16' : 'h-9 rounded-small px-2.5 text-14',
          )}
        />
      )}
    </FieldFrame>
  );
}

const unitWords: Readonly<Record<string, string>> = { s: 'seconds', MB: 'megabytes' };
