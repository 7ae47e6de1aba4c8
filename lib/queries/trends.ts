import type { TrendReport } from '@/lib/protocol/reports';
import { callApi } from './call-api';

/** The last hour of every queue, one point a minute; null when it cannot be had just now. */
export async function loadTrends(signal: AbortSignal): Promise<TrendReport | null> {
  try {
    const report: Partial<TrendReport> = await callApi('GET /api/trends', {}, { signal });
    return typeof report.queues === 'object' && report.queues !== null ? (report as TrendReport) : null;
  } catch {
    // A sparkline is worth no alarm: the last one stays, and the next minute asks again.
    return null;
  }
}
