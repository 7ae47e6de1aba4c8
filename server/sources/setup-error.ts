import type { SetupProblem } from '@/server/vendors/vendor';

/** What stops the start: every problem with its path or variable, what would be right, and never a value. */
export class SetupError extends Error {
  constructor(
    readonly subject: string,
    readonly problems: readonly SetupProblem[],
  ) {
    super([`${subject}:`, ...problems.map(({ path, message }) => `  ${path ? `${path}: ` : ''}${message}`)].join('\n'));
    this.name = 'SetupError';
  }
}
