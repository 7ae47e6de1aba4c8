import type { Clock } from '@/server/ports';
import type { Centre, FaceCredentials } from './centre-types';
import type { Face } from './face-http';
import { createImagicleFace, imagicleBasePath } from './imagicle';
import { createQueuemetricsFace } from './queuemetrics';
import { createSinchFace } from './sinch';
import type { SiteId } from './sites';

/** How a site is reached and what a sources file must say of it. */
export interface VendorFace {
  readonly vendor: 'queuemetrics' | 'sinch' | 'imagicle';
  /** What stands behind the origin in `settings.baseUrl`. */
  readonly basePath: string;
  /** Settings that only this vendor has. */
  readonly settings: Readonly<Record<string, string | readonly string[]>>;
  /** Whether callers must send a key besides user and password. */
  readonly needsApiKey: boolean;
  create(centre: Centre, credentials: FaceCredentials, clock: Clock): Face;
}

export const vendorFaces: Readonly<Record<SiteId, VendorFace>> = {
  milan: {
    ...{
      vendor: 'queuemetrics',
      basePath: '/queuemetrics',
      settings: { wrapUpPauseCodes: ['50'] },
      needsApiKey: false,
    },
    create: (centre, credentials, clock) => createQueuemetricsFace(centre, credentials, { clock }),
  },
  helsinki: {
    ...{ vendor: 'sinch', basePath: '', settings: { auth: 'gateway' }, needsApiKey: true },
    create: (centre, credentials) => createSinchFace(centre, credentials),
  },
  lucca: {
    ...{ vendor: 'imagicle', basePath: imagicleBasePath, settings: {}, needsApiKey: false },
    create: (centre, credentials, clock) => createImagicleFace(centre, credentials, { clock }),
  },
};
