import { App, Stack, Tags } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { BlockPublicAccess, Bucket } from 'aws-cdk-lib/aws-s3';
import { generalClaims } from '../../../../packages/isolation-proof/src/claims/general-claims';
import { verify } from '../../../../packages/isolation-proof/src/judge/verify';
import { tenancyFrom } from '../../../../packages/isolation-proof/src/tenancy/tenancy-from';
import { readAssembly } from '../../../../packages/isolation-proof/src/assembly/assembly';
import { withImports } from '../../../../packages/isolation-proof/src/assembly/imports';
import type { Json, JsonObject } from '../../../../packages/isolation-proof/src/templates/json';
import { readTemplate } from '../../../../packages/isolation-proof/src/assembly/read-template';
import { renamedStack } from '../../../../packages/isolation-proof/src/templates/renamed-stack';
import type { StackTemplate } from '../../../../packages/isolation-proof/src/templates/template';

const PLACE = {
  account: '111122223333',
  region: 'eu-central-1',
  partition: 'aws',
  dnsSuffix: 'amazonaws.com',
};

function stack(name: string, template: JsonObject, place = PLACE): StackTemplate {
  const read = readTemplate(name, { Resources: {}, ...template }, place);
  if (typeof read === 'string') throw new Error(read);
  return read;
}

const exporting = (name: Json, more: JsonObject = {}): JsonObject => ({
  Resources: { Data: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'acme-data' } } },
  Outputs: { Data: { Value: { 'Fn::GetAtt': ['Data', 'Arn'] }, Export: { Name: name }, ...more } },
});

const importing = (name: Json): JsonObject => ({
  Resources: { Policy: { Type: 'AWS::IAM::Policy', Properties: { Any: [{ 'Fn::ImportValue': name }] } } },
});

function imported(...stacks: readonly StackTemplate[]): unknown {
  const found = withImports(stacks).find(({ resources }) => resources.has('Policy'));
  return found?.resources.get('Policy')?.properties['Any'];
}

it.each<[string, Json]>([
  ['a literal', 'data:Arn'],
  ['a text with the name of its stack', { 'Fn::Sub': 'data:Arn' }],
])('imports by the name of an export that is %s', (_what, name) => {
  expect(imported(stack('data', exporting(name)), stack('work', importing('data:Arn')))).toEqual([
    'arn:aws:s3:::acme-data',
  ]);
});

it('keeps resources in the stack that they were in', () => {
  const [data, work] = withImports([stack('data', exporting('x')), stack('work', importing('x'))]);

  expect(data?.resources.get('Data')?.stack).toBe(data);
  expect(work?.resources.get('Policy')?.stack).toBe(work);
});

it('does not take one unknown name for another one', () => {
  const name = { Ref: 'Parameter' };

  expect(imported(stack('data', exporting(name)), stack('work', importing(name)))).toEqual([
    { 'Fn::ImportValue': name },
  ]);
});

it.each<[string, readonly StackTemplate[]]>([
  ['no stack exports', [stack('data', exporting('other'))]],
  ['two stacks export', [stack('a', exporting('x')), stack('b', exporting('x'))]],
  ['a stack of another Region exports', [stack('data', exporting('x'), { ...PLACE, region: 'eu-west-1' })]],
  ['a stack exports on a condition', [stack('data', exporting('x', { Condition: 'C' }))]],
  ['a stack exports with a value of a parameter', [stack('data', exporting('x', { Value: { Ref: 'P' } }))]],
])('leaves an import unknown that %s', (_what, stacks) => {
  expect(imported(...stacks, stack('work', importing('x')))).toEqual([{ 'Fn::ImportValue': 'x' }]);
});

it('takes the name of an export by its Region, whatever both are called', () => {
  const data = stack('data', exporting('0x'), { ...PLACE, region: 'eu-west-1' });
  const work = stack('work', importing('x'), { ...PLACE, region: 'eu-west-10' });

  expect(imported(data, work)).toEqual([{ 'Fn::ImportValue': 'x' }]);
});

it('leaves a property that is beside another one', () => {
  const value = { 'Fn::ImportValue': 'x', Other: 'y' };
  const work = stack('work', {
    Resources: { Policy: { Type: 'AWS::IAM::Policy', Properties: { Any: [value] } } },
  });

  expect(imported(stack('data', exporting('x')), work)).toEqual([value]);
});

it('does not copy what imports nothing', () => {
  const [data, other] = [stack('data', exporting('x')), stack('other', importing('y'))];
  const [same, work, likewise] = withImports([data, stack('work', importing('x')), other]);

  expect(same).toBe(data);
  expect(likewise).toBe(other);
  expect(work?.resources.get('Policy')?.properties['Any']).toEqual(['arn:aws:s3:::acme-data']);
});

