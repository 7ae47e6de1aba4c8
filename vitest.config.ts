import { availableParallelism } from 'node:os';
import react from '@vitejs/plugin-react';
import { configDefaults, defineConfig } from 'vitest/config';

/** Whole processes and whole emulated days: left out where an answer is wanted in seconds. */
const slow = process.env.CALLBOARD_TEST_SLOW === 'off' ? ['**/*.slow.test.ts'] : [];

export default defineConfig({
  plugins: [react()],
  resolve: { alias: { '@': import.meta.dirname } },
  test: {
    include: ['{lib,server,components,app,scripts}/**/*.test.{ts,tsx}'],
    exclude: [...configDefaults.exclude, ...slow],
    environment: 'node',
    globalSetup: './server/store/postgres/share-postgres.ts',
    restoreMocks: true,
    // Generous, for machines that do other things as well; what waits, waits for something to happen.
    testTimeout: 20_000,
    hookTimeout: 30_000,
    // Vitest leaves one core to its own process, which has little to do.
    maxWorkers: availableParallelism(),
  },
});
