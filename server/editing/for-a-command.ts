import type { Principal } from '@/lib/principal';
import { Refusal } from '@/lib/protocol/refusal';
import type { FreshRecord } from '@/server/vendors/editor';
import type { EditAsker } from './editing-parts';

/** Who asked for a command; whether they may was judged with it. */
export interface Amender extends Pick<Principal, 'kind' | 'accountId' | 'name'> {
  readonly address: string | null;
}

/** A change is written down under who asked; agents may ask for their own, which no right of an editor covers. */
export function askerFor({ kind, accountId, name, address }: Amender): EditAsker {
  const all = { role: 'admin', scope: 'all', agentIds: [], grants: null, mustChangePassword: false } as const;
  return { principal: { kind, accountId, name, version: 0, ...all }, address };
}

/** A refusal that would stand beside a field, in a sentence: nobody has a form before them. */
export function inSentence(refusal: Refusal, fields: FreshRecord['fields']): Refusal {
  const { code, message, problems } = refusal;
  const [problem] = problems;
  if (message !== '' || !problem) return refusal;
  const label = fields.find(({ name }) => name === problem.field)?.label ?? problem.field;
  return new Refusal(code, { message: `${label}: ${problem.message}.`, problems });
}
