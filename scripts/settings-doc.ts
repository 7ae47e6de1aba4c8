import { z } from 'zod';
import { type VendorId, vendorCatalog } from '@/lib/vendors/catalog';
import { vendors } from '@/server/vendors';

interface Property {
  description?: string;
  default?: unknown;
  type?: string;
  enum?: readonly unknown[];
}

function rowsOf(schema: z.ZodType): string[] {
  const json = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  const properties = (json.properties ?? {}) as Record<string, Property>;
  const required = new Set(json.required ?? []);
  return Object.entries(properties).map(([name, property]) => {
    const fallback = required.has(name)
      ? '**required**'
      : property.default === undefined
        ? ''
        : `\`${JSON.stringify(property.default)}\``;
    const choices = property.enum ? ` One of ${property.enum.map((one) => `\`${String(one)}\``).join(', ')}.` : '';
    const meaning = `${property.description ?? ''}${choices && '.'}${choices}`.replaceAll('|', '\\|');
    return `| \`${name}\` | ${fallback} | ${meaning} |`;
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
