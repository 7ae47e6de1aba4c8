import { basePath } from '@/lib/paths';

/** An answer that is not a success; `status` decides what a page says. */
export class ApiError extends Error {
  constructor(readonly status: number) {
    super(`The server answered with ${status}`);
    this.name = 'ApiError';
  }
}

/** GET or POST against our own API, as JSON; throws ApiError on anything but a success. */
export async function fetchJson<T>(path: string, init: RequestInit = {}): Promise<T> {
  const response = await fetch(`${basePath}${path}`, {
    ...init,
    headers: { accept: 'application/json', ...init.headers },
  });
  if (!response.ok) throw new ApiError(response.status);
  return (await response.json()) as T;
}
