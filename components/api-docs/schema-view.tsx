import type { JsonSchema } from '@/lib/protocol/api/open-api';
import { choicesOf, typeWords } from './type-words';

/** The fields of an object, and of what is in it. */
export function SchemaView({ schema }: { readonly schema: JsonSchema }) {
  const fields = fieldsOf(schema);
  if (!fields) return <p className="mt-1 text-dim">{typeWords(schema)}</p>;
  return (
    <ul className="mt-1 border-l border-line pl-3">
      {fields.map(({ name, schema: field, isOptional }) => (
        <li key={name} className="py-0.5">
          <span className="font-mono font-medium wrap-anywhere">{name}</span>
          <span className="text-dim wrap-anywhere">
            {isOptional ? ', optional' : ''}, {typeWords(field)}
            {typeof field.description === 'string' ? `. ${field.description}` : ''}
          </span>
          {insides(field).map((inside, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a document does not change its order
            <SchemaView key={index} schema={inside} />
          ))}
        </li>
      ))}
    </ul>
  );
}

interface Field {
  readonly name: string;
  readonly schema: JsonSchema;
  readonly isOptional: boolean;
}

function fieldsOf(schema: JsonSchema): readonly Field[] | null {
  const { properties, required = [], additionalProperties } = schema;
  if (properties && typeof properties === 'object') {
    const needed = required as readonly string[];
    return Object.entries(properties as Record<string, JsonSchema>).map(([name, one]) => ({
      name,
      schema: one,
      isOptional: !needed.includes(name),
    }));
  }
  if (additionalProperties && typeof additionalProperties === 'object')
    return [{ name: '(each)', schema: additionalProperties as JsonSchema, isOptional: false }];
  const [inside] = insides(schema);
  return inside ? fieldsOf(inside) : null;
}

/** Objects below a field: itself, the items of a list, each of its choices. */
function insides(schema: JsonSchema): readonly JsonSchema[] {
  const choices = choicesOf(schema);
  if (choices) return choices.flatMap(insides);
  if (schema.type === 'array' && schema.items) return insides(schema.items as JsonSchema);
  return schema.type === 'object' && (schema.properties || typeof schema.additionalProperties === 'object')
    ? [schema]
    : [];
}
