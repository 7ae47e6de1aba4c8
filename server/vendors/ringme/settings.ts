import { z } from 'zod';
import { commonSettings } from '@/server/vendors/common-settings';

const { baseUrl, caFile, timeoutSeconds, maxParallel, maxBodyMegabytes } = commonSettings;
const { timeZone, businessDayStart, namesEverySeconds } = commonSettings;

/** Settings of a RingMe source; it counts no day and knows no service level, so it has none of those. */
export const settings = z.strictObject({
  baseUrl: baseUrl.describe('Address of the tenant, as https://pbx.example'),
  ...{ caFile, timeoutSeconds, maxParallel, maxBodyMegabytes, timeZone, businessDayStart },
  namesEverySeconds: namesEverySeconds.describe('How often queues, agents and who serves what are asked for'),
  apiPath: z
    .string()
    .regex(/^\/?[\w.~-]+(\/[\w.~-]+)*\/?$/, 'must be a path such as /api/ver1.0')
    .default('/api/ver1.0')
    .describe('Path of the API below baseUrl'),
});
export type RingMeSettings = z.infer<typeof settings>;

export const secrets = z.strictObject({
  clientId: z.string().min(1).describe('The id of an application of the kind “trusted”, made in RingMe'),
  clientSecret: z.string().min(1).describe('That application’s secret'),
});
export type RingMeSecrets = z.infer<typeof secrets>;
