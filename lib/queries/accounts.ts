'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ChangedAccount, NewAccountDraft, NewTokenDraft, OwnChanges } from '@/lib/protocol/api/accounts-api';
import { ApiError, callApi } from './call-api';

export type { AccountReport, InvitationReport, OwnAccount, TokenReport } from '@/lib/protocol/api/accounts-api';

const everybody = ['accounts'] as const;
const own = ['account'] as const;
const tokens = ['account', 'tokens'] as const;

/** Everybody who may sign in. */
export function useAccounts() {
  return useQuery({
    queryKey: everybody,
    queryFn: ({ signal }) => callApi('GET /api/accounts', {}, { signal }),
    select: (answer) => answer.accounts,
  });
}

export function useInvite() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: NewAccountDraft) => callApi('POST /api/accounts', { body }),
    onSuccess: () => client.invalidateQueries({ queryKey: everybody }),
  });
}

export function useChangeAccount(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: ChangedAccount) => callApi('PATCH /api/accounts/{id}', { params: { id }, body }),
    // Also after a refusal: whoever was first is to be seen.
    onSettled: () => client.invalidateQueries({ queryKey: everybody }),
  });
}

export function useResetPassword(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => callApi('POST /api/accounts/{id}/invitation', { params: { id } }),
    onSettled: () => client.invalidateQueries({ queryKey: everybody }),
  });
}

/** Who is signed in here, as they may change it; nobody is asked unless it is needed. */
export function useOwnAccount(isNeeded = true) {
  return useQuery({
    queryKey: own,
    queryFn: ({ signal }) => callApi('GET /api/account', {}, { signal }),
    enabled: isNeeded,
  });
}

export function useChangeOwnAccount() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: OwnChanges) => callApi('PATCH /api/account', { body }),
    onSettled: () => client.invalidateQueries({ queryKey: own }),
  });
}

export function useEndSessions() {
  return useMutation({ mutationFn: () => callApi('POST /api/account/end-sessions', {}) });
}

export function useTokens() {
  return useQuery({
    queryKey: tokens,
    queryFn: ({ signal }) => callApi('GET /api/account/tokens', {}, { signal }),
    select: (answer) => answer.tokens,
  });
}

export function useAddToken() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: NewTokenDraft) => callApi('POST /api/account/tokens', { body }),
    onSuccess: () => client.invalidateQueries({ queryKey: tokens }),
  });
}

export function useRevokeToken() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => callApi('DELETE /api/account/tokens/{id}', { params: { id } }),
    onSettled: () => client.invalidateQueries({ queryKey: tokens }),
  });
}

/** What went wrong in words, for whom no field can be blamed. */
export function wordsOfError(error: Error | null): string {
  if (!error) return '';
  if (!(error instanceof ApiError)) return 'Callboard could not be reached. Check your connection and try again.';
  if (error.problems.length > 0) return '';
  return error.words || 'Callboard could not do that. Try again in a while.';
}

/** What is wrong with one field, if anything. */
export function problemOf(error: Error | null, field: string): string | null {
  if (!(error instanceof ApiError)) return null;
  const found = error.problems.find((problem) => problem.field === field || problem.field.startsWith(`${field}.`));
  return found?.message ?? null;
}
