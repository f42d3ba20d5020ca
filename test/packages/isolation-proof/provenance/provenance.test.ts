import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AssemblyStack } from '../../../../packages/isolation-proof/src/assembly/assembly';
import { readAssemblyStacks } from '../../../../packages/isolation-proof/src/assembly/assembly';
import { readCheckout } from '../../../../packages/isolation-proof/src/provenance/checkout';
import { readConstructMetadata } from '../../../../packages/isolation-proof/src/provenance/construct-metadata';
import {
  ORGANIZATION_METADATA,
  organizationMetadata,
} from '../../../../packages/isolation-proof/src/provenance/organization-records';
import {
  type Provenance,
  readProvenance,
  toolVersion,
} from '../../../../packages/isolation-proof/src/provenance/provenance';
import type { Json } from '../../../../packages/isolation-proof/src/templates/json';
import { stackOf } from '../fixtures/stack-of';

const directory = mkdtempSync(join(tmpdir(), 'provenance-test-'));
const TEMPLATE = { Resources: { A: { Type: 'X' } } };

afterAll(() => {
  rmSync(directory, { recursive: true, force: true });
});

/** The provenance of an assembly of one stack. */
function provenanceOf(artifact: object, files: Readonly<Record<string, string>> = {}): Provenance {
  const folder = mkdtempSync(join(directory, 'other-'));
  const stack = {
    type: 'aws:cloudformation:stack',
    environment: 'aws://111122223333/eu-central-1',
    properties: { templateFile: 't.json' },
    ...artifact,
  };
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify({ artifacts: { stack } }));
  writeFileSync(join(folder, 't.json'), JSON.stringify(TEMPLATE));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  return readProvenance(folder, readAssemblyStacks(folder), 'environment');
}

const withMetadata = (metadata: Json): Provenance =>
  provenanceOf({ additionalMetadataFile: 'm.json' }, { 'm.json': JSON.stringify(metadata) });

const acknowledgement = (id: string): { type: string; data: Record<string, string> } => ({
  type: 'aws:cdk:acknowledged-rules',
  data: { [id]: 'why' },
});

it('is of the program and the templates alone, where nothing is noted beside them', () => {
  expect(provenanceOf({})).toStrictEqual({
    tool: toolVersion(),
    environments: [],
    templates: [
      {
        file: 't.json',
        // printf '{"Resources":{"A":{"Type":"X"}}}' | sha256sum
        sha256: '0bc5ff12741c30f298f5384c17d2a8e74c65de48874a1b49a0ea64b0009877e9',
      },
    ],
    organizations: new Map(),
    acknowledged: [],
    unread: [],
  });
  expect(toolVersion()).toMatch(/^isolation-proof \d+\.\d+\.\d+/);
});

it('has what is checked out where the assembly is', () => {
  expect(readProvenance(__dirname, []).checkout).toStrictEqual(readCheckout(__dirname));
});

describe('environments', () => {
  const stack = (tags: readonly Json[]): AssemblyStack => ({
    stack: stackOf(
      Object.fromEntries(tags.map((Tags, index) => [`R${index}`, ['AWS::SQS::Queue', { Tags }] as const])),
    ),
    file: 't.json',
    sha256: '',
    artifact: {},
  });
  const tag = (Value: Json): Json => [{ Key: 'environment', Value }];
  const environments = (tagName: string | undefined, ...tags: readonly Json[]): readonly string[] =>
    readProvenance(directory, [stack(tags), stack([tag('other')])], tagName).environments;

  it('are values of the tag that names them, each once', () => {
    expect(environments('environment', tag('a'), [], tag('b'), tag('a'))).toStrictEqual(['a', 'b', 'other']);
  });

  it('are none where no tag names them', () => {
    expect(environments(undefined, tag('a'))).toStrictEqual([]);
    expect(environments('stage', tag('a'))).toStrictEqual([]);
  });

  it('are not known of a resource whose tags are not', () => {
    expect(environments('environment', tag({ Ref: 'Parameter' }), tag('a'))).toStrictEqual(['a', 'other']);
  });

  it('do not hide an error of the program', () => {
    const broken = { ...stack([tag({ Ref: 'R0' })]) };
    const resource = broken.stack.resources.get('R0');
    if (resource === undefined) throw new Error('no resource');
    const resources = new Map([
      [
        'R0',
        { ...resource, stack: { ...broken.stack, resources: null as unknown as ReadonlyMap<string, never> } },
      ],
    ]);

    expect(() =>
      readProvenance(directory, [{ ...broken, stack: { ...broken.stack, resources } }], 'environment'),
    ).toThrow(TypeError);
  });
});

