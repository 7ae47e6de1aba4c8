import type { z } from 'zod';
import { type VendorId, vendorCatalog } from '@/lib/vendors/catalog';
import { describeFields } from '@/server/sources/describe-fields';
import { vendors } from '@/server/vendors';

function rowsOf(schema: z.ZodType): string[] {
  return describeFields(schema).map((field) => {
    const fallback = field.default === null ? '' : `\`${JSON.stringify(field.default)}\``;
    const isChoice = field.kind === 'choice';
    const choices = isChoice ? ` One of ${field.choices.map((one) => `\`${one}\``).join(', ')}.` : '';
    const meaning = `${field.help}${choices && '.'}${choices}`.replaceAll('|', '\\|');
    return `| \`${field.name}\` | ${field.isRequired ? '**required**' : fallback} | ${meaning} |`;
  });
}

/** The tables of settings and secrets of every vendor, drawn from the schemas that check them. */
export function settingsTables(): string {
  const parts = (Object.keys(vendors) as VendorId[]).map((id) => {
    const { settings, secrets } = vendors[id];
    return [
      `### ${vendorCatalog[id].label} (\`"vendor": "${id}"\`)`,
      '',
      '| setting | default | meaning |',
      '| --- | --- | --- |',
      ...rowsOf(settings),
      '',
      '| secret | default | meaning |',
      '| --- | --- | --- |',
      ...rowsOf(secrets),
      '',
    ].join('\n');
  });
  return parts.join('\n');
}

const begin = '<!-- settings: written by npm run docs:settings -->';
const end = '<!-- end of settings -->';

/** Puts the tables between the marks of the page. */
export function withSettingsTables(page: string): string {
  const from = page.indexOf(begin);
  const to = page.indexOf(end);
  if (from < 0 || to < from) throw new Error('docs/sources.md lacks the marks between which the settings stand');
  return `${page.slice(0, from + begin.length)}\n\n${settingsTables()}\n${page.slice(to)}`;
}
