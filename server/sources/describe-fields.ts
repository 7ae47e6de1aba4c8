import { z } from 'zod';
import type { FormField } from '@/lib/protocol/source-settings';

/** A property of a settings schema as JSON Schema has it, with what our schemas tell besides. */
interface Property {
  readonly type?: string;
  readonly title?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly minLength?: number;
  readonly items?: Property;
  readonly anyOf?: readonly Property[];
  readonly additionalProperties?: Property | boolean;
  /** Set with `.meta({ essential: true })`: wanted at first sight though it has a default. */
  readonly essential?: boolean;
}

/** The fields of a form, and of a table in the docs, for a vendor's settings or secrets; drawn from the schema that checks them. */
export function describeFields(schema: z.ZodType, isSecret = false): FormField[] {
  const json = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  const properties = (json.properties ?? {}) as Readonly<Record<string, Property>>;
  const required = new Set(json.required ?? []);
  return Object.entries(properties).map(([name, property]) => {
    const { words, unit } = splitUnit(name);
    return {
      name,
      ...(isSecret ? { ...nothing, kind: 'secret' as const } : shapeOf(property)),
      label: property.title ?? words,
      help: property.description ?? '',
      unit,
      isRequired: required.has(name),
      isEssential: required.has(name) || property.essential === true || isSecret,
      default: property.default ?? null,
    };
  });
}

type Shape = Pick<FormField, 'kind' | 'choices' | 'wholeWord' | 'allowsEmpty'>;

const nothing = { choices: [], wholeWord: null, allowsEmpty: false };

function shapeOf(property: Property): Shape {
  const { type, items, anyOf = [] } = property;
  const list = anyOf.find((one) => one.type === 'array');
  const whole = anyOf.find((one) => typeof one.const === 'string');
  if (list) return { ...shapeOf(list), wholeWord: typeof whole?.const === 'string' ? whole.const : null };
  if (property.enum) return { ...nothing, kind: 'choice', choices: property.enum.map(String) };
  if (type === 'array' && items?.enum) return { ...nothing, kind: 'choices', choices: items.enum.map(String) };
  if (type === 'array') return { ...nothing, kind: 'list', allowsEmpty: isEmptyAllowed(items) };
  if (type === 'object') return { ...nothing, kind: 'pairs' };
  if (type === 'boolean') return { ...nothing, kind: 'boolean' };
  if (type === 'number' || type === 'integer') return { ...nothing, kind: 'number' };
  return { ...nothing, kind: 'text', allowsEmpty: isEmptyAllowed(property) };
}

const isEmptyAllowed = ({ minLength = 0 }: Property = {}) => minLength === 0;

const units: readonly (readonly [RegExp, string])[] = [
  [/ ?seconds$/i, 's'],
  [/ ?megabytes$/i, 'MB'],
];

/** `answerWithinSeconds` → “Answer within”, s. */
function splitUnit(name: string): { words: string; unit: string | null } {
  const spaced = name.replace(/([a-z0-9])([A-Z])/g, (_, low: string, high: string) => `${low} ${high.toLowerCase()}`);
  const sentence = spaced.charAt(0).toUpperCase() + spaced.slice(1);
  const found = units.find(([pattern]) => pattern.test(sentence));
  return found ? { words: sentence.replace(found[0], ''), unit: found[1] } : { words: sentence, unit: null };
}
