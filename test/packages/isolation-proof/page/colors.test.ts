import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const CSS = readFileSync(
  join(
    __dirname,
    '..',
    '..',
    '..',
    '..',
    'packages',
    'isolation-proof',
    'src',
    'page',
    'style',
    'colors.css',
  ),
  'utf8',
);
const [LIGHT = '', DARK = ''] = CSS.split('@media (prefers-color-scheme: dark)');

function colorsIn(css: string): ReadonlyMap<string, string> {
  return new Map(
    [...css.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name = '', hex = '']) => [name, hex]),
  );
}

/** https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

/** Colors of texts, and what they stand on. */
const PAIRS: readonly (readonly [name: string, ground: string])[] = [
  ...['text', 'muted'].flatMap((name) =>
    on(name, 'page', 'surface', 'ok-surface', 'bad-surface', 'open-surface'),
  ),
  ...['ok', 'bad', 'open', 'sees', 'acts'].flatMap((name) => on(name, `${name}-surface`)),
  ...['accent', 'ok', 'bad', 'acts'].flatMap((name) => on(name, 'page', 'surface')),
  // Chips of what nobody is meant to have, and the organization that is chosen.
  ...on('surface', 'bad'),
  ...on('page', 'accent'),
];

function on(name: string, ...grounds: readonly string[]): (readonly [string, string])[] {
  return grounds.map((ground) => [name, ground] as const);
}

describe.each([
  ['light', colorsIn(LIGHT)],
  ['dark', colorsIn(DARK)],
])('in %s', (_scheme, colors) => {
  // https://www.w3.org/WAI/WCAG22/Understanding/contrast-minimum
  test.each(PAIRS)('%s on %s has the contrast that texts need', (name, ground) => {
    expect(contrast(colors.get(name) ?? '', colors.get(ground) ?? '')).toBeGreaterThanOrEqual(4.5);
  });
});

test('both schemes have the same colors', () => {
  expect([...colorsIn(DARK).keys()].sort()).toEqual([...colorsIn(LIGHT).keys()].sort());
});
