import type { StoredAs } from '@/server/emulators/centre-types';
import type { FaultOf } from './faults';

export const storedAsIs: StoredAs = (values) => values;

/** Cuts names and replaces what the fault names; values that were not asked for stay away. */
export function storedOtherwise({ field, maxLength, values: instead }: FaultOf<'stores-otherwise'>): StoredAs {
  const isCut = new RegExp(field, 'i');
  const otherwise = (name: string, value: unknown): unknown => {
    if (Object.hasOwn(instead, name)) return instead[name];
    return typeof value === 'string' && isCut.test(name) ? [...value].slice(0, maxLength).join('') : value;
  };
  return <Values extends object>(values: Values): Values =>
    Object.fromEntries(Object.entries(values).map(([name, value]) => [name, otherwise(name, value)])) as Values;
}
