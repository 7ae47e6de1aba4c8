import { z } from 'zod';
import { callLine } from '@/server/vendors/call-line';
import type { CommandContext } from '@/server/vendors/command';
import { agentIn, nativeIdOf, refusedBy } from '@/server/vendors/order-parts';
import { parseJson } from '@/server/vendors/parse-json';
import { VendorError } from '@/server/vendors/vendor-error';
import { authStatuses, headersFor, hostOf } from './client';
import type { Secrets, Settings } from './settings';
import { saysAuth } from './stats-reply';

export type QmCommand = CommandContext<Settings, Secrets>;

/** Besides `action` and `server`, what one action needs; the names are the vendor's, but for `target`. */
export interface PbxFields {
  readonly extension?: string;
  readonly agent?: string;
  readonly queues?: readonly string[];
  readonly pause?: string;
  readonly callid?: string;
  readonly outcome?: string;
  /** Sent under the name that the settings give. */
  readonly target?: string;
  readonly message?: string;
  readonly optValues?: readonly string[];
}

const pbxPath = 'qm_jsonsvc_do_pbxactions.do';

/** The call of an action, as a person reads it. */
export const pbxCall = (action: string, fields: PbxFields) => callLine('POST', pbxPath, { action, ...fields });

const reply = z.looseObject({ resultStatus: z.string() });

/**
 * Has QueueMetrics hand one action to its PBX. `OK` means that it was queued there, anything else that it was not; an
 * answer that is neither leaves it unknown.
 */
export async function askPbx(context: QmCommand, action: string, fields: PbxFields): Promise<void> {
  const { http, settings, secrets, signal, order } = context;
  const { target, ...rest } = fields;
  const server = order.contact?.serverId ?? order.agent?.serverId ?? '';
  const aimed = target === undefined ? {} : { [settings.targetField]: target };
  const answer = await http.send({
    method: 'POST',
    path: pbxPath,
    headers: headersFor(settings, secrets),
    body: JSON.stringify({ action, ...rest, ...aimed, server }),
    signal,
    authStatuses,
  });
  const { resultStatus } = parseJson(answer.text, reply, hostOf(context));
  checkResult(resultStatus, resultStatus, context);
}

/** Throws unless the status is exactly `OK`; `words` say why not. */
export function checkResult(status: string, words: string, context: QmCommand): void {
  if (status === 'OK') return;
  if (saysAuth(status) || saysAuth(words))
    throw new VendorError(
      'auth',
      `${hostOf(context)} refused the credentials: check user, password and the key ROBOT`,
      {
        path: 'resultStatus',
      },
    );
  // The manual writes "KO:" and "K0:".
  const reason = words.replace(/^\s*K[O0]\s*:?\s*/i, '');
  throw refusedBy('QueueMetrics refused', reason, context.secrets);
}

/** The agent and its phone, as most actions want them; the manual leaves the extension blank where it is not known. */
export function agentPart({ order }: Pick<QmCommand, 'order'>): { readonly extension: string; readonly agent: string } {
  const agent = agentIn(order);
  return { extension: agent.extension ?? '', agent: nativeIdOf(agent) };
}
