import { expect, test } from 'vitest';
import { bodyLimitOf } from './body-limit';

test('a form is short, a vendor’s record may be longer, a whole configuration much longer', () => {
  const kib = (path: string) => bodyLimitOf(path) / 1024;
  for (const path of ['/api/commands', '/api/editors', '/api/editorsx/milan/push', '/sign-in', '/x/api/editors/milan'])
    expect([path, kib(path)]).toEqual([path, 64]);
  for (const path of ['/api/editors/milan/queue', '/api/editors/milan/queue/record/push', '/api/editors/milan/push/x'])
    expect([path, kib(path)]).toEqual([path, 2048]);
  for (const path of ['/api/editors/milan/push', '/api/editors/milan/push/plan'])
    expect([path, kib(path)]).toEqual([path, 32 * 1024]);
});
