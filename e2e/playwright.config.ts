import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: '.',
  // Generous, for machines that do other things as well; what waits, waits for something to happen.
  timeout: 120_000,
  expect: { timeout: 20_000 },
  // Each worker runs its own Callboard and emulators; two cores carry two.
  workers: 2,
  fullyParallel: false,
  // A shared machine may starve a browser for half a minute; what fails twice is broken.
  retries: process.env.CI === undefined ? 0 : 1,
  forbidOnly: process.env.CI !== undefined,
  reporter: 'list',
  outputDir: '../test-results',
  use: {
    viewport: { width: 1920, height: 1080 },
    // A trace costs as much as the test: add --trace on to see one.
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: process.env.CALLBOARD_TEST_CHROMIUM ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
