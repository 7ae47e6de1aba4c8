import fc from 'fast-check';
import { expect, it } from 'vitest';
import { arbitraryRecord } from './arbitrary-floor';
import { makeRecord } from './make-record';
import { callsToRecover, missesLeft, type ServiceLevelVariant, serviceLevel, serviceLevels } from './service-level';

const variants = Object.keys(serviceLevels) as ServiceLevelVariant[];

/** The sample of the International Customer Management Institute. */
const sample = makeRecord('queues', {
  answered: 1000,
  abandoned: 60,
  answeredInTime: 860,
  abandonedInTime: 20,
  shortAbandoned: 10,
});

it.each<[ServiceLevelVariant, string]>([
  ['SL-1', '83.0'],
  ['SL-2', '86.0'],
  ['SL-3', '81.1'],
  ['SL-4', '82.7'],
  ['SL-5', '82.1'],
  ['SL-6', '81.9'],
])('[R4] %s of the sample is %s %', (variant, percent) => {
  expect((100 * (serviceLevel([sample], variant).value ?? NaN)).toFixed(1)).toBe(percent);
});

it('[R4] without a word it is SL-6', () => {
  expect(serviceLevel([sample])).toEqual(serviceLevel([sample], 'SL-6'));
});

it.each<[ServiceLevelVariant, 'abandonedInTime' | 'shortAbandoned' | 'abandoned' | 'answeredInTime']>([
  ['SL-1', 'abandonedInTime'],
  ['SL-2', 'answeredInTime'],
  ['SL-3', 'abandoned'],
  ['SL-4', 'abandonedInTime'],
  ['SL-5', 'shortAbandoned'],
  ['SL-6', 'shortAbandoned'],
])('[R1] %s of a queue that does not know %s is unknown', (variant, field) => {
  expect(serviceLevel([{ ...sample, [field]: null }], variant)).toMatchObject({ value: null, known: 0, of: 1 });
});

it('[R4] a formula asks for no more than it needs', () => {
  const bare = makeRecord('queues', { answered: 10, answeredInTime: 9 });
  expect(serviceLevel([bare], 'SL-2').value).toBe(0.9);
});

it('[R4] queues weigh by their contacts, and those that cannot tell are named in the coverage', () => {
  const small = { ...sample, answered: 10, answeredInTime: 0, abandoned: 0, shortAbandoned: 0 };
  const silent = { ...sample, answeredInTime: null };
  expect(serviceLevel([sample, small, silent])).toEqual({ value: 860 / 1060, over: 860, under: 1060, known: 2, of: 3 });
});

it('[R1] a day without contacts has no service level', () => {
  const empty = { ...sample, answered: 0, answeredInTime: 0, abandoned: 0, shortAbandoned: 0 };
  expect(serviceLevel([empty]).value).toBeNull();
  expect(callsToRecover({ over: 0, under: 0 }, 0.8)).toBeNull();
  expect(missesLeft({ over: 0, under: 0 }, 0.8)).toBeNull();
});

const parts = fc.nat(500).chain((under) => fc.record({ over: fc.nat(under), under: fc.constant(under) }));
const percent = fc.integer({ min: 1, max: 99 });
/** In whole numbers, so that the test has no rounding of its own. */
const meets = (over: number, under: number, target: number) => 100 * over >= target * under;

it('[R4] calls to recover are enough and one less is not', () => {
  fc.assert(
    fc.property(parts, percent, ({ over, under }, target) => {
      fc.pre(under > 0);
      const calls = callsToRecover({ over, under }, target / 100) ?? NaN;
      expect(meets(over + calls, under + calls, target)).toBe(true);
      expect(calls === 0 || !meets(over + calls - 1, under + calls - 1, target)).toBe(true);
    }),
  );
});

it('[R4] misses left are borne and one more is not', () => {
  fc.assert(
    fc.property(parts, percent, ({ over, under }, target) => {
      fc.pre(under > 0 && meets(over, under, target));
      const misses = missesLeft({ over, under }, target / 100) ?? NaN;
      expect(meets(over, under + misses, target)).toBe(true);
      expect(meets(over, under + misses + 1, target)).toBe(false);
    }),
  );
});

it('[R1] what is lost has no misses left, and a target of all or nothing has no answer', () => {
  expect(missesLeft({ over: 1, under: 10 }, 0.8)).toBe(0);
  expect(callsToRecover({ over: 9, under: 10 }, 1)).toBeNull();
  expect(callsToRecover({ over: 10, under: 10 }, 1)).toBe(0);
  expect(missesLeft({ over: 1, under: 10 }, 0)).toBeNull();
});

it('[R4] parts of two sets of queues add up to those of both together', () => {
  const queues = fc.array(arbitraryRecord('queues'));
  fc.assert(
    fc.property(queues, queues, fc.constantFrom(...variants), (some, others, variant) => {
      const [a, b, both] = [some, others, [...some, ...others]].map((set) => serviceLevel(set, variant));
      expect(both?.over).toBe((a?.over ?? 0) + (b?.over ?? 0));
      expect(both?.under).toBe((a?.under ?? 0) + (b?.under ?? 0));
      expect(both?.known).toBe((a?.known ?? 0) + (b?.known ?? 0));
    }),
  );
});
