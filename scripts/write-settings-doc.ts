// `npm run docs:settings`: draws the tables of docs/sources.md from the schemas.
import { readFileSync, writeFileSync } from 'node:fs';
import { withSettingsTables } from './settings-doc';

const path = 'docs/sources.md';
writeFileSync(path, withSettingsTables(readFileSync(path, 'utf8')));
