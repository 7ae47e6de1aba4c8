import { paths } from '@/lib/paths';

/** Asks for the session once: the server answers with a cookie that runs its full time again. Failing is no matter. */
export async function renewSession(): Promise<void> {
  try {
    await fetch(`${paths.auth}/session`, { cache: 'no-store' });
  } catch {
    // Offline: the next hour asks again, and a session lasts half a day.
  }
}
