'use client';
import { MoreFields, Panel } from '@/components/form/form-parts';
import type { SortedProblems } from '@/lib/editing/field-problems';
import type { FieldValues, RecordField } from '@/lib/editing/records';
import type { Touched } from '@/lib/editing/typed-values';
import { type RecordFieldProps, RecordFieldView } from './record-field';

interface RecordFieldsProps extends Pick<RecordFieldProps, 'onTouch'> {
  readonly title: string;
  readonly fields: readonly RecordField[];
  readonly values: FieldValues;
  readonly touched: Touched;
  /** Names of fields that would be another. */
  readonly changed: ReadonlySet<string>;
  readonly problems: SortedProblems;
}

/** All fields of a record: the essential ones, and the rest to be opened. */
export function RecordFields(props: RecordFieldsProps) {
  const { title, fields, changed, problems } = props;
  const essential = fields.filter(({ isEssential }) => isEssential);
  const rest = fields.filter(({ isEssential }) => !isEssential);
  if (essential.length === 0 || rest.length === 0)
    return (
      <Panel title={title}>
        <Some {...props} />
      </Panel>
    );
  const changes = rest.filter(({ name }) => changed.has(name)).length;
  return (
    <>
      <Panel title={title}>
        <Some {...props} fields={essential} />
      </Panel>
      <MoreFields
        title={`More fields (${rest.length}${changes > 0 ? `, ${changes} changed` : ''})`}
        hasProblem={rest.some(({ name }) => problems.of.has(name))}
      >
        <Some {...props} fields={rest} />
      </MoreFields>
    </>
  );
}

function Some({ fields, values, touched, changed, problems, onTouch }: RecordFieldsProps) {
  return fields.map((field) => (
    <RecordFieldView
      key={field.name}
      field={field}
      was={values[field.name] ?? null}
      typed={touched[field.name]}
      problem={problems.of.get(field.name) ?? null}
      isChanged={changed.has(field.name)}
      onTouch={onTouch}
    />
  ));
}
