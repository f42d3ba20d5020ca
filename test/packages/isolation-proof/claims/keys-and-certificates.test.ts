import { flows } from '../../../../packages/isolation-proof/src/claims/flows';
import { DESCRIBED_TYPES } from '../../../../packages/isolation-proof/src/resources/registry';
import type { PropertyPath } from '../../../../packages/isolation-proof/src/resources/property-path';
import type { ResourceType } from '../../../../packages/isolation-proof/src/resources/resource-type';
import type { Tenancy } from '../../../../packages/isolation-proof/src/tenancy/tenancy';
import {
  isObject,
  type Json,
  type JsonObject,
} from '../../../../packages/isolation-proof/src/templates/json';
import { loadSpecification, resourceIn } from '../../../../tools/service-specification/known-properties';
import { policyOf, roleOf, tagsOf } from '../fixtures/organizations';
import { ACCOUNT, stackOf } from '../fixtures/stack-of';
import { TAGS } from '../fixtures/tenant-tags';
import { judged, told } from './judged';

type Owner = 'acme' | 'acme-eu' | 'platform';

const KEY_POLICY = policyOf({ Effect: 'Deny', Principal: '*', Action: '*', Resource: '*' });

/** A key, its alias and a certificate of an owner. */
function usedOf(owner: Owner): Parameters<typeof stackOf>[0] {
  const tags = owner === 'platform' ? {} : { Tags: tagsOf(owner) };
  return {
    ...(owner === 'platform' ? {} : { Role: roleOf(owner) }),
    Alias: ['AWS::KMS::Alias', { AliasName: `alias/${owner}`, TargetKeyId: { Ref: 'Key' } }],
    Certificate: ['AWS::CertificateManager::Certificate', tags],
    Key: ['AWS::KMS::Key', { KeyPolicy: KEY_POLICY, ...tags }],
  };
}

/** Properties that hold a value at a path. */
function holding(path: PropertyPath, value: Json): JsonObject {
  return path.split('.').reduceRight<Json>((inner, step) => ({ [step]: inner }), value) as JsonObject;
}

function merged(one: JsonObject, other: JsonObject): JsonObject {
  const result: Record<string, Json> = { ...one };
  for (const [key, value] of Object.entries(other)) {
    const known = result[key];
    result[key] = isObject(known) && isObject(value) ? merged(known, value) : value;
  }
  return result;
}

const specification = loadSpecification();

/** Tags that say whose a resource is, in the form and the place that its type has for them. */
function taggedOf({ type, tags, partTags }: ResourceType, owner: Owner): JsonObject {
  const path = tags ?? partTags;
  if (path === undefined || owner === 'platform') return {};
  const isMap = resourceIn(specification, type)?.tagInformation?.variant === 'map';
  return holding(path, isMap ? { orgSlug: owner } : tagsOf(owner));
}

interface Use {
  readonly description: ResourceType;
  readonly path: PropertyPath;
}

/** What is said of a resource of an owner that uses what is named. */
function saidOf(
  { description, path }: Use,
  named: Json,
  owner: 'acme' | 'platform' = 'acme',
  tenancy: Partial<Tenancy> = {},
): string[] {
  const properties = merged(taggedOf(description, owner), holding(path, named));
  const stacks = (['acme', 'acme-eu', 'platform'] as const).map((name) =>
    stackOf(
      { ...usedOf(name), ...(name === owner ? { Only: [description.type, properties] as const } : {}) },
      name,
    ),
  );
  const { violations } = judged(flows, stacks, () => tenancy, { owner: TAGS.owner });
  return told({ violations: violations.filter(({ path: place }) => place === `${owner}/Only`) }).filter(
    (what) => / (?:keys|certificates) come from /.test(what),
  );
}

function usesOf(list: 'keys' | 'certificates'): (Use & { readonly name: string })[] {
  return DESCRIBED_TYPES.flatMap((description) =>
    (description[list] ?? []).map((path) => ({ name: `${description.type} ${path}`, description, path })),
  );
}

/** The first key that a type names. */
function useBy(type: string): Use {
  const use = usesOf('keys').find(({ description }) => description.type === type);
  if (use === undefined) throw new Error(`${type} names no key`);
  return use;
}

/** What a property names: things of the owner, as another stack names them after deployment. */
const keyOf = (owner: Owner): string => `arn:aws:kms:eu-central-1:${ACCOUNT}:key/(${owner}.Key)`;
const certificateOf = (owner: Owner): string =>
  `arn:aws:acm:eu-central-1:${ACCOUNT}:certificate/(${owner}.Certificate)`;

