'use client';
import { useRef } from 'react';
import { ApiError } from '@/lib/queries/call-api';
import { newRequestId } from '@/lib/queries/commands';

/** Sends something under an id of its own; the same thing sent again, as no answer came, goes under the same id and is done once. */
export function useOnce() {
  const unanswered = useRef<{ readonly key: string; readonly requestId: string } | null>(null);
  return async <T>(what: unknown, send: (requestId: string) => Promise<T>): Promise<T> => {
    const key = JSON.stringify(what);
    const requestId = unanswered.current?.key === key ? unanswered.current.requestId : newRequestId();
    unanswered.current = { key, requestId };
    try {
      const answer = await send(requestId);
      unanswered.current = null;
      return answer;
    } catch (error) {
      if (error instanceof ApiError) unanswered.current = null;
      throw error;
    }
  };
}
