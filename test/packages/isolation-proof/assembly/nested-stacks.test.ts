import { createHash } from 'node:crypto';
import { readAssemblyStacks } from '../../../../packages/isolation-proof/src/assembly/assembly';
import { verify, verifyAssembly } from '../../../../packages/isolation-proof/src/judge/verify';
import { resolveText } from '../../../../packages/isolation-proof/src/resources/resolve';
import type { Json, JsonObject } from '../../../../packages/isolation-proof/src/templates/json';
import type { StackTemplate } from '../../../../packages/isolation-proof/src/templates/template';
import { policyOf, tagsOf } from '../fixtures/organizations';
import { tenantIsolation } from '../../../../packages/isolation-proof/src/claims/tenant-isolation';
import { tenancyFrom } from '../../../../packages/isolation-proof/src/tenancy/tenancy-from';
import { ACCOUNT } from '../fixtures/stack-of';
import { read, within } from './written-assembly';

const SPECIFICATION = {
  tenants: { owner: 'orgSlug' },
  tenancyOf: tenancyFrom({}),
  claims: [tenantIsolation()],
};
const PLACE = `aws://${ACCOUNT}/eu-central-1`;
const artifact = (templateFile: string, properties: JsonObject = {}): JsonObject => ({
  type: 'aws:cloudformation:stack',
  environment: PLACE,
  properties: { templateFile, ...properties },
});
const asset = (path: string, objectKey: string, packaging = 'file'): JsonObject => ({
  source: { path, packaging },
  destinations: { here: { bucketName: 'cdk-hnb659fds-assets', objectKey } },
});
/** How the CDK writes the address of an asset. */
const address = (key: string): JsonObject => ({
  'Fn::Join': ['', ['https://s3.eu-central-1.', { Ref: 'AWS::URLSuffix' }, `/cdk-hnb659fds-assets/${key}`]],
});
const nested = (properties: JsonObject = {}, key = 'hash.json'): JsonObject => ({
  Type: 'AWS::CloudFormation::Stack',
  Properties: { TemplateURL: address(key), ...properties },
});
/** An assembly of a stack, and of the template of one that is nested in it. */
const files = (
  resources: JsonObject,
  inner: Json,
  { properties = {}, more = {} }: { properties?: JsonObject; more?: Record<string, Json> } = {},
): Record<string, Json> => ({
  'manifest.json': { artifacts: { Shop: artifact('Shop.json', properties) } },
  'Shop.json': { Resources: resources },
  'Shop.assets.json': { files: { hash: asset('inner.json', 'hash.json') } },
  'inner.json': inner,
  ...more,
});
const text = (stack: StackTemplate | undefined, value: Json): string | undefined =>
  stack === undefined ? 'no stack' : resolveText(value, stack);

const QUEUE = { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'jobs' } };
const NAMED: JsonObject = {
  Parameters: { Name: { Type: 'String' } },
  Resources: { Queue: { Type: 'AWS::SQS::Queue', Properties: { QueueName: { Ref: 'Name' } } } },
  Outputs: { Arn: { Value: { 'Fn::GetAtt': ['Queue', 'Arn'] } } },
};
const ARN = `arn:aws:sqs:eu-central-1:${ACCOUNT}:jobs`;

