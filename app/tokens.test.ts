import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const css = readFileSync(join(import.meta.dirname, 'tokens.css'), 'utf8');

/** The declarations of the rule that opens with `selector`. */
function tokensOf(selector: string): Map<string, string> {
  const start = css.indexOf(`${selector} {`);
  const body = css.slice(css.indexOf('{', start) + 1, css.indexOf('}', start));
  return new Map(
    [...body.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})/g)].map(([, name, value]) => [name ?? '', value ?? '']),
  );
}

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

const themes = {
  dark: tokensOf('[data-theme="dark"]'),
  light: tokensOf('[data-theme="light"]'),
};
const of = (theme: keyof typeof themes, name: string) => themes[theme].get(name) ?? expect.fail(`no token ${name}`);

const texts = ['text', 'dim', 'ok', 'warning', 'alarm', 'stale'];
const grounds = ['ground', 'surface', 'raised'];
const pairs = (['dark', 'light'] as const).flatMap((theme) => [
  ...texts.flatMap((text) => grounds.map((ground) => [theme, text, ground] as const)),
  ...['text', 'dim', 'alarm'].map((text) => [theme, text, 'critical-tint'] as const),
  [theme, 'on-critical', 'critical'] as const,
]);

describe('colour tokens', () => {
  test.each(pairs)('%s: %s on %s is at least 4.5:1', (theme, text, ground) => {
    expect(contrast(of(theme, text), of(theme, ground))).toBeGreaterThanOrEqual(4.5);
  });

  test.each(['state-loud', 'state-calm', 'state-quiet', 'critical', 'warning'])(
    'the shape %s is at least 3:1',
    (name) => {
      for (const theme of ['dark', 'light'] as const) {
        expect(contrast(of(theme, name), of(theme, 'surface'))).toBeGreaterThanOrEqual(3);
      }
    },
  );

  test('are the same whether light is chosen or the system says so', () => {
    expect(tokensOf(':root:not([data-theme])')).toEqual(themes.light);
    expect([...themes.light.keys()]).toEqual([...themes.dark.keys()]);
  });
});
