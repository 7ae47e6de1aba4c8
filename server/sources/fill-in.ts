import type { SetupProblem } from '@/server/vendors/vendor';
import { pathOf } from './describe-issue';

export type Environment = Readonly<Record<string, string | undefined>>;

const placeholder = /\$(\$\{)|\$\{([A-Za-z_][A-Za-z0-9_]*)\}/g;

/** Puts environment variables in place of `${NAME}` in every string inside; `$${` stands for a plain `${`. */
export function fillIn(value: unknown, env: Environment, path: string, problems: SetupProblem[]): unknown {
  if (typeof value === 'string')
    return value.replace(placeholder, (_, escaped: string | undefined, name = '') => {
      if (escaped) return escaped;
      const found = env[name];
      if (!found) problems.push({ path, message: `the environment variable ${name} is not set` });
      return found ?? '';
    });
  if (Array.isArray(value)) return value.map((item, index) => fillIn(item, env, pathOf(path, [index]), problems));
  if (typeof value !== 'object' || value === null) return value;
  const filled = Object.entries(value).map(([key, item]) => [key, fillIn(item, env, pathOf(path, [key]), problems)]);
  return Object.fromEntries(filled);
}
