import * as fc from 'fast-check';
import type { Json, JsonObject } from '../../../../../packages/isolation-proof/src/templates/json';
import { readTemplate } from '../../../../../packages/isolation-proof/src/assembly/read-template';
import type { StackTemplate } from '../../../../../packages/isolation-proof/src/templates/template';
import type { ConcreteRequest, PolicyDocument } from '../../access/naive-evaluator';
import {
  ACCOUNT,
  DEFAULT_KEY_POLICY,
  documents,
  KEY,
  requests,
  ROLE,
  USER,
  wide,
} from '../../access/random-policies';

/** Policies of one principal, of a bucket and of a key. */
export interface Version {
  readonly identity: readonly PolicyDocument[];
  readonly boundary: PolicyDocument | undefined;
  readonly bucket: PolicyDocument | undefined;
  readonly key: PolicyDocument;
}

export interface Change {
  readonly principal: string;
  readonly orgSlug: string | undefined;
  readonly base: Version;
  readonly head: Version;
  readonly requests: readonly ConcreteRequest[];
}

const keyPolicies = fc.oneof(fc.constant(DEFAULT_KEY_POLICY), documents(true));
const versions: fc.Arbitrary<Version> = fc.record({
  identity: fc.array(wide, { minLength: 1, maxLength: 2 }),
  boundary: fc.option(wide, { nil: undefined }),
  bucket: fc.option(documents(true), { nil: undefined }),
  key: keyPolicies,
});

/** A version, with some of another one's policies. */
function changed(base: Version, other: Version, parts: readonly boolean[]): Version {
  const [identity, boundary, bucket, key, isAdded] = parts;
  return {
    identity: identity ? (isAdded ? [...base.identity, ...other.identity] : other.identity) : base.identity,
    boundary: boundary ? other.boundary : base.boundary,
    bucket: bucket ? other.bucket : base.bucket,
    key: key ? other.key : base.key,
  };
}

export const changes: fc.Arbitrary<Change> = fc
  .record({
    principal: fc.constantFrom(USER, ROLE),
    orgSlug: fc.option(fc.constantFrom('acme', 'Acme', 'globex', 'a*', '?'), { nil: undefined }),
    base: versions,
    other: versions,
    parts: fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }),
    requests: fc.array(requests, { minLength: 60, maxLength: 60 }),
  })
  .map(({ principal, orgSlug, base, other, parts, requests: asked }) => ({
    principal,
    orgSlug,
    base,
    head: changed(base, other, parts),
    requests: asked.map((request) => ({
      ...request,
      principal,
      principalTags: orgSlug === undefined ? {} : { orgSlug },
    })),
  }));

/** Stands for the id of the key, which AWS makes. */
export const KEY_ARN = KEY.replace(/k1$/, '(shared.Key)');

/** The stacks of a version, beside those of two organizations. */
export function stacksOf({ identity, boundary, bucket, key }: Version, change: Change): StackTemplate[] {
  const { principal, orgSlug } = change;
  const isRole = principal === ROLE;
  const document = (policy: PolicyDocument): JsonObject => withKey(policy);
  const name = principal.slice(principal.lastIndexOf('/') + 1);
  return [
    stack('shared', {
      Bucket: ['AWS::S3::Bucket', { BucketName: 'data' }],
      ...(bucket === undefined
        ? {}
        : { BucketPolicy: ['AWS::S3::BucketPolicy', { Bucket: 'data', PolicyDocument: document(bucket) }] }),
      Key: ['AWS::KMS::Key', { KeyPolicy: document(key) }],
      ...(boundary === undefined
        ? {}
        : {
            Boundary: [
              'AWS::IAM::ManagedPolicy',
              { PolicyDocument: document(boundary), ManagedPolicyName: 'b' },
            ],
          }),
      Principal: [
        isRole ? 'AWS::IAM::Role' : 'AWS::IAM::User',
        {
          ...(isRole ? { RoleName: name, AssumeRolePolicyDocument: TRUST } : { UserName: name }),
          Policies: identity.map((policy, index) => ({
            PolicyName: `p${index}`,
            PolicyDocument: document(policy),
          })),
          ...(boundary === undefined ? {} : { PermissionsBoundary: { Ref: 'Boundary' } }),
          Tags: orgSlug === undefined ? [] : [{ Key: 'orgSlug', Value: orgSlug }],
        },
      ],
    }),
    ...['acme', 'acme-eu'].map((tenant) =>
      stack(tenant, {
        Topic: [
          'AWS::SNS::Topic',
          { TopicName: `${tenant}-topic`, Tags: [{ Key: 'tenant', Value: tenant }] },
        ],
      }),
    ),
  ];
}

const TRUST: JsonObject = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: 'glue.amazonaws.com' }, Action: 'sts:AssumeRole' }],
};

/** The same with the ARN that stands for the key's. */
export function withKey<T>(value: T): T {
  return JSON.parse(JSON.stringify(value).replaceAll(KEY, KEY_ARN)) as T;
}

function stack(
  name: string,
  resources: Readonly<Record<string, readonly [type: string, properties: Json]>>,
): StackTemplate {
  const template = Object.fromEntries(
    Object.entries(resources).map(([id, [Type, Properties]]) => [id, { Type, Properties }]),
  );
  const read = readTemplate(
    name,
    { Resources: template },
    { account: ACCOUNT, region: 'eu-west-1', partition: 'aws', dnsSuffix: 'amazonaws.com' },
  );
  if (typeof read === 'string') throw new Error(read);
  return read;
}
