import { type CommandField, type CommandProfile, commandFields } from '@/lib/commands/actions';
import { wrongField } from '@/lib/protocol/refusal';
import type { Fields } from './find-target';

/** What is dialled or named to a telephone system. */
const dialled: readonly CommandField[] = ['number', 'extension'];
const dialForm = /^[\w+*#./@-]{1,64}$/;

/** Refuses fields that this command does not take, lacks, or that cannot be right. */
export function checkFields(profile: CommandProfile, fields: Fields): void {
  const known: readonly CommandField[] = [...profile.needs, ...(profile.may ?? [])];
  for (const field of commandFields) {
    const value = fields[field];
    if (value === undefined) {
      if (profile.needs.includes(field)) throw wrongField(`fields.${field}`, 'is needed');
      continue;
    }
    if (!known.includes(field)) throw wrongField(`fields.${field}`, `does not belong to “${profile.label}”`);
    if (isDialled(profile, field) && !dialForm.test(value))
      throw wrongField(`fields.${field}`, 'must be digits, letters and + * # . / @ _ - only, 64 at most');
  }
}

/** `to` is dialled for a contact; for a message it names somebody. */
const isDialled = ({ target }: CommandProfile, field: CommandField) =>
  dialled.includes(field) || (field === 'to' && target === 'contact');
