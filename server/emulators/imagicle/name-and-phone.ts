import type { Centre } from '@/server/emulators/centre-types';
import { suiteOf } from './configuration';
import { badReason, type Checked, errorReply, takenReason } from './errors';

const longestName = 50;

/** What a body may hold before it is known to be right. */
export type RawBody = Readonly<Record<string, unknown>>;

export interface NameAndPhone {
  readonly name: string;
  readonly phones: readonly string[];
}

export interface PhoneRules {
  readonly longestPhone: number;
  /** Whether several may be given, as a list. */
  readonly isList: boolean;
}

/** The body as an object; anything else lacks every parameter. */
export function rawBody(body: unknown): RawBody {
  return typeof body === 'object' && body !== null && !Array.isArray(body) ? (body as RawBody) : {};
}

/** The two parameters that queues and services both need. */
export function checkNameAndPhone(body: RawBody, rules: PhoneRules): Checked<NameAndPhone> {
  const { name, phoneNumber } = body;
  const phones = rules.isList && Array.isArray(phoneNumber) ? phoneNumber : [phoneNumber];
  const isMissing = (value: unknown) => value === undefined || value === null || value === '';
  if (isMissing(name) || phones.length === 0 || phones.every(isMissing)) {
    return bad('Missing parameters: name and phoneNumber are required', badReason.missing);
  }
  if (typeof name !== 'string' || name.trim() === '' || hasControls(name)) return bad('Invalid name');
  if (name.length > longestName) return bad(`The name exceeds ${longestName} characters`, badReason.nameTooLong);
  if (!phones.every((phone): phone is string => isPhone(phone, rules))) {
    return bad('The phone number is not valid or too long', badReason.badPhone);
  }
  return { values: { name, phones: [...new Set(phones)] } };
}

function bad(message: string, reason?: number): { readonly reply: ReturnType<typeof errorReply> } {
  return { reply: errorReply(400, message, reason) };
}

function isPhone(phone: unknown, { longestPhone }: PhoneRules): phone is string {
  if (typeof phone !== 'string' || phone.length > longestPhone || /^sip:/i.test(phone)) return false;
  return /^[^\s@;,<>"]+(@[^\s@;,<>"]+)?$/.test(phone) && !hasControls(phone);
}

function hasControls(text: string): boolean {
  return /\p{Cc}/u.test(text);
}

/** Whom a name and an address belong to already, itself aside; null when to nobody. */
export function takenReply(centre: Centre, { name, phones }: NameAndPhone, kind: 'queue' | 'service', id: number) {
  const { services, entryOf } = suiteOf(centre);
  const queues = centre.queues.map((queue) => ({
    ...{ kind: 'queue', id: Number(queue.id), name: queue.name },
    phones: [queue.number, ...entryOf(queue).configuration.otherAddresses],
  }));
  const others = [
    ...queues,
    ...services.map((service) => ({ ...service, kind: 'service', phones: [service.phoneNumber] })),
  ].filter((one) => one.kind !== kind || one.id !== id);
  const isSame = (text: string, other: string) => text.toLowerCase() === other.toLowerCase();
  if (others.some((one) => one.kind === kind && isSame(one.name, name))) {
    return errorReply(409, 'The name is already in use', takenReason.name);
  }
  const isTaken = others.some((one) => one.phones.some((phone) => phones.some((wanted) => isSame(wanted, phone))));
  return isTaken ? errorReply(409, 'The telephone address is already in use', takenReason.phone) : null;
}
