import { basePath, paths } from '@/lib/paths';

/** Signs out through next-auth's door, which wants its own token first, and leads to the sign-in page either way. */
export async function signOut(send: typeof fetch = fetch): Promise<void> {
  try {
    const { csrfToken } = await (await send(`${paths.auth}/csrf`)).json();
    await send(`${paths.auth}/signout`, { method: 'POST', body: new URLSearchParams({ csrfToken, json: 'true' }) });
  } finally {
    // A whole new page: nothing that was loaded before may linger.
    window.location.assign(`${basePath}/sign-in`);
  }
}
