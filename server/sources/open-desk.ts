import { z } from 'zod';
import type { Principal } from '@/lib/principal';
import { isRefusal } from '@/lib/protocol/refusal';
import type { AuditEntry } from '@/server/audit/audit';
import { createFakeClock } from '@/server/fake-clock';
import { createFakeLog } from '@/server/fake-log';
import { createFloorKeeper } from '@/server/floor/floor-keeper';
import { createAttention } from '@/server/polling/attention';
import { createFakeSource, openFakeDoor } from '@/server/polling/fake-vendor';
import type { SourceSetup } from '@/server/polling/poller';
import { createAddressGuard } from '@/server/vendors/address-guard';
import type { AddressProbe } from '@/server/vendors/probe-address';
import type { HttpSettings } from '@/server/vendors/vendor';
import { createMemorySources } from './memory-sources';
import { createSecretBox, type SecretBox } from './secret-box';
import { createSourceDesk } from './source-desk';
import { createSourceRegistry } from './source-registry';
import type { SourceRepository } from './source-repository';

export const boxOf = (byte: number, ...old: number[]) =>
  createSecretBox({ current: Buffer.alloc(32, byte), old: old.map((one) => Buffer.alloc(32, one)) });

/** A secret that must not be read anywhere. */
export const hidden = 'Zq8-secret';

export const milan = {
  id: 'milan',
  name: 'Milan',
  vendor: 'acme',
  settings: { baseUrl: 'https://acme.example/wall' },
  secrets: { user: `${hidden}-user`, password: `${hidden}-password` },
};

export const ada = {
  principal: { kind: 'user', accountId: 'ada', name: 'Ada' } as Pick<Principal, 'kind' | 'accountId' | 'name'>,
  address: '10.0.0.9',
};

interface DeskOptions {
  readonly box?: SecretBox | null;
  readonly repository?: SourceRepository;
  readonly fileSources?: readonly SourceSetup[];
}

/** The desk over a floor and a vendor that answers what a test tells it to; nothing is asked over a network. */
export function openDesk(options: DeskOptions = {}) {
  const { box = boxOf(1), repository = createMemorySources(), fileSources = [] } = options;
  const clock = createFakeClock();
  const { log, lines } = createFakeLog();
  const keeper = createFloorKeeper({ clock, log, epoch: 'test' });
  const fake = createFakeSource({ site: { queues: ['300', '301'], agents: ['101'] } });
  const acme = {
    ...fake.vendor,
    id: 'acme',
    http: ({ baseUrl, caFile }: HttpSettings) => ({ baseUrl, caFile }),
    settings: z.strictObject({
      baseUrl: z.url({ protocol: /^https?$/ }),
      answerWithinSeconds: z.number().positive().max(600).default(20),
      auth: z.enum(['basic', 'gateway']).default('basic'),
      queues: z.array(z.string().min(1)).default([]),
      caFile: z.string().optional(),
    }),
    secrets: z.strictObject({
      user: z.string().min(1),
      password: z.string().min(1),
      apiKey: z.string().min(1).optional(),
    }),
    check: (settings: { auth: string }, secrets: { apiKey?: string }) =>
      settings.auth === 'gateway' && !secrets.apiKey
        ? [{ path: 'secrets.apiKey', message: 'is needed where "auth" is "gateway"' }]
        : [],
  };
  const noted: AuditEntry[] = [];
  const parts = { keeper, clock, random: () => 0, log, attention: createAttention(clock), openDoor: openFakeDoor };
  const probe: AddressProbe = {
    resolve: async () => ['10.0.0.7'],
    connect: async () => ({ tls: 'TLSv1.3', certificateUntil: Date.UTC(2027, 0, 31) }),
  };
  const desk = createSourceDesk({
    ...parts,
    registry: createSourceRegistry({ ...parts, isStrict: true }),
    repository,
    vendors: { acme },
    box,
    fileSources,
    guard: createAddressGuard(),
    probe,
    audit: { note: (entry) => noted.push(entry) },
    tryDoor: ({ caFile }) => {
      if (caFile === 'absent.pem') throw new Error('ENOENT');
    },
  });
  return {
    ...{ desk, repository, keeper, clock, lines, noted, fake },
    detailOf: (id: string) => desk.list().find((detail) => detail.id === id),
    /** What may be read of all this: by log, audit and store. */
    said: async () => JSON.stringify([lines, noted, desk.list(), await repository.list()]),
  };
}

/** The code and the fields a refusal names; the promise must be refused. */
export async function refusalOf(promise: Promise<unknown>): Promise<{ code: string; fields: string[]; words: string }> {
  try {
    await promise;
  } catch (error) {
    if (!isRefusal(error)) throw error;
    const problems = error.problems.map(({ field, message }) => `${field}: ${message}`);
    return { code: error.code, fields: problems, words: error.message };
  }
  throw new Error('It was not refused');
}
