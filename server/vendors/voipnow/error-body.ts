/** What VoipNow says in a refusal; never shown but in quotes. */
export interface ErrorBody {
  readonly code: string | null;
  readonly message: string | null;
}

/** Reads `{error: {code, message}}`, and `{error: 'code'}` as the token's address has it; null where it is neither. */
export function errorIn(text: string): ErrorBody | null {
  const error = fieldOf(parsed(text), 'error');
  if (typeof error === 'string') return { code: error, message: textOf(fieldOf(parsed(text), 'error_description')) };
  if (typeof error !== 'object' || error === null) return null;
  return { code: textOf(fieldOf(error, 'code')), message: textOf(fieldOf(error, 'message')) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined;
}

const textOf = (value: unknown) => (typeof value === 'string' || typeof value === 'number' ? String(value) : null);
