import {
  type ComparedTemplate,
  type TemplateDifference,
  templateDifferences,
} from '../../../tools/compare-templates/template-differences';

const OLD_HASH = 'a'.repeat(64);
const NEW_HASH = 'b'.repeat(64);
const KEY = {
  Type: 'AWS::KMS::Key',
  Metadata: { 'aws:cdk:path': 'shared/Key' },
  Properties: { Tags: ['x', 'y'] },
};

function template(content: unknown, rest: Partial<ComparedTemplate> = {}): ComparedTemplate {
  return { name: 'shared', text: JSON.stringify(content), assetHashes: new Set(), ...rest };
}

function resources(content: Readonly<Record<string, unknown>>): ComparedTemplate {
  return template({ Resources: content });
}

test('templates of the same bytes have no difference', () => {
  expect(templateDifferences(resources({ Key: KEY }), resources({ Key: KEY }))).toEqual([]);
});

test.each<[string, unknown, Omit<TemplateDifference, 'subject'>]>([
  [
    'a value in a list',
    { ...KEY, Properties: { Tags: ['x', 'z'] } },
    { kind: 'content', type: 'AWS::KMS::Key', path: 'Properties.Tags[1]', base: 'y', head: 'z' },
  ],
  [
    'an item more',
    { ...KEY, Properties: { Tags: ['x', 'y', 'z'] } },
    { kind: 'content', type: 'AWS::KMS::Key', path: 'Properties.Tags[2]', head: 'z' },
  ],
  ['a resource less', undefined, { kind: 'content', type: 'AWS::KMS::Key', path: '', base: KEY }],
  [
    'a construct path',
    { ...KEY, Metadata: { 'aws:cdk:path': 'shared/OtherKey' } },
    {
      kind: 'metadata',
      type: 'AWS::KMS::Key',
      path: 'Metadata.aws:cdk:path',
      base: 'shared/Key',
      head: 'shared/OtherKey',
    },
  ],
  [
    'the order of keys',
    { Metadata: KEY.Metadata, Type: KEY.Type, Properties: KEY.Properties },
    {
      kind: 'layout',
      type: 'AWS::KMS::Key',
      path: '',
      base: ['Type', 'Metadata', 'Properties'],
      head: ['Metadata', 'Type', 'Properties'],
    },
  ],
])('names %s by logical id and path', (_, head, difference) => {
  expect(templateDifferences(resources({ Key: KEY }), resources({ Key: head }))).toEqual([
    { subject: 'Resources.Key', ...difference },
  ]);
});

test('white space is a difference of layout', () => {
  const spaced = template({}, { text: JSON.stringify({ Resources: { Key: KEY } }, null, 2) });
  expect(templateDifferences(resources({ Key: KEY }), spaced)).toMatchObject([{ kind: 'layout' }]);
});

describe('a value with a hash in it', () => {
  const at = (key: string, hashes: readonly string[]): ComparedTemplate =>
    template({ Resources: { Function: { Properties: { S3Key: key } } } }, { assetHashes: new Set(hashes) });

  test('is of another asset if both hashes are assets and the rest is the same', () => {
    expect(
      templateDifferences(at(`${OLD_HASH}.zip`, [OLD_HASH]), at(`${NEW_HASH}.zip`, [NEW_HASH])),
    ).toMatchObject([{ kind: 'asset-hash', path: 'Properties.S3Key' }]);
  });

  test.each([
    ['the rest is not the same', at(`${NEW_HASH}.json`, [NEW_HASH])],
    ['its hash is of no asset', at(`${NEW_HASH}.zip`, [])],
  ])('is content if %s', (_, head) => {
    expect(templateDifferences(at(`${OLD_HASH}.zip`, [OLD_HASH]), head)).toMatchObject([{ kind: 'content' }]);
  });
});

test('the version of the CDK in CDKMetadata is metadata', () => {
  const metadata = (Analytics: string): ComparedTemplate =>
    resources({ CDKMetadata: { Type: 'AWS::CDK::Metadata', Properties: { Analytics } } });
  expect(templateDifferences(metadata('v2:1'), metadata('v2:2'))).toMatchObject([{ kind: 'metadata' }]);
});

test('tags and termination protection of the stack are content', () => {
  const settings = { terminationProtection: true, tags: { environment: 'dev' } };
  expect(
    templateDifferences(
      template({}, { settings }),
      template({}, { settings: { ...settings, terminationProtection: false } }),
    ),
  ).toEqual([
    { kind: 'content', subject: 'stack settings', path: 'terminationProtection', base: true, head: false },
  ]);
});

test('a template that is no JSON is refused', () => {
  expect(() => templateDifferences(resources({}), template({}, { text: '{' }))).toThrow(
    'the template shared is not JSON',
  );
});
