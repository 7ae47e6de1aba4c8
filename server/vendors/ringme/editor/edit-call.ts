import { EditRefused } from '@/server/vendors/editor';
import { hideSecrets } from '@/server/vendors/hide-secrets';
import type { HttpReply } from '@/server/vendors/http-reply';
import { ask, hostOf, type RingMeContext } from '@/server/vendors/ringme/client';
import { complaint } from '@/server/vendors/ringme/payloads';
import { isWebPage, webPage } from '@/server/vendors/web-page';

interface EditCall {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly json?: object;
  /** What it means that RingMe does not know what the path is of. */
  readonly gone: string;
}

const refusals = [400, 403, 404, 405, 409, 422];

/** Asks once, or once more where a 401 kept it from being done; a no is an `EditRefused` in words. */
export async function askForEdit(context: RingMeContext, { path, gone, ...request }: EditCall): Promise<HttpReply> {
  const reply = await ask(context, path, { ...request, authStatuses: [401], allow: refusals });
  if (refusals.includes(reply.status)) throw refusalOf(reply, gone, context);
  if (isWebPage(reply.text)) throw webPage(hostOf(context));
  return reply;
}

function refusalOf({ status, text }: HttpReply, gone: string, { secrets }: RingMeContext): EditRefused {
  if (status === 404) return new EditRefused('gone', gone);
  if (status === 405)
    return new EditRefused(
      'not-known',
      'This RingMe does not know such a call (HTTP 405): check "apiPath" of the source',
    );
  if (status === 403)
    return new EditRefused('refused', 'RingMe does not let the application of this source do that (HTTP 403)');
  return new EditRefused('refused', 'RingMe refused', { vendorWords: hideSecrets(complaintIn(text), { ...secrets }) });
}

function complaintIn(text: string): string {
  try {
    return complaint.parse(JSON.parse(text)).message ?? '';
  } catch {
    return text;
  }
}
