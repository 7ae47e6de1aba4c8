import { concealAddresses } from '@/lib/conceal-addresses';
import { type RawRecord, textAt } from '@/server/vendors/editing/raw-record';
import { EditRefused } from '@/server/vendors/editor';
import type { OwnHook } from '@/server/vendors/receive';
import { readAgentKey } from '@/server/vendors/ringme/agent-key';
import type { RingMeContext } from '@/server/vendors/ringme/client';
import { isVendorError } from '@/server/vendors/vendor-error';
import { isOwnUrl } from './own-events';
import { findAgent } from './seen-kinds';

/** What can be said of an event without one: RingMe has no call that makes it happen. */
export async function tryEvent(context: RingMeContext, event: RawRecord, agent: string): Promise<string> {
  const url = textAt(event, 'url');
  if (!isOwnUrl(url, context)) return expectedCall(event, (await findAgent(context, agent)).raw, agent);
  if (context.hook?.url === url) return tryOwn(context.hook);
  throw new EditRefused(
    'refused',
    'This is an address that Callboard had before, or one of another Callboard: it cannot be tried from here',
  );
}

async function tryOwn(hook: OwnHook): Promise<string> {
  try {
    await hook.reach();
  } catch (error) {
    if (!isVendorError(error)) throw error;
    const why = error.status === undefined ? error.message : `something else answers there (HTTP ${error.status})`;
    throw new EditRefused('refused', `Callboard cannot be reached at its own address: ${why}; check CALLBOARD_URL`);
  }
  return 'Callboard can be reached at this address from where it runs. That RingMe reaches it shows as the agent logs in or out.';
}

/** Nothing is sent: only the agent can make RingMe call. */
function expectedCall(event: RawRecord, agent: RawRecord, key: string): string {
  const { type = 'local', id = '' } = readAgentKey(key) ?? {};
  const isLogout = textAt(event, 'event_type').toLowerCase() === 'agent-logout';
  const data = new URLSearchParams({
    agent_id: id,
    agent_status: isLogout ? 'logged_out' : 'available',
    agent_type: type,
    ...(type === 'remote'
      ? { agent_number: textAt(agent, 'agent_number') || textAt(agent, 'number') }
      : { extension_name: textAt(agent, 'extension_name') }),
    event_source: 'phone',
  });
  const when = isLogout ? 'logs out' : 'logs in';
  const url = concealAddresses(textAt(event, 'url'));
  const isPost = textAt(event, 'method').toUpperCase() === 'POST';
  const call = isPost ? `POST ${url} with the form ${data}` : `GET ${url}${url.includes('?') ? '&' : '?'}${data}`;
  return `Nothing was sent: RingMe calls only as the agent ${when}. It then sends ${call}`;
}
