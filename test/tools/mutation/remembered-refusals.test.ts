import { actionCeiling } from '../../../packages/isolation-proof/src/claims/action-ceiling';
import { encryptionAndTransport } from '../../../packages/isolation-proof/src/claims/encryption-and-transport';
import { platformPrincipals } from '../../../packages/isolation-proof/src/claims/platform-principals';
import { tenantIsolation } from '../../../packages/isolation-proof/src/claims/tenant-isolation';
import { prove } from '../../../packages/isolation-proof/src/judge/prove';
import { Memo } from '../../../packages/isolation-proof/src/patterns/memo';
import type { Specification } from '../../../packages/isolation-proof/src/specification/specification';
import { IsolationProofError } from '../../../packages/isolation-proof/src/templates/errors';
import type { JsonObject } from '../../../packages/isolation-proof/src/templates/json';
import { type Ground, groundOf, stackOf } from '../../../tools/mutation/ground';
import { templateOf } from '../../../tools/mutation/mutant';
import { mutantsOf, sliceOf, type PlacedMutant } from '../../../tools/mutation/mutants';
import { policyOf, tagsOf } from '../../packages/isolation-proof/fixtures/organizations';
import { SPECIFICATION } from '../../packages/isolation-proof/fixtures/specification';
import { PLACE } from './two-organizations';

const JUDGED: Specification = {
  ...SPECIFICATION,
  tenancyOf: (model) => ({
    ...SPECIFICATION.tenancyOf(model),
    dataBuckets: model.guarded.filter(({ kind }) => kind === 'bucket'),
    ownResources: (tenant) => [`arn:aws:s3:::data/${tenant}/*`],
  }),
  claims: [
    tenantIsolation({ locks: 'each alone' }),
    platformPrincipals({ administrator: true }),
    actionCeiling({ locks: 'each alone' }),
    encryptionAndTransport({ keyTag: 'orgKeyArn' }),
  ],
};

/** Mutants of each operator. */
const OF_EACH = 2;
/** So many different findings there are at least, or the mutants would tell nothing apart. */
const MOST_ALIKE = 20;

const SECURELY = { Bool: { 'aws:SecureTransport': 'true' } };

/** Of each sort of policy one: that of a role, its boundary, and those of a shared bucket and of a key. */
function organization(slug: string): JsonObject {
  return {
    Resources: {
      Key: {
        Type: 'AWS::KMS::Key',
        Properties: {
          Tags: tagsOf(slug),
          KeyPolicy: policyOf({
            Sid: 'Use',
            Effect: 'Allow',
            Principal: { AWS: { 'Fn::GetAtt': ['Role', 'Arn'] } },
            Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
            Resource: '*',
            Condition: { StringEquals: { 'aws:PrincipalTag/orgSlug': slug } },
          }),
        },
      },
      Boundary: {
        Type: 'AWS::IAM::ManagedPolicy',
        Properties: {
          ManagedPolicyName: `${slug}-boundary`,
          PolicyDocument: policyOf({
            Effect: 'Allow',
            Action: 's3:*Object',
            Resource: `arn:aws:s3:::data/${slug}/*`,
          }),
        },
      },
      Role: {
        Type: 'AWS::IAM::Role',
        Properties: {
          RoleName: `${slug}-role`,
          AssumeRolePolicyDocument: policyOf({
            Effect: 'Allow',
            Principal: { Service: 'ssm.amazonaws.com' },
            Action: 'sts:AssumeRole',
          }),
          PermissionsBoundary: { Ref: 'Boundary' },
          Policies: [
            {
              PolicyName: 'objects',
              PolicyDocument: policyOf({
                Effect: 'Allow',
                Action: ['s3:GetObject', 's3:PutObject'],
                Resource: `arn:aws:s3:::data/${slug}/*`,
                Condition: SECURELY,
              }),
            },
          ],
          Tags: tagsOf(slug),
        },
      },
    },
  };
}

const SHARED: JsonObject = {
  Resources: {
    Bucket: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'data' } },
    BucketPolicy: {
      Type: 'AWS::S3::BucketPolicy',
      Properties: {
        Bucket: { Ref: 'Bucket' },
        PolicyDocument: policyOf(
          {
            Sid: 'Insecurely',
            Effect: 'Deny',
            Principal: '*',
            Action: 's3:*',
            Resource: ['arn:aws:s3:::data', 'arn:aws:s3:::data/*'],
            Condition: { Bool: { 'aws:SecureTransport': 'false' } },
          },
          {
            Sid: 'OfOthers',
            Effect: 'Deny',
            Principal: '*',
            Action: ['s3:GetObject', 's3:PutObject'],
            NotResource: 'arn:aws:s3:::data/${aws:PrincipalTag/orgSlug}/*',
          },
        ),
      },
    },
  },
};

const GROUND: Ground = groundOf(
  { shared: SHARED, acme: organization('acme'), 'acme-eu': organization('acme-eu') },
  PLACE,
);

/** Everything that is found of a mutant, with its examples. */
function findings({ mutant, ground }: PlacedMutant): string {
  const stacks = ground.stacks.map((stack) =>
    stack.name === mutant.stack
      ? stackOf(stack.name, templateOf(mutant, ground.templates), ground.environment)
      : stack,
  );
  try {
    return JSON.stringify(
      prove(stacks, JUDGED).claims.map(({ id, violations, coverage }) => [
        id,
        coverage,
        violations.map(({ what, request, statements, remedy, more }) => [
          what,
          request?.context,
          statements.map(({ name, source }) => `${source.path} ${name}`),
          remedy,
          more,
        ]),
      ]),
    );
  } catch (error) {
    if (error instanceof IsolationProofError) return error.message;
    throw error;
  }
}

/** Has every question asked anew. Answers to questions are the only ones that are remembered as `true` or `false`. */
function askingAnew<Found>(find: () => Found): Found {
  // eslint-disable-next-line @typescript-eslint/unbound-method -- it is called with the memory that it is of
  const original = Memo.prototype.of;
  const spy = jest.spyOn(Memo.prototype, 'of').mockImplementation(function (
    this: Memo<unknown>,
    text: string,
    make: () => unknown,
  ) {
    const value: unknown = original.call(this, text, make);
    return typeof value === 'boolean' ? make() : value;
  });
  try {
    return find();
  } finally {
    spy.mockRestore();
  }
}

test('of mutants, the same is found whether questions are asked anew or answered from those of others', () => {
  const mutants = sliceOf(mutantsOf([GROUND]), OF_EACH);
  const anew = askingAnew(() => mutants.map(findings));
  expect(new Set(anew).size).toBeGreaterThan(MOST_ALIKE);
  expect(mutants.map(findings)).toEqual(anew);
  expect(mutants.toReversed().map(findings).toReversed()).toEqual(anew);
});
