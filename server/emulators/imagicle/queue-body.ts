import { z } from 'zod';
import { plainConfiguration, type QueueConfiguration, tenantId } from './configuration';
import { type Checked, errorReply } from './errors';
import { checkNameAndPhone, type NameAndPhone, type RawBody } from './name-and-phone';

const phoneRules = { longestPhone: 255, isList: true };
const amount = z.int().nonnegative();
const overridable = <Value extends z.ZodType>(value: Value) => z.object({ value, override: z.boolean() });

/** A number may come with the override off as anything; it is not used then. */
const rest = z.object({
  tenantId: z.uuid().nullable().optional(),
  priority: overridable(amount).optional(),
  loginLogoutPhoneNumber: overridable(z.string().max(255)).optional(),
  maxWaitingCalls: overridable(amount).optional(),
});

export interface QueueBody extends NameAndPhone {
  readonly configuration: QueueConfiguration;
}

/** A queue as it was sent; what is missing is as in `before`, or as in any queue. */
export function checkQueueBody(body: RawBody, before: QueueConfiguration = plainConfiguration): Checked<QueueBody> {
  const checked = checkNameAndPhone(body, phoneRules);
  if ('reply' in checked) return checked;
  const parsed = rest.safeParse(body);
  if (!parsed.success) return { reply: errorReply(400, `Invalid ${String(parsed.error.issues[0]?.path[0])}`) };
  const { loginLogoutPhoneNumber: prefix } = parsed.data;
  if (prefix?.override && !/^[\d*#+]+$/.test(prefix.value)) {
    return { reply: errorReply(400, 'Invalid loginLogoutPhoneNumber') };
  }
  const tenant = parsed.data.tenantId ?? tenantId;
  if (tenant !== tenantId) return { reply: errorReply(400, 'Invalid tenantId') };
  const given = Object.fromEntries(Object.entries(parsed.data).filter(([, value]) => value !== undefined));
  const [, ...otherAddresses] = checked.values.phones;
  return {
    values: { ...checked.values, configuration: { ...before, ...given, tenantId: tenant, otherAddresses } },
  };
}