describe('a nested stack', () => {
  it('is a stack of its own, in the account and the Region of its parent', () => {
    const [parent, inner, ...others] = read(files({ Nested: nested() }, { Resources: { Queue: QUEUE } }));
    expect(others).toStrictEqual([]);
    expect(parent?.resources.get('Nested')?.type).toBe('AWS::CDK::NestedStack');
    expect(inner).toMatchObject({ name: 'Shop/Nested', account: ACCOUNT, region: 'eu-central-1' });
    expect([...(inner?.resources.keys() ?? [])]).toStrictEqual(['Queue']);
    expect([...(inner?.resources.values() ?? [])].every(({ stack }) => stack === inner)).toBe(true);
    expect([...(parent?.resources.values() ?? [])].every(({ stack }) => stack === parent)).toBe(true);
  });

  it('has a name that nobody knows', () => {
    const [parent, inner] = read(files({ Nested: nested() }, { Resources: { Queue: QUEUE } }));
    expect(text(parent, { Ref: 'AWS::StackName' })).toBe('Shop');
    expect(text(inner, { Ref: 'AWS::StackName' })).toBeUndefined();
    expect(text(inner, { 'Fn::Sub': '${AWS::StackName}-x' })).toBeUndefined();
  });

  it('is given texts by its parent, and hands out what its outputs say', () => {
    const parameters = { Parameters: { Name: { 'Fn::GetAtt': ['First', 'QueueName'] } } };
    const resources = { First: QUEUE, Nested: nested(parameters) };
    const [parent, inner] = read(files(resources, NAMED));
    expect(text(inner, { Ref: 'Name' })).toBe('jobs');
    expect(text(inner, { 'Fn::Sub': 'a-${Name}' })).toBe('a-jobs');
    expect(text(parent, { 'Fn::GetAtt': ['Nested', 'Outputs.Arn'] })).toBe(ARN);
    expect(text(parent, { 'Fn::GetAtt': 'Nested.Outputs.Arn' })).toBe(ARN);
    expect(text(parent, { 'Fn::Sub': '${Nested.Outputs.Arn}/x' })).toBe(`${ARN}/x`);
    expect(text(parent, { 'Fn::GetAtt': ['Nested', 'Outputs.Other'] })).toBeUndefined();
  });

  it('is given what another nested stack hands out, and what another stack does', () => {
    const named = (Name: Json): JsonObject => nested({ Parameters: { Name } });
    const [, , second, third] = read({
      ...files(
        {
          // In the wrong order, so that one round is not enough.
          A: named({ 'Fn::GetAtt': ['B', 'Outputs.Arn'] }),
          B: named({ 'Fn::GetStackOutput': { StackName: 'Other', OutputName: 'Name' } }),
        },
        NAMED,
      ),
      'manifest.json': { artifacts: { Shop: artifact('Shop.json'), Other: artifact('Other.json') } },
      'Other.json': { Resources: {}, Outputs: { Name: { Value: 'jobs' } } },
    }).sort((one, other) => one.name.localeCompare(other.name));
    expect(text(third, { Ref: 'Name' })).toBe('jobs');
    expect(text(second, { Ref: 'Name' })).toBe(ARN);
  });

  it('knows nothing of a parameter that is not given, that is a list, or whose value comes with the deployment', () => {
    const inner = {
      Parameters: {
        Default: { Type: 'String', Default: 'x' },
        List: { Type: 'CommaDelimitedList' },
        Unknown: { Type: 'String' },
        Odd: { Type: 'String' },
      },
      Resources: { Queue: QUEUE },
    };
    const given = { List: 'a,b', Unknown: { Ref: 'Elsewhere' }, Odd: { 'Fn::Odd': 'x' }, Undeclared: 'x' };
    const [, child] = read(files({ Nested: nested({ Parameters: given }) }, inner));
    for (const Ref of ['Default', 'List', 'Unknown', 'Odd', 'Undeclared', 'toString']) {
      expect(text(child, { Ref })).toBeUndefined();
    }
  });

  it('may hold others', () => {
    const stacks = read(
      files({ Nested: nested({}, 'outer') }, NAMED, {
        more: {
          'outer.json': { Resources: { Deeper: nested({ Parameters: { Name: 'jobs' } }) } },
          'Shop.assets.json': {
            files: { a: asset('inner.json', 'hash.json'), b: asset('outer.json', 'outer') },
          },
        },
      }),
    );
    expect(stacks.map(({ name }) => name)).toStrictEqual(['Shop', 'Shop/Nested', 'Shop/Nested/Deeper']);
    expect(text(stacks[1], { 'Fn::GetAtt': ['Deeper', 'Outputs.Arn'] })).toBe(ARN);
  });

  it('has the tags of its resource, and so those of its parent', () => {
    const properties = { tags: { orgSlug: 'acme' } };
    const tags = { Tags: [{ Key: 'team', Value: { Ref: 'AWS::Region' } }] };
    const [, inner] = read(files({ Nested: nested(tags) }, { Resources: { Queue: QUEUE } }, { properties }));
    expect(inner?.resources.get('Queue')?.properties['Tags']).toStrictEqual([
      { Key: 'orgSlug', Value: 'acme' },
      { Key: 'team', Value: 'eu-central-1' },
    ]);
  });

  it('is told with the file of its template', () => {
    const stacks = within(files({ Nested: nested() }, { Resources: {} }), (directory) =>
      readAssemblyStacks(directory),
    );
    expect(stacks.map(({ file }) => file)).toStrictEqual(['Shop.json', 'inner.json']);
    expect(stacks[1]?.sha256).toBe(createHash('sha256').update('{"Resources":{}}').digest('hex'));
  });
});

