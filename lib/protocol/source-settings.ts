import { z } from 'zod';
import { epochMs } from '@/lib/floor/records';
import { anId } from './api/fields';
import { sourceOrigins } from './reports';

export const fieldKinds = ['text', 'number', 'boolean', 'choice', 'choices', 'list', 'pairs', 'secret'] as const;

/** One field of a vendor's form, drawn from the schema that checks it. */
export const formField = z.object({
  name: z.string(),
  kind: z.enum(fieldKinds),
  label: z.string(),
  help: z.string().describe('May be empty'),
  unit: z.string().nullable(),
  isRequired: z.boolean(),
  isEssential: z.boolean().describe('To be seen without asking for more'),
  default: z.unknown().describe('Holds where nothing is entered; null = nothing'),
  choices: z.array(z.string()).readonly().describe('Of a choice or choices'),
  wholeWord: z.string().nullable().describe('Stands in place of a list for all there are'),
  allowsEmpty: z.boolean().describe('An empty text is a value of its own'),
});
export type FormField = z.infer<typeof formField>;

export const vendorForm = z.object({
  vendor: z.string(),
  label: z.string(),
  settings: z.array(formField).readonly(),
  secrets: z.array(formField).readonly(),
});
export type VendorForm = z.infer<typeof vendorForm>;

/** Its right form is the vendor's to say, together with everything else that is wrong. */
const text = z.string('must be text');
const settings = z.record(z.string().max(100), z.unknown(), 'must be an object');
const pollEverySeconds = z.number('must be a number').nullable().optional();
/** Left out: what is kept stays; null: taken away. */
const secrets = z.record(z.string().max(100), text.nullable(), 'must be an object');

/** A source as an admin enters it; the vendor's own schemas check the rest. */
export const newSource = z.strictObject({
  id: text,
  name: text,
  vendor: text,
  pollEverySeconds,
  settings,
  secrets,
});
export type NewSource = z.infer<typeof newSource>;

const version = z.number('must be a number').int();

export const changedSource = z.strictObject({
  name: text,
  pollEverySeconds,
  settings,
  secrets,
  version: version.describe('The one that was read: another one means that somebody else has saved'),
});
export type ChangedSource = z.infer<typeof changedSource>;

export const triedSource = z.strictObject({
  vendor: text,
  settings,
  secrets,
  secretsOf: anId.nullable().describe('Id of a source whose kept secrets are used where none are given'),
});
export type TriedSource = z.infer<typeof triedSource>;

/** What may be read of a source's settings; secrets are named, never told. */
export const sourceSettings = z.object({
  id: z.string(),
  name: z.string(),
  vendor: z.string(),
  origin: z.enum(sourceOrigins),
  pollEverySeconds: z.number().nullable(),
  settings: z.record(z.string(), z.unknown()).describe('As they were written'),
  secretsSet: z.array(z.string()).readonly().describe('Names of the secrets that are kept'),
  isPaused: z.boolean(),
  version: z.number().int().nullable().describe('Of what was added in the browser; null where nothing was'),
  updatedAt: epochMs.nullable(),
});
export type SourceSettings = z.infer<typeof sourceSettings>;

export const testSteps = ['address', 'connection', 'credentials', 'live', 'today', 'names', 'clock'] as const;
export type TestStepName = (typeof testSteps)[number];

export const testStep = z.object({
  step: z.enum(testSteps),
  outcome: z.enum(['running', 'ok', 'failed', 'skipped']),
  words: z.string().describe('What came back'),
  durationMs: z.number().nullable(),
});
export type TestStep = z.infer<typeof testStep>;

export const testReport = z.object({
  ok: z.boolean(),
  durationMs: z.number(),
  steps: z.array(testStep).readonly(),
});
export type TestReport = z.infer<typeof testReport>;

/** A test as it goes, one a line: steps, each again when it has ended, and what came of it all. */
export type TestLine = TestStep | { readonly done: TestReport };