describe('findings that are acknowledged', () => {
  it('are read of the manifest, as earlier versions of the CDK write it, and of a file beside it', () => {
    const found = provenanceOf(
      { metadata: { '/stack/A': [acknowledgement('Pack-1')] }, additionalMetadataFile: 'm.json' },
      {
        'm.json': JSON.stringify({
          '/stack/B/': acknowledgement('Annotation::Pack-2[Annotation::x]'),
          '/stack/C': acknowledgement('Pack-3[Annotation::x]'),
        }),
      },
    );

    expect(found.acknowledged).toStrictEqual([
      { stack: 'stack', path: 'stack/A', id: 'Pack-1', reason: 'why' },
      { stack: 'stack', path: 'stack/B/', id: 'Pack-2[Annotation::x]', reason: 'why' },
      { stack: 'stack', path: 'stack/C', id: 'Pack-3[Annotation::x]', reason: 'why' },
    ]);
    expect(provenanceOf({ metadata: { '/stack/A': [acknowledgement('Pack-1')] } }).acknowledged).toHaveLength(
      1,
    );
  });

  it('are without a reason, if that is no text', () => {
    const data = { A: 1, B: 'why' };

    expect(withMetadata({ '/a': [{ type: 'aws:cdk:acknowledged-rules', data }] }).acknowledged).toStrictEqual(
      [
        { stack: 'stack', path: 'a', id: 'A', reason: '' },
        { stack: 'stack', path: 'a', id: 'B', reason: 'why' },
      ],
    );
  });
});

describe('organizations', () => {
  const ACME = { slug: 'acme', displayName: 'Acme', status: 'active' } as const;
  const recorded = (...data: readonly Json[]): Provenance['organizations'] =>
    withMetadata({ '/stack': data.map((one) => ({ type: ORGANIZATION_METADATA, data: one })) }).organizations;

  it('are those that the app notes', () => {
    const suspended = { slug: 'globex', displayName: 'Globex', status: 'suspended' };

    expect(recorded({ ...ACME, more: 'x' }, suspended)).toStrictEqual(
      new Map<string, object>([
        ['acme', ACME],
        ['globex', suspended],
      ]),
    );
  });

  it('have the display name as it was written, and hold nothing that the CDK takes for a token', () => {
    const record = { ...ACME, displayName: '${Token[TOKEN.1]} & $on' };
    const data = organizationMetadata(record) as Json;

    expect(JSON.stringify(data)).not.toContain('$');
    expect(recorded(data).get('acme')).toStrictEqual(record);
  });

  it.each<[string, Json]>([
    ['of another status', { ...ACME, status: 'closed' }],
    ['without a status', { slug: 'acme', displayName: 'Acme' }],
    ['whose slug is no text', { ...ACME, slug: 1 }],
    ['whose display name is no text', { ...ACME, displayName: ['Acme'] }],
  ])('are none %s', (_what, data) => {
    expect(recorded(data).size).toBe(0);
  });

  it('are noted under their type', () => {
    const metadata = { '/stack': [{ type: 'other', data: ACME }] };

    expect(ORGANIZATION_METADATA).toBe('organization');
    expect(withMetadata(metadata).organizations.size).toBe(0);
  });
});

describe('metadata', () => {
  it('is read as it is written, of constructs with or without a slash before them', () => {
    const entry = { type: 'a', data: { b: 1 } };
    const artifact = {
      metadata: {
        '/stack/A': [entry, { type: 'no data' }, 'text', { type: 1 }],
        'stack/B': [entry],
        C: 'text',
      },
    };
    const stack = { stack: stackOf({}, 'stack'), file: 't.json', sha256: '', artifact };

    expect(readConstructMetadata(directory, stack)).toStrictEqual([
      { stack: 'stack', path: 'stack/A', ...entry },
      { stack: 'stack', path: 'stack/A', type: 'no data', data: null },
      { stack: 'stack', path: 'stack/B', ...entry },
    ]);
    expect(readConstructMetadata(directory, { ...stack, artifact: {} })).toStrictEqual([]);
  });

  test.each([
    ['is missing', {}],
    ['is not JSON', { 'm.json': '{' }],
  ])('that %s is said to be missing, and nothing else is lost', (_what, files) => {
    const found = provenanceOf({ additionalMetadataFile: 'm.json' }, files);
    expect(found.unread).toEqual([expect.stringMatching(/^m\.json cannot be read: ./)]);
    expect(found.templates).toHaveLength(1);
    expect(found.acknowledged).toStrictEqual([]);
  });

  test.each<[string, Json]>([
    ['a list', []],
    ['null', null],
    ['entries that are texts', { '/a': ['x', 1, null] }],
    ['entries without data', { '/a': [{ type: 'aws:cdk:acknowledged-rules' }, { type: 'organization' }] }],
    ['entries whose type is no text', { '/a': [{ type: ['organization'], data: { x: 'y' } }] }],
    ['entries of another type', { '/a': [{ type: 'aws:cdk:path', data: { rule: 'why' } }] }],
  ])('of another shape is nothing: %s', (_what, metadata) => {
    const found = withMetadata(metadata);
    expect([found.acknowledged, found.organizations.size, found.unread]).toStrictEqual([[], 0, []]);
  });
});
