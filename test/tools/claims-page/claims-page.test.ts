import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CLAIMS, claimsPage } from '../../../tools/claims-page/claims-page';
import { docstringsIn } from '../../../tools/claims-page/docstrings';

const PACKAGE = join(__dirname, '..', '..', '..', 'packages', 'isolation-proof');
/** Made once: for it, all sources of claims are read. */
const PAGE = claimsPage();
const read = (file: string): string => readFileSync(join(PACKAGE, file), 'utf8');

test('CLAIMS.md is what the code says: npm run claims-page', () => {
  expect(read('CLAIMS.md')).toBe(PAGE);
});

test('every claim that the package exports is on the page', () => {
  const exported = [...read('src/index.ts').matchAll(/^export \{ ([^}]*) \} from '\.\/claims\//gm)]
    .flatMap(([, names = '']) => names.split(', '))
    .filter((name) => /^[a-z]/.test(name) && !name.startsWith('type ') && name !== 'generalClaims');

  expect(Object.keys(CLAIMS).sort()).toEqual(exported.sort());
});

test('every claim and every option has its meaning, and every claim an example', () => {
  expect(PAGE).not.toMatch(/\.\*\* ?\n|by ?\n|\| {2}\|/);
});

test('docstrings are read with their tags, members and types', () => {
  const docs = docstringsIn(`
/** Options of a claim. */
export interface Options extends More {
  /**
   * How often, in a
   * sentence.
   * @default 3
   */
  readonly often?: number;
}
/**
 * It holds.
 * @example it does not
 */
export const claim = ({ often = 3 }: Options = {}): Claim => make(often);
`);

  expect(docs.get('Options')).toEqual({
    description: 'Options of a claim.',
    members: [{ name: 'often', description: 'How often, in a sentence.', default: '3' }],
    takes: ['More'],
  });
  expect(docs.get('claim')).toEqual({
    description: 'It holds.',
    example: 'it does not',
    members: [],
    takes: ['Options'],
  });
});
