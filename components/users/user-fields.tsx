'use client';
import { controlLook, Field, FieldFrame } from '@/components/ui/field';
import { type AccessScope, type PersonRole, personRoles } from '@/lib/principal';
import { problemOf } from '@/lib/queries/accounts';
import { OwnAgentsPicker } from './own-agents-picker';
import { roleWords } from './role-words';
import { ScopePicker } from './scope-picker';
import { seesOwnDeskOnly } from './scope-words';

/** What an admin says of somebody. */
export interface UserDraft {
  readonly name: string;
  readonly role: PersonRole;
  readonly email: string;
  readonly extension: string;
  readonly scope: AccessScope;
  readonly agentIds: readonly string[];
}

export const emptyDraft: UserDraft = {
  name: '',
  role: 'agent',
  email: '',
  extension: '',
  scope: 'all',
  agentIds: [],
};

/** As the API wants it: what is empty is not known. */
export function bodyOf(draft: UserDraft) {
  const orNull = (text: string) => (text.trim() === '' ? null : text);
  return { ...draft, email: orNull(draft.email), extension: orNull(draft.extension) };
}

interface UserFieldsProps {
  readonly draft: UserDraft;
  readonly onDraft: (draft: UserDraft) => void;
  readonly error: Error | null;
  /** Why the role cannot be changed; null where it can. */
  readonly fixedRole: string | null;
}

export function UserFields({ draft, onDraft, error, fixedRole }: UserFieldsProps) {
  const put = (change: Partial<UserDraft>) => onDraft({ ...draft, ...change });
  return (
    <>
      <Field
        label="Name"
        value={draft.name}
        onChange={(event) => put({ name: event.target.value })}
        problem={problemOf(error, 'name')}
        autoComplete="off"
        required
      />
      <FieldFrame label="Role" help={fixedRole ?? roleWords[draft.role]} problem={problemOf(error, 'role')}>
        {(control) => (
          <select
            {...control}
            value={draft.role}
            disabled={fixedRole !== null}
            onChange={(event) => put({ role: event.target.value as PersonRole })}
            className={`${controlLook} h-9 rounded-small px-2 text-14`}
          >
            {personRoles.map((role) => (
              <option key={role}>{role}</option>
            ))}
          </select>
        )}
      </FieldFrame>
      <Field
        label="E-mail"
        type="email"
        value={draft.email}
        onChange={(event) => put({ email: event.target.value })}
        problem={problemOf(error, 'email')}
        autoComplete="off"
      />
      <Field
        label="Extension"
        help="The phone they are called on"
        value={draft.extension}
        onChange={(event) => put({ extension: event.target.value })}
        problem={problemOf(error, 'extension')}
        autoComplete="off"
      />
      <OwnAgentsPicker
        agentIds={draft.agentIds}
        person={draft}
        problem={problemOf(error, 'agentIds')}
        onAgentIds={(agentIds) => put({ agentIds })}
      />
      {seesOwnDeskOnly(draft.role) ? null : (
        <ScopePicker scope={draft.scope} onScope={(scope) => put({ scope })} problem={problemOf(error, 'scope')} />
      )}
    </>
  );
}
