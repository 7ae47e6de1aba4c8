'use client';
import { useCallback } from 'react';
import { useFloorSource } from '@/lib/live/floor-context';

/** What a queue is called, for words about intents. */
export function useQueueName(): (queueId: string) => string | undefined {
  const { store } = useFloorSource();
  return useCallback((id) => store.get('queues', id)?.name, [store]);
}