describe('a nested stack cannot be decided', () => {
  const reasons = (resources: JsonObject, inner: Json, more: Record<string, Json> = {}): (() => unknown) => {
    const stacks = (): StackTemplate[] => read(files(resources, inner, { more }));
    return () => verify(stacks(), SPECIFICATION);
  };
  const NOT_FOUND = 'Shop/Nested: AWS::CloudFormation::Stack is not supported: its template is not among';

  it.each<[string, JsonObject, Record<string, Json>]>([
    ['whose template is published elsewhere', nested({}, 'other.json'), {}],
    ['whose address is unknown', nested({ TemplateURL: { Ref: 'Url' } }), {}],
    ['whose address is none of S3', nested({ TemplateURL: 'http://example.com/hash.json' }), {}],
    ['without an address', { Type: 'AWS::CloudFormation::Stack' }, {}],
    [
      'whose template may be either of two',
      nested(),
      { 'Other.assets.json': { files: { hash: asset('other.json', 'hash.json') } }, 'other.json': {} },
    ],
    [
      'whose template is packed',
      nested(),
      { 'Shop.assets.json': { files: { a: asset('inner.json', 'hash.json', 'zip') } } },
    ],
    [
      'whose template is not there',
      nested(),
      { 'Shop.assets.json': { files: { a: asset('x.json', 'hash.json') } } },
    ],
  ])('%s', (_what, resource, more) => {
    expect(reasons({ Nested: resource }, { Resources: {} }, more)).toThrow(NOT_FOUND);
  });

  it('that holds itself', () => {
    expect(reasons({ Nested: nested() }, { Resources: { Nested: nested() } })).toThrow(
      `Shop${'/Nested'.repeat(11)}: AWS::CloudFormation::Stack is not supported`,
    );
  });

  it('whose template is none', () => {
    expect(reasons({ Nested: nested() }, [])).toThrow('Shop/Nested: the template is not a JSON object');
  });

  it('that is given a secret, which whoever describes it can see', () => {
    const secret = { 'Fn::GetAtt': ['Key', 'SecretAccessKey'] };
    const key = { Type: 'AWS::IAM::AccessKey', Properties: { UserName: 'u' } };
    expect(reasons({ Key: key, Nested: nested({ Parameters: { Name: secret } }) }, NAMED)).toThrow(
      'Shop/Nested: gives the nested stack Key.SecretAccessKey, which whoever describes the stack can see; make what needs it in the stack of Key',
    );
  });

  it('that is given the name of what CloudFormation reads elsewhere', () => {
    const type = 'AWS::SSM::Parameter::Value<String>';
    const inner = { Parameters: { Name: { Type: type, Default: '/x' } }, Resources: {} };
    expect(reasons({ Nested: nested({ Parameters: { Name: '/y' } }) }, inner)).toThrow(
      `Shop/Nested: gives the nested stack the parameter Name of type ${type}, which is not supported`,
    );
    expect(reasons({ Nested: nested() }, inner)).not.toThrow('gives the nested stack');
  });
});

describe('isolation with nested stacks', () => {
  /** Two tenants, each with a bucket, and in a nested stack a role that reads the bucket of somebody. */
  const shop = (reads: (tenant: string) => string): Record<string, Json> => {
    const tenants = ['acme', 'acme-eu'];
    const stacks = tenants.flatMap((tenant): [string, Json][] => [
      [
        `${tenant}.json`,
        {
          Resources: {
            Bucket: {
              Type: 'AWS::S3::Bucket',
              Properties: { BucketName: `${tenant}-data`, Tags: tagsOf(tenant) },
            },
            Nested: nested({ Tags: tagsOf(tenant), Parameters: { Name: `${reads(tenant)}-data` } }),
          },
        },
      ],
    ]);
    const role = {
      AssumeRolePolicyDocument: policyOf({
        Effect: 'Allow',
        Principal: { Service: 'lambda.amazonaws.com' },
        Action: 'sts:AssumeRole',
      }),
      Policies: [
        {
          PolicyName: 'p',
          PolicyDocument: policyOf({
            Effect: 'Allow',
            Action: 's3:GetObject',
            Resource: { 'Fn::Sub': 'arn:aws:s3:::${Name}/*' },
          }),
        },
      ],
    };
    return {
      ...Object.fromEntries(stacks),
      'manifest.json': {
        artifacts: Object.fromEntries(tenants.map((tenant) => [tenant, artifact(`${tenant}.json`)])),
      },
      'Shop.assets.json': { files: { hash: asset('inner.json', 'hash.json') } },
      'inner.json': {
        Parameters: { Name: { Type: 'String' } },
        Resources: { Role: { Type: 'AWS::IAM::Role', Properties: role } },
      },
    };
  };
  const judged = (reads: (tenant: string) => string) =>
    within(shop(reads), (directory) => verifyAssembly(directory, SPECIFICATION));

  it('is proved of roles that read what is their own', () => {
    const { verdict, slugs, proof } = judged((tenant) => tenant);
    expect(verdict).toBe('proved');
    expect(slugs).toStrictEqual(['acme', 'acme-eu']);
    expect(proof.forms).toBe(1);
  });

  it("is refuted if one is given the name of a neighbour's bucket, however alike the templates are", () => {
    const { verdict, proof } = judged(() => 'acme');
    expect(verdict).toBe('violated');
    const requests = proof.claims.flatMap(({ violations }) =>
      violations.flatMap(({ request }) => request ?? []),
    );
    expect(requests).toMatchObject([
      {
        principal: `arn:aws:iam::${ACCOUNT}:role/(acme-eu/Nested/Role)`,
        action: 's3:getobject',
        resource: 'arn:aws:s3:::acme-data/x',
      },
    ]);
  });
});
