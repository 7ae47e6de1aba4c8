import { describe, expect, it } from 'vitest';
import type { FormField, SourceSettings, VendorForm } from '@/lib/protocol/source-settings';
import {
  differences,
  draftOf,
  pollOf,
  problemOf,
  readable,
  sendingOf,
  strayProblems,
  suggestId,
  takeFrom,
} from './source-draft';
import { fromTyped, toTyped } from './typed-value';

function field(kind: FormField['kind'], more: Partial<FormField> = {}): FormField {
  return {
    ...{ name: 'x', kind, label: 'X', help: '', unit: null, isRequired: false, isEssential: false },
    ...{ default: null, choices: [], wholeWord: null, allowsEmpty: false },
    ...more,
  };
}

describe('a value and what is typed', () => {
  const list = field('list', { default: '*', wholeWord: '*' });
  it.each([
    [field('text'), '  a ', 'a'],
    [field('text'), '', undefined],
    [field('text', { isRequired: true }), '', ''],
    [field('text', { default: 'UTC' }), 'UTC', undefined],
    [field('text', { default: 'rsa' }), '', ''],
    [field('text'), '<script>', '<script>'],
    [field('number', { default: 20 }), '30', 30],
    [field('number', { default: 20 }), '20', undefined],
    [field('number', { default: 20 }), '', undefined],
    [field('number'), '0,8', 0.8],
    [field('number'), '1e3', 1000],
    [field('number'), 'ten', 'ten'],
    [field('boolean', { default: true }), false, false],
    [field('boolean', { default: true }), true, undefined],
    [field('choices', { default: ['a', 'b'] }), ['a'], ['a']],
    [field('choices', { default: ['a', 'b'] }), ['a', 'b'], undefined],
    [list, '*', undefined],
    [list, '', undefined],
    [list, ' 300 \n\n 300|301', ['300', '300|301']],
    [field('list', { default: [] }), '', undefined],
    [field('list', { default: ['A', ''] }), 'A\n""\n', undefined],
    [field('list', { default: ['A', ''] }), 'A', ['A']],
    [field('list', { default: ['A', ''] }), '', []],
    [field('pairs', { default: {} }), '300 = 7\na=b = 8', { 300: 7, 'a=b': 8 }],
    [field('pairs', { default: {} }), '300', { 300: '' }],
    [field('pairs', { default: {} }), '300 = x', { 300: 'x' }],
  ])('%#: %j', (one, typed, value) => expect(fromTyped(one, typed)).toEqual(value));

  it.each([
    [field('list', { default: ['A', ''] }), undefined, 'A\n""'],
    [list, undefined, '*'],
    [list, ['300', '301'], '300\n301'],
    [field('pairs'), { 300: 7 }, '300 = 7'],
    [field('number', { default: 4 }), undefined, '4'],
    [field('number', { default: 4 }), 0, '0'],
    [field('text', { default: 'a' }), '', ''],
    [field('boolean', { default: true }), undefined, true],
    [field('choices', { default: ['a'] }), undefined, ['a']],
    [field('text'), undefined, ''],
  ])('%#: %j is shown as it would be typed', (one, value, typed) => {
    expect(toTyped(one, value)).toEqual(typed);
    expect(fromTyped(one, toTyped(one, value))).toEqual(value);
  });
});

const form: VendorForm = {
  vendor: 'acme',
  label: 'Acme',
  settings: [
    field('text', { name: 'baseUrl', label: 'Address', isRequired: true }),
    field('number', { name: 'limitSeconds', label: 'Limit', unit: 's', default: 20 }),
    field('list', { name: 'queues', label: 'Queues', default: [] }),
  ],
  secrets: [field('secret', { name: 'password', isRequired: true }), field('secret', { name: 'apiKey' })],
};
const kept: SourceSettings = {
  ...{
    id: 'milan',
    name: 'Milan',
    vendor: 'acme',
    origin: 'browser',
    pollEverySeconds: 2,
    isPaused: false,
    version: 3,
  },
  settings: { baseUrl: 'https://acme.example', queues: ['1'] },
  ...{ secretsSet: ['password', 'apiKey'], updatedAt: 0 },
};

describe('a draft', () => {
  it('of a kept source sends what was kept, and no secret', () => {
    const draft = draftOf(form, kept);
    expect(sendingOf(form, draft, kept)).toEqual({ settings: kept.settings, secrets: {} });
    expect(pollOf(draft)).toBe(2);
  });

  it('of a new source sends the secrets that are needed, empty as they are', () => {
    expect(sendingOf(form, draftOf(form, null), null)).toEqual({
      settings: { baseUrl: '' },
      secrets: { password: '' },
    });
    expect(pollOf(draftOf(form, null))).toBeNull();
    expect(pollOf({ ...draftOf(form, null), pollEverySeconds: ' 0,5 ' })).toBe(0.5);
    expect(pollOf({ ...draftOf(form, null), pollEverySeconds: 'soon' })).toBe('soon');
  });

  it('sends a secret that was typed as it was typed, and one that is to go as null', () => {
    const secrets = { password: { typed: ' Zq8 ', isRemoved: false }, apiKey: { typed: '', isRemoved: true } };
    expect(sendingOf(form, { ...draftOf(form, kept), secrets }, kept).secrets).toEqual({
      password: ' Zq8 ',
      apiKey: null,
    });
  });

  it('is compared with somebody else’s, and takes from it what is wanted', () => {
    const mine = {
      ...draftOf(form, kept),
      name: 'Mine',
      settings: { ...draftOf(form, kept).settings, limitSeconds: '30' },
    };
    const theirs = draftOf(form, { ...kept, settings: { ...kept.settings, queues: ['1', '2'] } });
    const paths = differences(form, mine, theirs);
    expect(paths).toEqual(['name', 'settings.limitSeconds', 'settings.queues']);
    const merged = takeFrom(mine, theirs, ['settings.queues']);
    expect(differences(form, merged, mine)).toEqual(['settings.queues']);
    expect(differences(form, merged, theirs)).toEqual(['name', 'settings.limitSeconds']);
    expect(paths.map((path) => readable(form, mine, path))).toEqual([
      { label: 'Name', text: 'Mine' },
      { label: 'Limit', text: '30 s' },
      { label: 'Queues', text: '1' },
    ]);
    expect(readable(form, theirs, 'settings.queues').text).toBe('1, 2');
  });
});

describe('problems', () => {
  const problems = [
    { field: 'settings.queues[1]', message: 'must not be empty' },
    { field: 'settings.queuesPath', message: 'must be text' },
    { field: 'settings.old', message: 'there is no such setting' },
  ];
  it('are told at the field they are in, and only there', () => {
    expect(problemOf(problems, 'settings.queues')).toBe('line 2 must not be empty');
    expect(problemOf(problems, 'settings.queuesPath')).toBe('must be text');
    expect(problemOf(problems, 'settings.queue')).toBeNull();
    expect(problemOf(problems, 'name')).toBeNull();
  });
  it('of what the form does not have are not lost', () => {
    expect(strayProblems(problems, form).map(({ field: path }) => path)).toEqual([
      'settings.queuesPath',
      'settings.old',
    ]);
  });
});

it.each([
  ['Milan', 'milan'],
  ['  Porta Nuova – Est ', 'porta-nuova-est'],
  ['Jyväskylä', 'jyvaskyla'],
  ['漢字', ''],
  ['../../etc', 'etc'],
  ['x'.repeat(80), 'x'.repeat(63)],
])('the id of %j could be %j', (name, id) => expect(suggestId(name)).toBe(id));
