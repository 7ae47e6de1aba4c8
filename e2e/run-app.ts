import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const root = join(import.meta.dirname, '..');

/** The built app as a process of its own, at one address however often it is started. */
export interface AppProcess {
  /** Known once it has started for the first time. */
  readonly port: number;
  /** Of the process that runs now. */
  readonly pid: number | undefined;
  /** The newest lines it wrote, for whoever has to find out why a test failed. */
  readonly lines: readonly string[];
  /** Resolves when it listens; rejects with what it wrote when it ends before. */
  start(): Promise<void>;
  /** Asks it to stop, as an operator would, and resolves when it is gone. */
  stop(): Promise<void>;
}

const keptLines = 500;

/** `folder`: where the build lies; `wantedPort`: a free one unless told otherwise. */
export function createAppProcess(env: Readonly<Record<string, string>>, folder = 'dist', wantedPort = 0): AppProcess {
  const script = join(root, folder, 'server.js');
  const lines: string[] = [];
  let child: ChildProcess | null = null;
  let port = wantedPort;

  function keep(line: string): void {
    lines.push(line);
    if (lines.length > keptLines) lines.shift();
  }

  async function start(): Promise<void> {
    if (!existsSync(script)) throw new Error(`There is no build in ${folder} to test: "npm test" makes it.`);
    const started = spawn(process.execPath, ['--enable-source-maps', script], {
      cwd: root,
      env: { NODE_ENV: 'production', PATH: process.env.PATH, LOG_LEVEL: 'info', ...env, PORT: String(port) },
      // The channel tells it when the worker is gone without a word.
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    child = started;
    createInterface({ input: started.stderr as NodeJS.ReadableStream }).on('line', keep);
    port = await new Promise<number>((resolve, reject) => {
      started.once('exit', (code) => reject(new Error(`The app ended (${code}):\n${lines.join('\n')}`)));
      createInterface({ input: started.stdout as NodeJS.ReadableStream }).on('line', (line) => {
        keep(line);
        const found = portIn(line);
        if (found !== null) resolve(found);
      });
    });
  }

  return {
    get port() {
      return port;
    },
    get pid() {
      return child?.pid;
    },
    lines,
    start,
    async stop() {
      const running = child;
      child = null;
      if (!running || running.exitCode !== null || running.signalCode !== null) return;
      const ended = once(running, 'exit');
      running.kill('SIGTERM');
      await ended;
    },
  };
}

/** The log line that says where it listens. */
function portIn(line: string): number | null {
  if (!line.includes('Callboard is up')) return null;
  return (JSON.parse(line) as { port: number }).port;
}
