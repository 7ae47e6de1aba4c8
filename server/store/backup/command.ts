import { systemClock } from '@/server/ports';
import { createProgress } from './progress';

export interface CommandInput {
  readonly file: string;
  readonly force: boolean;
  progress(rows: number, table: string): void;
}

/** Runs `npm run <name> -- FILE`: says in words how it ended, and ends the process. */
export async function runCommand(
  name: string,
  run: (input: CommandInput) => Promise<string>,
  args = process.argv.slice(2),
): Promise<void> {
  const files = args.filter((arg) => !arg.startsWith('--'));
  const options = args.filter((arg) => arg.startsWith('--'));
  const [file] = files;
  if (!file || files.length > 1 || options.some((option) => option !== '--force')) {
    process.stderr.write(`Name one file: npm run ${name} -- FILE${name === 'restore' ? ' [--force]' : ''}\n`);
    process.exit(2);
  }
  const progress = createProgress(systemClock, (words) => process.stderr.write(`${words}\n`));
  try {
    process.stdout.write(`${await run({ file, force: options.length > 0, progress })}\n`);
    process.exit(0);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : `npm run ${name} failed`}\n`);
    process.exit(1);
  }
}
