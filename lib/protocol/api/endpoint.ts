import type { z } from 'zod';
import type { Action } from '@/lib/can';

export const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;
export type Method = (typeof methods)[number];

/** A door of the HTTP API: one contract for the handler that serves it, the page that calls it and the document that tells of it. */
export interface Endpoint {
  /** One line for the document. */
  readonly summary: string;
  /** What the caller must be allowed to do; null = anybody who is signed in. */
  readonly action: Action | null;
  /** Serves people nobody knows yet, too. */
  readonly isOpen?: true;
  /** The `{…}` parts of the path. */
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  /** JSON sent along. */
  readonly body?: z.ZodType;
  /** JSON that comes back. */
  readonly reply: z.ZodType;
  /** Other forms the answer can take, by content type, e.g. `text/csv`. */
  readonly otherReplies?: readonly string[];
}

/** `<METHOD> <path>`, the path below the base path with `{name}` for its variable parts. */
export type EndpointKey = `${Method} /api/${string}`;

/** Keeps an area's endpoints as narrow as they are written. */
export function defineEndpoints<const T extends Readonly<Record<EndpointKey, Endpoint>>>(endpoints: T): T {
  return endpoints;
}

type Parsed<T> = T extends z.ZodType ? z.output<T> : undefined;
type Sent<T> = T extends z.ZodType ? z.input<T> : undefined;

/** What a handler gets, parsed. */
export interface Parts<E extends Endpoint> {
  readonly params: Parsed<E['params']>;
  readonly query: Parsed<E['query']>;
  readonly body: Parsed<E['body']>;
}

type Wanted<Key extends string, T> = T extends z.ZodType
  ? { readonly [K in Key]: Sent<T> }
  : { readonly [K in Key]?: undefined };

/** What a caller sends. */
export type Sending<E extends Endpoint> = Wanted<'params', E['params']> &
  Wanted<'query', E['query']> &
  Wanted<'body', E['body']>;

export type ReplyOf<E extends Endpoint> = z.output<E['reply']>;
