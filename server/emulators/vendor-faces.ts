import type { VendorId } from '@/lib/vendors/catalog';
import type { Clock } from '@/server/ports';
import type { CallbackLine } from './callbacks/callback-line';
import type { Centre, EditRecord, FaceCredentials } from './centre-types';
import type { Face } from './face-http';
import { createImagicleFace, imagicleBasePath } from './imagicle';
import { createQueuemetricsFace } from './queuemetrics';
import { createRingmeFace } from './ringme';
import { createSinchFace } from './sinch';
import type { SiteId } from './sites';
import { createVoipnowFace } from './voipnow';

type Settings = Readonly<Record<string, string | readonly string[] | Readonly<Record<string, string>>>>;

/** What a face is made of; `callbacks` is the way out for those that send some. */
export interface FaceParts {
  readonly centre: Centre;
  readonly credentials: FaceCredentials;
  readonly clock: Clock;
  readonly callbacks: CallbackLine;
  /** Faces whose records can be changed say how somebody else would do it. */
  readonly letEdit: (edit: EditRecord) => void;
}

/** How a site is reached and what a sources file must say of it. */
export interface VendorFace {
  readonly vendor: VendorId;
  /** What stands behind the origin in `settings.baseUrl`. */
  readonly basePath: string;
  /** Settings that only this vendor has. */
  settingsFor(centre: Centre): Settings;
  /** What the vendor calls user, password and the key besides, where it wants one. */
  readonly secretNames: { readonly user: string; readonly password: string; readonly apiKey?: string };
  /** Whether it sends anything by itself. */
  readonly hasCallbacks: boolean;
  create(parts: FaceParts): Face;
}

const userAndPassword = { user: 'user', password: 'password' };
const client = { user: 'clientId', password: 'clientSecret' };

export const vendorFaces: Readonly<Record<SiteId, VendorFace>> = {
  milan: {
    ...{ vendor: 'queuemetrics', basePath: '/queuemetrics', secretNames: userAndPassword, hasCallbacks: false },
    settingsFor: () => ({ wrapUpPauseCodes: ['50'], defaultPauseCode: '30' }),
    create: ({ centre, credentials, clock, letEdit }) =>
      createQueuemetricsFace(centre, credentials, { clock, letEdit }),
  },
  helsinki: {
    ...{ vendor: 'sinch', basePath: '', secretNames: { ...userAndPassword, apiKey: 'apiKey' }, hasCallbacks: false },
    settingsFor: () => ({ auth: 'gateway' }),
    create: ({ centre, credentials, letEdit }) => createSinchFace(centre, credentials, {}, letEdit),
  },
  lucca: {
    ...{ vendor: 'imagicle', basePath: imagicleBasePath, secretNames: userAndPassword, hasCallbacks: false },
    settingsFor: () => ({}),
    create: ({ centre, credentials, clock, letEdit }) => createImagicleFace(centre, credentials, { clock }, letEdit),
  },
  bucharest: {
    ...{ vendor: 'voipnow', basePath: '', secretNames: client, hasCallbacks: true },
    settingsFor: ({ queues, agents }) => ({
      queues: queues.map(({ number }) => number),
      queueNames: Object.fromEntries(queues.map(({ number, name }) => [number, name])),
      agentNames: Object.fromEntries(
        agents.map(({ extension, firstName, lastName }) => [extension, `${firstName} ${lastName}`]),
      ),
    }),
    create: ({ centre, credentials, callbacks }) =>
      createVoipnowFace(centre, credentials, { callbacks, remoteAgentIds: ['220'] }),
  },
  novosibirsk: {
    ...{ vendor: 'ringme', basePath: '', secretNames: client, hasCallbacks: true },
    settingsFor: () => ({}),
    create: ({ centre, credentials, clock, callbacks, letEdit }) =>
      createRingmeFace(centre, credentials, { clock, callbacks, remoteAgentIds: ['103'] }, letEdit),
  },
};
