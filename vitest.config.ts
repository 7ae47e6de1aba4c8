import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  plugins: [react()],
  resolve: { alias: { '@': import.meta.dirname } },
  test: {
    include: ['{lib,server,components,app,scripts}/**/*.test.{ts,tsx}'],
    environment: 'node',
    globalSetup: './server/store/postgres/share-postgres.ts',
    restoreMocks: true,
  },
});
