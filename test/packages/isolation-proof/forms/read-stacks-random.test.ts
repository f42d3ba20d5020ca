import fc from 'fast-check';
import type { Json } from '../../../../packages/isolation-proof/src/templates/json';
import { parsedOf } from './read-by-text';
import { bucket, templateOf } from './templates-of-tenants';

const PIECES: readonly ((slug: string, other: string) => Json)[] = [
  (slug) => slug,
  (slug, other) => `${slug}-${other}`,
  (_slug, other) => `x:${other}/y`,
  (slug) => ({ 'Fn::Join': ['', ['x', slug]] }),
  (slug, other) => ({ 'Fn::Sub': `\${${other}}${slug}` }),
  (slug) => ({ 'Fn::GetAtt': [slug, 'Arn'] }),
  (slug) => ({ 'Fn::If': ['Never', slug, { Ref: 'AWS::NoValue' }] }),
  (slug) => `"${slug}\\n${slug}\n${slug}`,
  (_slug, other) => `x\n${other}`,
  (slug) => ({ 'Fn::Select': [0, { 'Fn::Split': ['-', slug] }] }),
  (slug) => ({ Ref: slug }),
];
const SLUGS = [
  'acme',
  'acme-eu',
  'eu',
  'globex',
  'a',
  'a-a',
  'x',
  'y',
  'AWS',
  'Bucket',
  'role',
  '42',
  'acme_eu',
];
const PROPERTIES = ['BucketName', 'AccessControl', 'Users', 'Resource', 'Key'];

test('whatever stands in templates, they are read as each by itself', () => {
  const slug = fc.constantFrom(...SLUGS);
  const change = fc.record({
    property: fc.constantFrom(...PROPERTIES),
    piece: fc.constantFrom(...PIECES),
    other: slug,
  });
  const tenants = fc.uniqueArray(slug, { minLength: 2, maxLength: 4 });
  const stray = fc.record({ of: slug, change });
  fc.assert(
    fc.property(tenants, change, fc.option(stray, { freq: 2 }), (slugs, all, own) => {
      const templates = slugs.map((one): [string, string] => {
        const { property, piece, other } = own?.of === one ? own.change : all;
        return [`platform-${one}`, templateOf(one, {}, bucket({ [property]: piece(one, other) }, one))];
      });
      expect(parsedOf(Object.fromEntries(templates))).toContain(`platform-${slugs[0] ?? ''}`);
    }),
    { numRuns: Number(process.env['FORM_RUNS'] ?? 300) },
  );
});
