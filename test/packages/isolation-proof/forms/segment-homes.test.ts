import { SegmentHomes } from '../../../../packages/isolation-proof/src/forms/segment-homes';

function homes(own: Readonly<Record<string, readonly string[]>>, ...shared: readonly string[]): SegmentHomes {
  const made = new SegmentHomes();
  made.addShared(shared);
  for (const [slug, segments] of Object.entries(own)) made.addOwn(slug, segments);
  return made;
}

test("a segment is a tenant's own name if it occurs in its texts only", () => {
  const made = homes({ acme: ['acme-data', 'both'], beta: ['both', 'beta-data'] }, 'x:shared/y');
  made.addOwn('acme', ['acme-data']);
  expect(made.ownName('acme', 'acme-data')).toBe('');
  expect(made.ownName('beta', 'beta-data')).toBe('');
  for (const segment of ['both', 'beta-data', 'shared', 'unknown'])
    expect(made.ownName('acme', segment)).toBeUndefined();
});

test("a segment that is shared is nobody's, whoever has it, too", () => {
  const made = homes({ acme: ['shared', 'own'] }, 'x:shared/y');
  expect(made.ownName('acme', 'shared')).toBeUndefined();
  made.addShared(['own']);
  expect(made.ownName('acme', 'own')).toBeUndefined();
});

test('a pattern or a number is no name', () => {
  const made = homes({ acme: ['acme-*', '12', 'acme'] });
  expect(made.ownName('acme', 'acme-*')).toBeUndefined();
  expect(made.ownName('acme', '12')).toBeUndefined();
});

test('names that patterns for parts of a segment match alike can stand for each other', () => {
  const made = homes({ acme: ['x-acme', 'y-acme'], beta: ['x-beta'] }, 'arn:x-*');
  const [x, y, beta] = [
    made.ownName('acme', 'x-acme'),
    made.ownName('acme', 'y-acme'),
    made.ownName('beta', 'x-beta'),
  ];
  expect([x, y, beta]).not.toContain(undefined);
  expect(beta).toBe(x);
  expect(y).not.toBe(x);
});

test('a pattern with more than one wildcard could tell names apart that it touches', () => {
  expect(homes({ acme: ['x-acme'] }, 'zz*yy*').ownName('acme', 'x-acme')).toBe('');
  expect(homes({ acme: ['x-acme'] }, 'x*a*').ownName('acme', 'x-acme')).toBeUndefined();
});

test.each<[string, boolean]>([
  ["${aws:PrincipalTag/orgSlug, 'none'}", true],
  ['${aws:PrincipalTag/orgSlug}', false],
  ['a,b', false],
])('%s holds a default: %s', (text, expected) => {
  expect(homes({}, text).holdDefaults).toBe(expected);
  expect(homes({ acme: [text] }).holdDefaults).toBe(expected);
});
