import type { FieldProblem } from '@/lib/protocol/reply';
import { EditRefused } from '@/server/vendors/editor';
import { hideSecrets } from '@/server/vendors/hide-secrets';
import type { HttpReply } from '@/server/vendors/http-reply';
import { reasonIn } from '@/server/vendors/imagicle/reason-in';
import type { ImagicleSecrets } from '@/server/vendors/imagicle/settings';

/** What a numbered reason means, and beside which field it stands. */
export type Reasons = { readonly [Status in 400 | 409]?: Readonly<Record<string, FieldProblem>> };

/** A 400, 403 or 409 in our words; a number that is not documented is told as it is. */
export function refusalOf({ status, text }: HttpReply, reasons: Reasons, secrets: ImagicleSecrets): EditRefused {
  const reason = reasonIn(text);
  if (status === 403) return forbidden(`${reason} ${text}`, isNumber(reason) ? '' : hideSecrets(reason, secrets));
  const known = reasons[status as 400 | 409]?.[reason];
  const who = known?.field === 'username' ? 'this user ' : '';
  if (known) return new EditRefused('refused', `Imagicle refused: ${who}${known.message}`, { problems: [known] });
  const message = status === 409 ? 'Imagicle says that this conflicts with something it has' : 'Imagicle refused';
  if (isNumber(reason)) return new EditRefused('refused', `${message} (reason ${reason})`);
  return new EditRefused('refused', message, { vendorWords: hideSecrets(reason, secrets) });
}

const isNumber = (reason: string) => /^\d{1,9}$/.test(reason);

const access: Readonly<Record<string, string>> = {
  BaseAccess: 'it needs the basic access to QME',
  GlobalAdmin: 'it needs complete management rights',
  GlobalOrSpecificInstanceAdmin: 'it needs the right to manage all queues, or this one',
  GlobalSupervisorOrInstanceSupervisor: 'it needs to be a supervisor of all queues, or of this one',
  GlobalSupervisorOrInstanceProfileViewAgent:
    'it needs to be a supervisor of all queues, or to have a profile of this one that may see its agents',
  Self: 'nobody may remove themselves without complete management rights',
};

function forbidden(where: string, said: string): EditRefused {
  const name = /403\.(\w+)/.exec(where)?.[1] ?? '';
  const words = Object.hasOwn(access, name) ? access[name] : undefined;
  const message = 'Imagicle does not let the account of this source do that';
  return words === undefined
    ? new EditRefused('refused', message, { vendorWords: said })
    : new EditRefused('refused', `${message}: ${words}`);
}
