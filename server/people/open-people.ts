import { randomUUID } from 'node:crypto';
import type { Audit } from '@/server/audit/audit';
import type { FloorKeeper } from '@/server/floor/floor-keeper';
import type { Clock } from '@/server/ports';
import { createPeopleRepository } from '@/server/store/people-repository';
import type { Store } from '@/server/store/store';
import type { PeopleBook } from './people-book';
import { createPeopleDesk, type PeopleDesk, takeOver } from './people-desk';

interface OpenParts {
  readonly store: Store;
  readonly book: PeopleBook;
  readonly keeper: FloorKeeper;
  readonly audit: Audit;
  readonly clock: Clock;
}

/** The desk of people, knowing what was said in earlier days. */
export async function openPeople({ store, ...parts }: OpenParts): Promise<PeopleDesk> {
  const whole = { ...parts, repository: createPeopleRepository(store), newId: randomUUID };
  await takeOver(whole);
  return createPeopleDesk(whole);
}
