import { basePath } from '@/lib/paths';
import { ApiError } from './call-api';

export interface DownloadProgress {
  readonly lines: number;
  /** How many there will be; null where the server does not say. */
  readonly total: number | null;
}

interface DownloadOptions {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: DownloadProgress) => void;
}

const lineFeed = 10;

/** Reads a long answer line by line and tells how far it is; throws ApiError when refused, and what `fetch` throws. */
export async function download(path: string, { signal, onProgress }: DownloadOptions): Promise<Blob> {
  const response = await fetch(`${basePath}${path}`, { signal });
  if (!response.ok || !response.body) throw new ApiError(response.status);
  const announced = response.headers.get('x-callboard-total');
  const total = announced === null ? null : Number(announced);
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let lines = 0;
  const reader = response.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    parts.push(value as Uint8Array<ArrayBuffer>);
    for (const byte of value) if (byte === lineFeed) lines += 1;
    onProgress({ lines, total });
  }
  return new Blob(parts, { type: response.headers.get('content-type') ?? 'text/plain' });
}