describe('an output of another stack', () => {
  const reading = (output: JsonObject): JsonObject => ({
    Resources: {
      Policy: { Type: 'AWS::IAM::Policy', Properties: { Any: [{ 'Fn::GetStackOutput': output }] } },
    },
  });
  const handing = (more: JsonObject = {}): JsonObject => ({
    Resources: { Data: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'acme-data' } } },
    Outputs: { Data: { Value: { 'Fn::GetAtt': ['Data', 'Arn'] }, ...more } },
  });
  const WANTED = { StackName: 'data', OutputName: 'Data' };
  const OTHER_REGION = { ...PLACE, region: 'eu-west-1' };
  const OTHER_ACCOUNT = { ...PLACE, account: '999988887777' };

  it.each<[string, JsonObject, typeof PLACE]>([
    ['by its name', WANTED, PLACE],
    ['that no export has', { ...WANTED, StackName: { 'Fn::Sub': 'data' } }, PLACE],
    ['of its own Region', { ...WANTED, Region: 'eu-central-1' }, PLACE],
    ['of another Region', { ...WANTED, Region: 'eu-west-1' }, OTHER_REGION],
    [
      'of another account',
      { ...WANTED, RoleArn: 'arn:aws:iam::999988887777:role/reads-outputs' },
      OTHER_ACCOUNT,
    ],
  ])('is read %s', (_what, output, place) => {
    expect(imported(stack('data', handing(), place), stack('work', reading(output)))).toEqual([
      'arn:aws:s3:::acme-data',
    ]);
  });

  it.each<[string, JsonObject, readonly StackTemplate[]]>([
    ['no stack is called so', WANTED, [stack('dat', handing())]],
    ['two stacks are called so', WANTED, [stack('data', handing()), stack('data', handing())]],
    ['it is of another Region', WANTED, [stack('data', handing(), OTHER_REGION)]],
    ['it is of another account', WANTED, [stack('data', handing(), OTHER_ACCOUNT)]],
    ['it is called otherwise', { ...WANTED, OutputName: 'toString' }, [stack('data', handing())]],
    ['it has a condition', WANTED, [stack('data', handing({ Condition: 'C' }))]],
    ['it is made of a parameter', WANTED, [stack('data', handing({ Value: { Ref: 'P' } }))]],
    ['its Region is a parameter', { ...WANTED, Region: { Ref: 'P' } }, [stack('data', handing())]],
    ['the role is a parameter', { ...WANTED, RoleArn: { Ref: 'P' } }, [stack('data', handing())]],
    ['the stack is not named', { OutputName: 'Data' }, [stack('data', handing())]],
  ])('stays unknown where %s', (_what, output, stacks) => {
    expect(imported(...stacks, stack('work', reading(output)))).toEqual([{ 'Fn::GetStackOutput': output }]);
  });

  it('is read of a stack that is like another one but for names', () => {
    const like = stack('like', handing());
    const renaming = { tenant: 'acme', like, tenantOfLike: 'globex' };
    const data = renamedStack('data', renaming, () => stack('data', handing()));

    expect(imported(like, data, stack('work', reading(WANTED)))).toEqual(['arn:aws:s3:::acme-data']);
  });
});

describe('a stack that is like another one but for names', () => {
  const likeOf = (like: StackTemplate, read: () => StackTemplate): StackTemplate =>
    renamedStack('other', { tenant: 'globex', like, tenantOfLike: 'acme' }, read);

  it('is not read where the other one imports nothing', () => {
    const [data, like] = [stack('data', exporting('x')), stack('like', importing('y'))];
    const other = likeOf(like, () => {
      throw new Error('read');
    });

    expect(withImports([data, like, other])[2]).toBe(other);
  });

  it('imports where the other one does', () => {
    const [data, like] = [stack('data', exporting('x')), stack('like', importing('x'))];
    const [, , other] = withImports([data, like, likeOf(like, () => stack('read', importing('x')))]);

    expect(other?.resources.get('Policy')?.properties['Any']).toEqual(['arn:aws:s3:::acme-data']);
  });
});

describe('an app that refers from stack to stack', () => {
  /** Each tenant has a stack of data and one of work, as the CDK connects them. */
  function verdictOf(references: 'strong' | 'weak', mistake: boolean): unknown {
    const app = new App({
      // Whether CloudFormation would take the templates, which takes seconds to find out, is not asked here.
      builtinCloudFormationValidation: false,
      context: { '@aws-cdk/core:defaultCrossStackReferences': references },
    });
    const env = { account: PLACE.account, region: PLACE.region };
    const buckets = new Map<string, Bucket>();
    for (const tenant of ['acme', 'acme-eu']) {
      const data = new Stack(app, `${tenant}-data`, { env });
      Tags.of(data).add('tenant', tenant);
      buckets.set(tenant, new Bucket(data, 'Data', { blockPublicAccess: BlockPublicAccess.BLOCK_ALL }));
    }
    for (const tenant of ['acme', 'acme-eu']) {
      const work = new Stack(app, `${tenant}-work`, { env });
      Tags.of(work).add('tenant', tenant);
      const role = new Role(work, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
      buckets.get(mistake ? 'acme-eu' : tenant)?.grantRead(role);
    }
    const stacks = readAssembly(app.synth().directory);
    return verify(stacks, {
      tenants: { owner: 'tenant' },
      tenancyOf: tenancyFrom({}),
      claims: generalClaims(),
    }).verdict;
  }

  // New apps have weak references, which are outputs; before, the CDK wrote exports.
  describe.each(['strong', 'weak'] as const)('by %s references', (references) => {
    it('is proved', () => {
      expect(verdictOf(references, false)).toBe('proved');
    });

    it("is violated where a role may read the neighbour's bucket", () => {
      expect(verdictOf(references, true)).toBe('violated');
    });
  });
});
