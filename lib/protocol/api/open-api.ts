import { z } from 'zod';
import type { FieldProblem, ReplyCode } from '@/lib/protocol/reply';
import { replyCodes } from '@/lib/protocol/reply';
import type { Endpoint } from './endpoint';

/** JSON Schema, draft 2020-12. */
export type JsonSchema = Readonly<Record<string, unknown>>;

export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query';
  readonly required: boolean;
  readonly description?: string;
  readonly schema: JsonSchema;
}

interface Content {
  readonly content: Readonly<Record<string, { readonly schema: JsonSchema }>>;
}
type Answer = (Content & { readonly description: string }) | { readonly $ref: string };

export interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly tags: readonly string[];
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: Content & { readonly required: true };
  readonly responses: Readonly<Record<string, Answer>>;
  /** Empty: nobody has to be signed in. */
  readonly security?: readonly [];
  /** The action of docs/rights.md a caller must be allowed to do; null: being signed in is enough. */
  readonly 'x-action': string | null;
}

/** The part of OpenAPI 3.1 that we speak. */
export interface OpenApi {
  readonly openapi: '3.1.0';
  readonly info: { readonly title: string; readonly version: string; readonly description: string };
  readonly servers: readonly { readonly url: string }[];
  readonly security: readonly Readonly<Record<string, readonly string[]>>[];
  readonly tags: readonly { readonly name: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: Readonly<Record<string, unknown>>;
}

export const refusalWords: Readonly<Record<'400' | '401' | '403' | '404' | '409' | '429' | '500' | '503', string>> = {
  '400': 'bad-request: a field is missing or wrong; `problems` names each and what would be right',
  '401': 'not-signed-in: no session and no token, or one that has ended',
  '403': 'not-allowed: the caller’s role, scope or token does not reach that far',
  '404': 'not-found: there is no such thing, or the caller may not know of it',
  '409': 'conflict: somebody else was first; read again and repeat',
  '429': 'too-many: slow down',
  '500': 'failed: a fault of ours; the log has it',
  '503': 'unavailable or busy: the database or a vendor does not answer; try again later',
};

interface ApiFacts {
  readonly version: string;
  /** Where the API lies, as `/callboard`; '' for the root. */
  readonly basePath: string;
}

/** Tells of a contract as OpenAPI 3.1, made of the very schemas that its requests are checked with. */
export function openApiOf(contract: Readonly<Record<string, Endpoint>>, { version, basePath }: ApiFacts): OpenApi {
  const paths: Record<string, Record<string, Operation>> = {};
  for (const [key, endpoint] of Object.entries(contract)) {
    const [method = '', path = ''] = key.split(' ');
    paths[path] = { ...paths[path], [method.toLowerCase()]: operationOf(method, path, endpoint) };
  }
  const tags = [...new Set(Object.keys(paths).map(areaOf))].map((name) => ({ name }));
  return {
    openapi: '3.1.0',
    info: { title: 'Callboard', version, description: 'Live floor, figures and settings of Callboard.' },
    servers: [{ url: basePath || '/' }],
    security: [{ session: [] }, { token: [] }],
    tags,
    paths,
    components: {
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'next-auth.session-token' },
        token: { type: 'http', scheme: 'bearer', description: 'An API token, made on the account page' },
      },
      schemas: { Refusal: schemaOf(refusalBody, 'output') },
      responses: Object.fromEntries(
        Object.entries(refusalWords).map(([status, description]) => [
          status,
          { description, content: { 'application/json': { schema: { $ref: '#/components/schemas/Refusal' } } } },
        ]),
      ),
    },
  };
}

const refusalBody = z.object({
  ok: z.literal(false),
  code: z.enum(replyCodes),
  message: z.string().optional().describe('In words for a person'),
  field: z.string().optional().describe('The first wrong field'),
  problems: z.array(z.object({ field: z.string(), message: z.string() })).optional(),
}) satisfies z.ZodType<{ ok: false; code: ReplyCode; problems?: FieldProblem[] | undefined }>;

const areaOf = (path: string) => path.split('/')[2]?.replace('.json', '') ?? '';

function operationOf(method: string, path: string, endpoint: Endpoint): Operation {
  const parameters = [...parametersOf('path', endpoint.params), ...parametersOf('query', endpoint.query)];
  const others = (endpoint.otherReplies ?? []).map((type) => [type, { schema: { type: 'string' } }]);
  const ok = {
    description: 'Done',
    content: { 'application/json': { schema: schemaOf(endpoint.reply, 'output') }, ...Object.fromEntries(others) },
  };
  return {
    operationId: `${method.toLowerCase()}${path.replace(/\W+(\w)/g, (_, letter: string) => letter.toUpperCase()).replace(/\W/g, '')}`,
    summary: endpoint.summary,
    tags: [areaOf(path)],
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(endpoint.body
      ? {
          requestBody: {
            required: true,
            content: { 'application/json': { schema: schemaOf(endpoint.body, 'input') } },
          },
        }
      : {}),
    responses: { '200': ok, ...refusalsOf(method, endpoint) },
    ...(endpoint.isOpen ? { security: [] } : {}),
    'x-action': endpoint.action,
  };
}

function refusalsOf(method: string, { action, params, query, body, isOpen }: Endpoint): Record<string, Answer> {
  const statuses = [
    ...(params || query || body ? ['400'] : []),
    ...(isOpen ? [] : ['401']),
    ...(action ? ['403'] : []),
    ...(params ? ['404'] : []),
    ...(method === 'GET' ? [] : ['409']),
    ...['429', '500', '503'],
  ];
  return Object.fromEntries(statuses.map((status) => [status, { $ref: `#/components/responses/${status}` }]));
}

function parametersOf(place: 'path' | 'query', schema: z.ZodObject | undefined): Parameter[] {
  if (!schema) return [];
  const { properties = {}, required = [] } = schemaOf(schema, 'input') as {
    properties?: Record<string, JsonSchema>;
    required?: readonly string[];
  };
  return Object.entries(properties).map(([name, { description, ...rest }]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    ...(typeof description === 'string' ? { description } : {}),
    schema: rest,
  }));
}

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Record<string, unknown>;
  return rest;
}
