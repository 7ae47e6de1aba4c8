import { describe, expect, it } from 'vitest';
import { createLog } from './log';
import { VendorError } from './vendors/vendor-error';

function logged(write: (log: ReturnType<typeof createLog>) => void): Record<string, unknown>[] {
  const lines: Record<string, unknown>[] = [];
  write(createLog('debug', { write: (line) => void lines.push(JSON.parse(line)) }));
  expect(JSON.stringify(lines)).not.toContain('Zq8-secret');
  return lines;
}

describe('log', () => {
  it('writes the fields, the words and those of its parent', () => {
    const [line] = logged((log) => log.child({ source: 'milan' }).warn({ feed: 'live', ms: 5 }, 'The source fails'));
    expect(line).toMatchObject({ level: 40, source: 'milan', feed: 'live', ms: 5, msg: 'The source fails' });
  });

  it('is silent below its level', () => {
    const lines: string[] = [];
    const log = createLog('warn', { write: (line) => void lines.push(line) });
    log.info({}, 'no');
    log.error({}, 'yes');
    expect(lines).toHaveLength(1);
  });

  it('hides secrets and settings under whatever they are nested', () => {
    const secrets = { user: 'Zq8-secret', password: 'Zq8-secret' };
    const [line] = logged((log) =>
      log.info(
        {
          setup: { id: 'milan', settings: { baseUrl: 'Zq8-secret' }, secrets },
          list: [{ apiKey: 'Zq8-secret', 'x-api-key': 'Zq8-secret', accessToken: 'Zq8-secret' }],
          headers: { Authorization: 'Zq8-secret', cookie: 'Zq8-secret', accept: 'text/html' },
          deep: { a: { b: { c: { d: 'Zq8-secret' } } } },
        },
        'x',
      ),
    );
    expect(line).toMatchObject({
      setup: { id: 'milan', settings: '[hidden]', secrets: '[hidden]' },
      headers: { accept: 'text/html' },
    });
  });

  it('leaves nothing of an address but its host, in fields, messages and errors', () => {
    const address = 'https://user:Zq8-secret@qm.example:8443/hooks/Zq8-secret?key=Zq8-secret';
    const [line] = logged((log) =>
      log.error(
        { url: new URL(address), at: address, err: new Error(`GET ${address} failed`) },
        `Asked ${address} twice`,
      ),
    );
    expect(line).toMatchObject({
      url: 'https://qm.example:8443',
      at: 'https://qm.example:8443',
      err: { type: 'Error', message: 'GET https://qm.example:8443 failed' },
      msg: 'Asked https://qm.example:8443 twice',
    });
  });

  it('shows what a VendorError says, and its cause', () => {
    const cause = Object.assign(new Error('refused'), { code: 'ECONNREFUSED', password: 'Zq8-secret' });
    const error = new VendorError('unreachable', 'qm.example refuses the connection', { cause });
    const [line] = logged((log) => log.warn({ err: error }, 'x'));
    expect(line).toMatchObject({
      err: { kind: 'unreachable', message: 'qm.example refuses the connection', cause: { code: 'ECONNREFUSED' } },
    });
  });

  it('survives what refers to itself', () => {
    const loop: Record<string, unknown> = { name: 'loop' };
    loop.self = loop;
    expect(logged((log) => log.info({ loop }, 'x'))).toMatchObject([{ loop: { name: 'loop' } }]);
  });
});
