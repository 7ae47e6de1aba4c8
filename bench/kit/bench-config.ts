import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fakeConfig } from '@/server/fake-config';
import { benchSecret } from './demo-session';

const dataDir = mkdtempSync(join(tmpdir(), 'callboard-bench-'));
process.once('exit', () => rmSync(dataDir, { recursive: true, force: true }));

/** As in production, with the demo's accounts, on a free port. */
export const benchConfig = fakeConfig({ dataDir, secret: benchSecret });
