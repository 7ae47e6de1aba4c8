import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFakeClock } from '@/server/fake-clock';
import { createHttpDoor } from '@/server/vendors/http';
import { type HttpSite, serveHttp } from '@/server/vendors/serve-http';
import { isVendorError } from '@/server/vendors/vendor-error';
import { ownHook } from './own-hook';

let site: HttpSite;
let status: number;
beforeEach(async () => {
  status = 405;
  site = await serveHttp(() => ({ status }));
});
afterEach(() => site.close());

const hook = () =>
  ownHook(`${site.url}/below/hooks/place.secret`, new AbortController().signal, {
    openDoor: createHttpDoor,
    clock: createFakeClock(),
  });

describe('the address at which a vendor calls', () => {
  it('is reached where the door of the hooks knows it, without a callback', async () => {
    await hook().reach();
    expect(site.requests.map(({ method, target }) => `${method} ${target}`)).toEqual([
      'DELETE /below/hooks/place.secret',
    ]);
  });

  it.each([200, 301, 401, 404, 500])('is not where HTTP %i answers', async (answer) => {
    status = answer;
    const error: unknown = await hook()
      .reach()
      .catch((thrown: unknown) => thrown);
    expect(isVendorError(error)).toBe(true);
    expect(String(error)).not.toContain('secret');
  });
});
