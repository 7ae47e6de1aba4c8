import type { Metadata } from 'next';
import { z } from 'zod';
import { requireAction } from '@/app/require-action';
import { Wall } from '@/components/wall/wall';
import { getRuntime } from '@/server/runtime';

export const metadata: Metadata = { title: 'Wall' };

/** The screen's diagonal in inches and its farthest seat in metres; what makes no sense becomes the usual room. */
const room = z.object({
  diagonal: z.coerce.number().min(5).max(500).catch(55),
  seat: z.coerce.number().min(0.3).max(50).catch(5),
});

export default async function WallPage({ searchParams }: { searchParams: Promise<Record<string, unknown>> }) {
  const principal = await requireAction('see-floor');
  const { diagonal, seat } = room.parse(await searchParams);
  const { queues } = getRuntime().floorFor(principal, 'wall');
  return <Wall diagonalInch={diagonal} seatMetres={seat} expectedQueues={queues.length} />;
}
