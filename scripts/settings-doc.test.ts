import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { withSettingsTables } from './settings-doc';

it('docs/sources.md shows the settings as the schemas have them (npm run docs:settings)', () => {
  const page = readFileSync('docs/sources.md', 'utf8');
  expect(page).toBe(withSettingsTables(page));
});
