import type { JsonSchema } from '@/lib/protocol/api/open-api';

const named = {
  string: 'text',
  integer: 'whole number',
  number: 'number',
  boolean: 'true or false',
  null: 'null',
} as const;

/** A schema in a few words, without what is inside of objects. */
export function typeWords(schema: JsonSchema): string {
  if (typeof schema.$ref === 'string') return schema.$ref.split('/').at(-1) ?? 'anything';
  if ('const' in schema) return JSON.stringify(schema.const);
  if (Array.isArray(schema.enum))
    return `${schema.enum.map((one) => JSON.stringify(one)).join(' | ')}${limitsOf(schema)}`;
  const choices = choicesOf(schema);
  if (choices) return [...new Set(choices.map(typeWords))].join(' or ');
  const { type } = schema;
  if (Array.isArray(type)) return type.map((one) => typeWords({ type: one })).join(' or ');
  if (type === 'array') return `list of ${typeWords((schema.items ?? {}) as JsonSchema)}`;
  if (type === 'object') return 'object';
  const words = named[type as keyof typeof named] ?? 'anything';
  return `${words}${limitsOf(schema)}`;
}

/** The schemas of which one has to fit. */
export function choicesOf(schema: JsonSchema): readonly JsonSchema[] | null {
  const choices = schema.anyOf ?? schema.oneOf;
  return Array.isArray(choices) ? (choices as JsonSchema[]) : null;
}

function limitsOf({ maxLength, default: usual }: JsonSchema): string {
  const longest = typeof maxLength === 'number' ? `, at most ${maxLength} characters` : '';
  return usual === undefined ? longest : `${longest}, ${JSON.stringify(usual)} unless given`;
}
