'use client';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import type { FormField } from '@/lib/protocol/source-settings';
import { type SecretDraft, untouched } from './source-draft';

interface SecretFieldProps {
  readonly field: FormField;
  readonly draft: SecretDraft;
  /** One is kept already. */
  readonly isSet: boolean;
  readonly problem: string | null;
  readonly onChange: (draft: SecretDraft) => void;
}

/** A secret can be typed and replaced, never read. */
export function SecretField({ field, draft, isSet, problem, onChange }: SecretFieldProps) {
  const { typed, isRemoved } = draft;
  return (
    <div className="flex items-start gap-2">
      <div className="min-w-0 flex-1">
        <Field
          label={field.label}
          help={[field.help && `${field.help}.`, stateWords(isSet, isRemoved, typed !== '')].filter(Boolean).join(' ')}
          problem={problem}
          type="password"
          required={field.isRequired && !isSet}
          // Browsers offer the reader's own password for any other word.
          autoComplete="new-password"
          spellCheck={false}
          placeholder={isSet && !isRemoved ? 'Set; type to replace' : undefined}
          value={typed}
          onChange={(event) => onChange({ typed: event.target.value, isRemoved: false })}
        />
      </div>
      {isSet && !field.isRequired ? (
        <div className="pt-6">
          <Button onClick={() => onChange(isRemoved ? untouched : { typed: '', isRemoved: true })}>
            {isRemoved ? 'Keep' : 'Remove'}
            <span className="sr-only"> {field.label}</span>
          </Button>
        </div>
      ) : null}
    </div>
  );
}

function stateWords(isSet: boolean, isRemoved: boolean, isTyped: boolean): string {
  if (!isSet) return '';
  if (isRemoved) return 'It will be removed when this is saved.';
  return isTyped ? 'It will be replaced when this is saved.' : 'It is set and cannot be read here.';
}
