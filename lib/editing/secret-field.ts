const whole = /(^|[._-])(pass|pwd|pin)([._-]|$)/i;
const part = /passw|passphrase|secret|token|api[-_]?key|private[-_]?key|credential/i;

/** Whether a field holds what nobody may read later. */
export const isSecretField = (name: string) => whole.test(name) || part.test(name);