const KEYS = usesOf('keys');
const CERTIFICATES = usesOf('certificates');
const QUEUE = useBy('AWS::SQS::Queue');

test('there are many of them, which the service specification tells', () => {
  expect(KEYS.length).toBeGreaterThan(60);
  expect(CERTIFICATES.length).toBeGreaterThan(9);
});

describe.each(KEYS)('$name', (use) => {
  test("names a key of its own, or of the platform's", () => {
    expect(saidOf(use, { 'Fn::GetAtt': ['Key', 'Arn'] })).toEqual([]);
    expect(saidOf(use, keyOf('platform'))).toEqual([]);
  });

  test("does not name a neighbour's", () => {
    expect(saidOf(use, keyOf('acme-eu'))).toEqual([
      `acme/Only of acme: keys come from acme-eu/Key of acme-eu (${use.path})`,
    ]);
  });
});

describe.each(CERTIFICATES)('$name', (use) => {
  test("names a certificate of its own, or of the platform's", () => {
    expect(saidOf(use, { Ref: 'Certificate' })).toEqual([]);
    expect(saidOf(use, certificateOf('platform'))).toEqual([]);
  });

  test("does not name a neighbour's", () => {
    expect(saidOf(use, certificateOf('acme-eu'))).toEqual([
      `acme/Only of acme: certificates come from acme-eu/Certificate of acme-eu (${use.path})`,
    ]);
  });
});

describe('a key', () => {
  test.each<[string, Json]>([
    ['its id', { Ref: 'Key' }],
    ['its alias', 'alias/acme'],
    ['the ARN of its alias', `arn:aws:kms:eu-central-1:${ACCOUNT}:alias/acme`],
  ])('may be named by %s', (_how, named) => {
    expect(saidOf(QUEUE, named)).toEqual([]);
  });

  test.each<[string, Json, string]>([
    ['its id', '(acme-eu.Key)', 'acme-eu/Key'],
    ['its alias', 'alias/acme-eu', 'acme-eu/Alias'],
    ['the ARN of its alias', `arn:aws:kms:eu-central-1:${ACCOUNT}:alias/acme-eu`, 'acme-eu/Alias'],
  ])("is found to be a neighbour's by %s", (_how, named, what) => {
    expect(saidOf(QUEUE, named)).toEqual([
      `acme/Only of acme: keys come from ${what} of acme-eu (KmsMasterKeyId)`,
    ]);
  });

  test.each(['alias/aws/sqs', `arn:aws:kms:eu-central-1:${ACCOUNT}:alias/aws/sqs`])(
    'may be one that a service has for itself: %s',
    (alias) => {
      expect(saidOf(QUEUE, alias)).toEqual([]);
    },
  );

  test('that no template makes, or that is unknown, has to be declared', () => {
    const arn = `arn:aws:kms:eu-central-1:${ACCOUNT}:key/1234`;
    const destinations = [{ resources: [arn], because: 'a key of the company' }];

    expect(saidOf(QUEUE, arn)).toEqual([
      `acme/Only of acme: keys come from ${arn}, which no template makes (KmsMasterKeyId)`,
    ]);
    expect(saidOf(QUEUE, { Ref: 'Unknown' })).toEqual([
      'acme/Only of acme: keys come from a place that is unknown before deployment (KmsMasterKeyId)',
    ]);
    expect(saidOf(QUEUE, arn, 'acme', { destinations })).toEqual([]);
  });
});

describe('what tenants share', () => {
  const CHANNEL = { description: { type: 'AWS::Config::DeliveryChannel', because: '' }, path: 'S3KmsKeyArn' };

  test("is not under a tenant's key", () => {
    expect(saidOf(QUEUE, keyOf('acme-eu'), 'platform')).toEqual([
      'platform/Only of the platform: keys come from acme-eu/Key of acme-eu (KmsMasterKeyId)',
    ]);
  });

  test('may be under a key that is unknown, or that no template makes', () => {
    expect(saidOf(QUEUE, { Ref: 'Unknown' }, 'platform')).toEqual([]);
    expect(saidOf(QUEUE, 'alias/company', 'platform')).toEqual([]);
  });

  test("may have tenants' certificates, which clients ask for by name", () => {
    const listener = CERTIFICATES.find(({ name }) => name.includes('V2::Listener '));
    expect(listener && saidOf(listener, certificateOf('acme'), 'platform')).toEqual([]);
  });

  test('is not told from what takes no tags, and so could be the owner of the key', () => {
    expect(saidOf(CHANNEL, keyOf('acme'), 'platform')).toEqual([]);
  });
});
