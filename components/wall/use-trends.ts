import { useEffect, useState } from 'react';
import type { TrendReport } from '@/lib/protocol/reports';
import { loadTrends } from '@/lib/queries/trends';

const refreshMs = 60_000;

/** The last hour of every queue, asked for once a minute; the last answer stays while the server is away. */
export function useTrends(): TrendReport | null {
  const [trends, setTrends] = useState<TrendReport | null>(null);
  useEffect(() => {
    const abort = new AbortController();
    const refresh = async () => {
      const report = await loadTrends(abort.signal);
      if (report !== null && !abort.signal.aborted) setTrends(report);
    };
    void refresh();
    const timer = setInterval(refresh, refreshMs);
    return () => {
      clearInterval(timer);
      abort.abort();
    };
  }, []);
  return trends;
}
