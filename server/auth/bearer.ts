/** What our API tokens begin with, so that a leaked one is known for what it is. */
export const tokenPrefix = 'cb_';

/** The API token in an `Authorization` header; null when there is none of ours. */
export function bearerOf(authorization: string | null | undefined): string | null {
  const [, token] = /^bearer +(cb_\S*)$/i.exec(authorization?.trim() ?? '') ?? [];
  return token ?? null;
}
