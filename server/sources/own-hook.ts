import type { PollerParts } from '@/server/polling/poller';
import type { OwnHook } from '@/server/vendors/receive';
import { VendorError } from '@/server/vendors/vendor-error';

/** The address of one source below `/hooks/`, which can be tried from here. */
export function ownHook(
  url: string,
  signal: AbortSignal,
  { openDoor, clock }: Pick<PollerParts, 'openDoor' | 'clock'>,
): OwnHook {
  const at = url.lastIndexOf('/') + 1;
  return {
    url,
    async reach() {
      const baseUrl = url.slice(0, at);
      const door = openDoor({ baseUrl }, clock);
      try {
        // The door of the hooks knows the address and takes no callback in this way.
        const { status } = await door.send({
          method: 'DELETE',
          path: url.slice(at),
          signal,
          authStatuses: [],
          allow: [405],
        });
        if (status !== 405) throw new VendorError('bad-response', `${new URL(url).host} answers, but not as Callboard`);
      } finally {
        await door.close();
      }
    },
  };
}
