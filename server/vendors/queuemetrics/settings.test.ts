import { describe, expect, it } from 'vitest';
import { secretsSchema, settingsSchema } from './settings';

const baseUrl = 'https://qm.example/queuemetrics';
const pathOf = (settings: object) =>
  settingsSchema.safeParse({ baseUrl, ...settings }).error?.issues[0]?.path.join('.');

describe('settings', () => {
  it('need an address only', () => {
    expect(settingsSchema.parse({ baseUrl })).toMatchObject({
      queues: '*',
      timeZone: 'UTC',
      businessDayStart: 4,
      answerWithinSeconds: 20,
      shortAbandonSeconds: 5,
      serviceLevelTarget: 0.8,
      wrapUpPauseCodes: [],
      jsonFormat: 'auto',
      todayEverySeconds: 30,
      namesEverySeconds: 300,
    });
  });

  it.each([
    [{ queues: [] }, 'queues'],
    [{ queues: '300' }, 'queues'],
    [{ timeZone: 'Milan' }, 'timeZone'],
    [{ businessDayStartByQueue: { '300': 24 } }, 'businessDayStartByQueue.300'],
    [{ jsonFormat: 'xml' }, 'jsonFormat'],
    [{ editors: ['agents'] }, 'editors.0'],
  ])('names what is wrong in %j', (settings, path) => {
    expect(pathOf(settings)).toBe(path);
  });

  it('names a setting that does not exist', () => {
    const { error } = settingsSchema.safeParse({ baseUrl, queue: ['300'] });
    expect(error?.issues[0]).toMatchObject({ code: 'unrecognized_keys', keys: ['queue'] });
  });

  it('describe themselves', () => {
    const undocumented = Object.entries(settingsSchema.shape).filter(([, schema]) => !schema.description);
    expect(undocumented.map(([name]) => name)).toEqual([]);
  });

  it('keep user and password apart, and both are needed', () => {
    expect(secretsSchema.safeParse({ user: 'robot' }).error?.issues[0]?.path).toEqual(['password']);
  });
});
