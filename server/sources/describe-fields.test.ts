import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { VendorId } from '@/lib/vendors/catalog';
import { vendors } from '@/server/vendors';
import { describeFields } from './describe-fields';

const fieldOf = (schema: z.ZodType) => describeFields(z.strictObject({ answerWithinSeconds: schema }))[0]!;

describe('a field is drawn from its schema', () => {
  it.each([
    [z.string(), { kind: 'text', isRequired: true, isEssential: true, allowsEmpty: true, default: null }],
    [z.url(), { kind: 'text', isRequired: true }],
    [z.string().min(1).optional(), { kind: 'text', isRequired: false, isEssential: false, allowsEmpty: false }],
    [z.number().int().min(1).default(4), { kind: 'number', isRequired: false, default: 4 }],
    [z.boolean().default(true), { kind: 'boolean', default: true }],
    [z.enum(['a', 'b']).default('a'), { kind: 'choice', choices: ['a', 'b'], default: 'a' }],
    [z.array(z.enum(['a', 'b'])).default(['a']), { kind: 'choices', choices: ['a', 'b'], default: ['a'] }],
    [z.array(z.string()).default(['']), { kind: 'list', allowsEmpty: true, default: [''] }],
    [z.array(z.string().trim().min(1)), { kind: 'list', allowsEmpty: false, wholeWord: null }],
    [
      z.union([z.literal('*'), z.array(z.string().min(1)).min(1)]).default('*'),
      { kind: 'list', wholeWord: '*', default: '*', allowsEmpty: false },
    ],
    [z.record(z.string(), z.number()).default({}), { kind: 'pairs', default: {} }],
    [
      z
        .string()
        .refine((text) => text !== 'x')
        .default('UTC'),
      { kind: 'text', default: 'UTC' },
    ],
    [z.string().default('UTC').meta({ essential: true }), { isEssential: true }],
  ])('%#', (schema, wanted) => expect(fieldOf(schema)).toMatchObject(wanted));

  it('takes its words from the schema too: title or name, description, and the unit of the name', () => {
    expect(fieldOf(z.number().describe('How long'))).toMatchObject({
      label: 'Answer within',
      unit: 's',
      help: 'How long',
    });
    const titled = z.string().meta({ title: 'API key' }).describe('Of the gateway');
    expect(fieldOf(titled)).toMatchObject({ label: 'API key', help: 'Of the gateway' });
  });

  it('a secret is a secret, whatever its schema says, and shows no default', () => {
    const [field] = describeFields(z.strictObject({ token: z.string().optional() }), true);
    expect(field).toMatchObject({
      kind: 'secret',
      label: 'Token',
      isRequired: false,
      isEssential: true,
      default: null,
    });
  });
});

/** What a vendor cannot do without, besides its address. */
const needed: { readonly [Id in VendorId]?: object } = { voipnow: { queues: ['0003*401'] } };

describe.each(Object.keys(vendors) as VendorId[])('the form of %s', (id) => {
  const vendor = vendors[id];
  const settings = describeFields(vendor.settings);

  it('has a label for every field, and words for all but the plainest', () => {
    expect(settings.length).toBeGreaterThan(5);
    for (const { label, help } of settings)
      expect([label, help]).toEqual([expect.stringMatching(/^[A-Z]/), expect.stringMatching(/../)]);
  });

  it('asks for the address, and what it shows as default is taken', () => {
    const least = { baseUrl: 'https://vendor.example/x', ...needed[id] };
    expect(settings.filter(({ isRequired }) => isRequired).map(({ name }) => name)).toEqual(Object.keys(least));
    const entered = Object.fromEntries(
      settings.flatMap((field) => (field.default === null ? [] : [[field.name, field.default]])),
    );
    const full = vendor.settings.parse({ ...entered, ...least });
    expect(full).toEqual(vendor.settings.parse(least));
  });
});
