'use client';
import { Choice } from '@/components/commands/choice';
import { NoteField } from '@/components/commands/note-field';
import { type QueueAction, takesLevel } from '@/lib/commands/actions';
import { levelsOf } from '@/lib/members/change-label';
import type { Lasting } from '@/lib/members/lasting';
import type { CellPlace } from '@/lib/members/plan-cells';
import { WhileField } from './while-field';

export interface ChangeForm {
  readonly level: string;
  readonly lasting: Lasting;
  readonly note: string;
}

interface ChangeFieldsProps {
  readonly action: QueueAction;
  readonly places: readonly CellPlace[];
  readonly form: ChangeForm;
  /** When it is put back; what is wrong with what was typed; null: never. */
  readonly end: number | string | null;
  readonly onChange: (part: Partial<ChangeForm>) => void;
}

/** At which level, for how long, and what is said with it. */
export function ChangeFields({ action, places, form, end, onChange }: ChangeFieldsProps) {
  const levels = takesLevel(action) ? levelsOf(places) : [];
  return (
    <>
      {levels.length > 0 ? (
        <Choice
          label="Level"
          none={action === 'assign' ? `${levels[0]}, if new` : 'As it is'}
          help={
            action === 'assign'
              ? 'Whoever belongs to it already stays as they are, unless a level is chosen.'
              : 'Where the system has levels.'
          }
          value={form.level}
          onChange={(level) => onChange({ level })}
          options={levels.map((name, index) => ({ code: String(index), label: name }))}
        />
      ) : null}
      <WhileField
        value={form.lasting}
        end={typeof end === 'number' ? end : null}
        problem={typeof end === 'string' ? end : null}
        onChange={(lasting) => onChange({ lasting })}
      />
      <NoteField label="Note to them" value={form.note} onChange={(note) => onChange({ note })} />
    </>
  );
}
