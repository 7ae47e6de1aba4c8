import { IANAZone } from 'luxon';
import { z } from 'zod';
import type { HttpSettings } from './vendor';

/** An address a driver may be given: http or https, without credentials in it. */
export const baseUrl = z
  .url({ protocol: /^https?$/ })
  .refine((url) => !/^https?:\/\/[^/]*@/.test(url), 'must not contain credentials: put them into "secrets"');

/** Seconds as people write them in a file. */
export const seconds = z.number().positive().max(86_400);

/** Settings every polled vendor has; spread into its `z.strictObject`. */
export const commonSettings = {
  baseUrl: baseUrl.meta({ title: 'Address', description: 'Address of the vendor system' }),
  caFile: z.string().min(1).optional().meta({
    title: 'CA file',
    description: 'PEM file of a certificate authority to trust besides the usual ones',
  }),
  timeoutSeconds: seconds.default(10).meta({ title: 'Time-out', description: 'How long one request may take' }),
  maxParallel: z.number().int().min(1).max(32).default(4).meta({
    title: 'Requests at once',
    description: 'Requests under way at the same time, at most',
  }),
  maxBodyMegabytes: z
    .number()
    .min(1)
    .max(1024)
    .default(32)
    .meta({ title: 'Largest answer', description: 'Largest answer that is accepted' }),
  timeZone: z
    .string()
    .refine((name) => IANAZone.isValidZone(name), 'must be a time zone such as Europe/Rome')
    .default('UTC')
    .meta({ essential: true, description: 'Time zone of the site, as Europe/Rome' }),
  businessDayStart: z
    .number()
    .int()
    .min(0)
    .max(23)
    .default(4)
    .meta({ essential: true, description: 'Hour in that time zone at which the counts of a day begin' }),
  answerWithinSeconds: seconds
    .default(20)
    .describe('Service level: what counts as answered in time, where the vendor gives no limit'),
  shortAbandonSeconds: z
    .number()
    .min(0)
    .max(86_400)
    .default(5)
    .describe('What counts as a short abandon, where the vendor gives no limit'),
  serviceLevelTarget: z.number().min(0).max(1).default(0.8).describe('Share that should be answered in time, 0 to 1'),
  todayEverySeconds: seconds.default(30).meta({
    title: 'Ask for today’s counts every',
    description: 'How often the counts of the day are asked for',
  }),
  namesEverySeconds: seconds.default(300).meta({
    title: 'Ask for names every',
    description: 'How often names and groups are asked for',
  }),
} as const;

/** The part of the common settings that the HTTP door wants. */
export function httpSettingsOf(settings: {
  baseUrl: string;
  caFile?: string | undefined;
  timeoutSeconds: number;
  maxParallel: number;
  maxBodyMegabytes: number;
}): HttpSettings {
  const { baseUrl, caFile, maxParallel, timeoutSeconds, maxBodyMegabytes } = settings;
  return {
    baseUrl,
    caFile,
    maxParallel,
    timeoutMs: timeoutSeconds * 1000,
    maxBodyBytes: maxBodyMegabytes * 1024 * 1024,
  };
}
