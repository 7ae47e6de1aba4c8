'use client';
import { useOwnAccount } from '@/lib/queries/accounts';

export interface Listening {
  /** The extension of whoever asks, as their account has it. */
  readonly own: string | null;
  readonly isAsking: boolean;
}

/** Where the phone of whoever listens rings; nobody is asked unless it is needed. */
export function useListening(isNeeded: boolean): Listening {
  const account = useOwnAccount(isNeeded);
  return { own: account.data?.extension ?? null, isAsking: isNeeded && account.isPending };
}
