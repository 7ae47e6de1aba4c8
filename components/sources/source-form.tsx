'use client';
import type { FormEvent } from 'react';
import { MoreFields, Panel, SaveBar, useFirstProblem } from '@/components/form/form-parts';
import { Field } from '@/components/ui/field';
import { UnsavedGuard } from '@/components/ui/unsaved-guard';
import type { FormField } from '@/lib/protocol/source-settings';
import { SecretField } from './secret-field';
import { SourceConflict } from './source-conflict';
import { pollLabel, problemOf, strayProblems, untouched } from './source-draft';
import { TestPanel } from './test-panel';
import { type SourceFormParts, useSourceForm } from './use-source-form';
import { VendorField } from './vendor-field';

type State = ReturnType<typeof useSourceForm>;
type PartProps = Pick<SourceFormParts, 'form' | 'kept'> & { readonly state: State };

/** The form of one source, drawn from its vendor's schema, with the test of what it holds beside it. */
export function SourceForm(parts: SourceFormParts) {
  const { form, kept } = parts;
  const state = useSourceForm(parts);
  const fields = useFirstProblem<HTMLFormElement>(state.problems);
  function submit(event: FormEvent): void {
    event.preventDefault();
    void state.save();
  }
  return (
    <div className="grid grid-cols-1 items-start gap-4 xl:grid-cols-[minmax(0,44rem)_minmax(0,28rem)]">
      <form ref={fields} noValidate onSubmit={submit} aria-busy={state.isBusy} className="grid min-w-0 gap-4">
        {state.conflict ? (
          <SourceConflict
            form={form}
            mine={state.draft}
            {...state.conflict}
            onSettle={(merged) => void state.settle(merged)}
          />
        ) : null}
        <Identity form={form} kept={kept} state={state} />
        <SignIn form={form} kept={kept} state={state} />
        <Rest form={form} kept={kept} state={state} />
        <SaveBar label={kept ? 'Save changes' : 'Add this source'} isBusy={state.isBusy} said={state.said}>
          {strayProblems(state.problems, form).map(({ field, message }) => (
            <li key={field}>
              {field} {message}
            </li>
          ))}
        </SaveBar>
      </form>
      <UnsavedGuard isDirty={state.isDirty} />
      <TestPanel body={state.tried} onProblems={state.setProblems} />
    </div>
  );
}

function Identity({ kept, state: { draft, problems, edit } }: PartProps) {
  return (
    <Panel title="Source">
      <Field
        label="Name"
        help="What people read on walls and pages."
        problem={problemOf(problems, 'name')}
        required
        autoComplete="off"
        value={draft.name}
        onChange={(event) => edit({ name: event.target.value })}
      />
      {kept ? null : (
        <Field
          label="ID"
          help="Part of every record’s id, and of the address of this page. It cannot be changed later."
          problem={problemOf(problems, 'id')}
          required
          autoComplete="off"
          spellCheck={false}
          value={draft.id}
          onChange={(event) => edit({ id: event.target.value })}
        />
      )}
    </Panel>
  );
}

function SignIn({ form, kept, state }: PartProps) {
  const { draft, problems, edit } = state;
  return (
    <Panel title="Address and sign-in">
      <Settings fields={form.settings.filter((field) => field.isEssential)} state={state} />
      {form.secrets.map((field) => (
        <SecretField
          key={field.name}
          field={field}
          draft={draft.secrets[field.name] ?? untouched}
          isSet={kept?.secretsSet.includes(field.name) ?? false}
          problem={problemOf(problems, `secrets.${field.name}`)}
          onChange={(secret) => edit({ secrets: { ...draft.secrets, [field.name]: secret } })}
        />
      ))}
    </Panel>
  );
}

function Rest({ form, state }: PartProps) {
  const { draft, problems, edit } = state;
  const fields = form.settings.filter((field) => !field.isEssential);
  const paths = ['pollEverySeconds', ...fields.map(({ name }) => `settings.${name}`)];
  return (
    <MoreFields title="More settings" hasProblem={paths.some((path) => problemOf(problems, path) !== null)}>
      <Field
        label={pollLabel}
        unit="s"
        help="Left empty, the vendor’s own pace holds."
        problem={problemOf(problems, 'pollEverySeconds')}
        inputMode="decimal"
        autoComplete="off"
        value={draft.pollEverySeconds}
        onChange={(event) => edit({ pollEverySeconds: event.target.value })}
      />
      <Settings fields={fields} state={state} />
    </MoreFields>
  );
}

function Settings({ fields, state }: { readonly fields: readonly FormField[]; readonly state: State }) {
  const { draft, problems, edit } = state;
  return fields.map((field) => (
    <VendorField
      key={field.name}
      field={field}
      value={draft.settings[field.name] ?? ''}
      problem={problemOf(problems, `settings.${field.name}`)}
      onChange={(value) => edit({ settings: { ...draft.settings, [field.name]: value } })}
    />
  ));
}
