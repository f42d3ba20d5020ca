import { UnreadableTemplateError } from '../../../lib/deployed/errors';
import type { DeployedStack } from '../../../lib/deployed/deployed-stack';
import { describeDifference, readBackStack } from '../../../lib/deployed/read-back-stack';
import { contextOf, deployed, services, synthesized } from './two-stacks';

const stack = 'ts-local-organization-acme';

describe('readBackStack', () => {
  test.each(['acme', 'acme-eu'])('finds no difference in the stack of %s as it should be', async (slug) => {
    const result = await readBackStack(synthesized(slug), deployed(slug), contextOf(services(slug)));

    expect(result).toEqual({ resources: 2, properties: 4, differences: [], unread: [] });
  });

  test("finds that one organization's stack is not another's", async () => {
    const { differences } = await readBackStack(
      synthesized('acme'),
      deployed('acme-eu'),
      contextOf(services('acme-eu')),
    );

    expect(differences.map(({ path }) => path)).toEqual([
      'Tags.orgSlug',
      'Description',
      'Tags.orgSlug',
      'AliasName',
    ]);
  });

  test.each([
    [
      'a wrong value',
      'Key',
      { 'acme-key': { Description: 'Other', Tags: services('acme')['acme-key']?.['Tags'] } },
      [{ path: 'Description', template: 'Data of acme', api: 'Other' }],
    ],
    [
      'a tag of the stack that the resource has not',
      'Key',
      { 'acme-key': { Description: 'Data of acme', Tags: [{ Key: 'a', Value: 'b' }] } },
      [{ path: 'Tags.orgSlug', template: 'acme', api: undefined }],
    ],
    [
      'a reference to another resource',
      'Alias',
      { 'alias/acme': { AliasName: 'alias/acme', TargetKeyId: 'acme-eu-key' } },
      [{ path: 'TargetKeyId', template: 'acme-key', api: 'acme-eu-key' }],
    ],
    [
      'a property that the service does not have',
      'Alias',
      { 'alias/acme': { AliasName: 'alias/acme' } },
      [{ path: 'TargetKeyId', template: 'acme-key', api: undefined }],
    ],
  ])('finds %s', async (_case, logicalId, changes, expected) => {
    const context = contextOf({ ...services('acme'), ...changes });

    const { differences } = await readBackStack(synthesized('acme'), deployed('acme'), context);

    expect(differences).toEqual(expected.map((difference) => ({ stack, logicalId, ...difference })));
  });

  test('finds a resource that CloudFormation reports and the service does not have', async () => {
    const { 'alias/acme': _gone, ...rest } = services('acme');

    const { differences, unread } = await readBackStack(
      synthesized('acme'),
      deployed('acme'),
      contextOf(rest),
    );

    expect(unread).toEqual([{ logicalId: 'Alias', error: new Error('NotFoundException') }]);
    expect(differences).toEqual([
      {
        stack,
        logicalId: 'Alias',
        path: 'Type',
        template: 'AWS::KMS::Alias',
        api: 'Error: NotFoundException',
      },
    ]);
  });

  test('compares what it can where a resource is gone that others refer to', async () => {
    // GIVEN an alias that names its key by ARN, which nobody can read any more
    const { template, ...stackOfAcme } = synthesized('acme');
    const Alias = {
      Type: 'AWS::KMS::Alias',
      Properties: { AliasName: 'alias/acme', TargetKeyId: { 'Fn::GetAtt': ['Key', 'Arn'] } },
    };
    const Other = { Type: 'AWS::KMS::Alias', Properties: { AliasName: 'alias/other' } };
    const changed = {
      ...stackOfAcme,
      template: { Resources: { ...template.Resources, Alias, Other }, Outputs: {} },
    };
    const status = 'CREATE_COMPLETE';
    const there = {
      ...deployed('acme'),
      outputs: {},
      resources: [
        ...deployed('acme').resources,
        { logicalId: 'Other', physicalId: 'alias/other', type: 'AWS::KMS::Alias', status },
      ],
    };
    const { 'acme-key': _gone, ...rest } = services('acme');

    const { unread, differences } = await readBackStack(
      changed,
      there,
      contextOf({ ...rest, 'alias/other': { AliasName: 'alias/mine' } }, { unreadable: ['acme-key'] }),
    );

    expect(unread.map(({ logicalId }) => logicalId)).toEqual(['Key', 'Alias']);
    expect(String(unread[1]?.error)).toContain('does not know the attribute Arn of Key');
    expect(differences).toContainEqual({
      stack,
      logicalId: 'Other',
      path: 'AliasName',
      template: 'alias/other',
      api: 'alias/mine',
    });
  });

  const acme = deployed('acme');
  test.each<[string, DeployedStack, object]>([
    [
      'no termination protection',
      { ...acme, terminationProtection: false },
      { path: 'TerminationProtection', template: true, api: false },
    ],
    [
      'a failed state',
      { ...acme, status: 'UPDATE_ROLLBACK_COMPLETE' },
      { path: 'StackStatus', template: 'CREATE_COMPLETE', api: 'UPDATE_ROLLBACK_COMPLETE' },
    ],
    [
      'a missing output',
      { ...acme, outputs: {} },
      { path: 'Outputs.KeyArn', template: 'arn:acme-key', api: undefined },
    ],
    [
      'an output that was not resolved',
      { ...acme, outputs: { KeyArn: '${Key.Arn}' } },
      { path: 'Outputs.KeyArn', template: 'arn:acme-key', api: '${Key.Arn}' },
    ],
    ['a missing tag', { ...acme, tags: {} }, { path: 'Tags.orgSlug', template: 'acme', api: undefined }],
  ])('finds %s of the stack', async (_case, found, difference) => {
    const { differences } = await readBackStack(synthesized('acme'), found, contextOf(services('acme')));

    expect(differences).toEqual([{ stack, ...difference }]);
  });

  test('finds resources that are missing, too many, of another type or not finished', async () => {
    const status = 'CREATE_COMPLETE';
    const found: DeployedStack = {
      ...acme,
      resources: [
        {
          logicalId: 'Key',
          physicalId: 'acme-key',
          type: 'AWS::KMS::ReplicaKey',
          status: 'CREATE_IN_PROGRESS',
        },
        { logicalId: 'Stray', physicalId: 'stray', type: 'AWS::SQS::Queue', status },
      ],
      outputs: { KeyArn: 'arn:acme-key' },
    };
    const withoutOutputs = {
      ...synthesized('acme'),
      template: { ...synthesized('acme').template, Outputs: {} },
    };

    const { differences } = await readBackStack(
      withoutOutputs,
      { ...found, outputs: {} },
      contextOf(services('acme')),
    );

    expect(differences).toEqual([
      { stack, logicalId: 'Stray', path: 'Type', template: undefined, api: 'AWS::SQS::Queue' },
      { stack, logicalId: 'Key', path: 'Type', template: 'AWS::KMS::Key', api: 'AWS::KMS::ReplicaKey' },
      {
        stack,
        logicalId: 'Key',
        path: 'ResourceStatus',
        template: 'CREATE_COMPLETE',
        api: 'CREATE_IN_PROGRESS',
      },
      { stack, logicalId: 'Alias', path: 'Type', template: 'AWS::KMS::Alias', api: undefined },
    ]);
  });

  test('never skips a type without a reader or a property that is not compared', async () => {
    const plain = synthesized('acme');
    const withProperty = {
      ...plain,
      template: {
        ...plain.template,
        Resources: {
          ...plain.template.Resources,
          Key: { Type: 'AWS::KMS::Key', Properties: { Description: 'Data of acme', MultiRegion: true } },
        },
      },
    };
    const context = contextOf(services('acme'));

    await expect(readBackStack(withProperty, acme, context)).rejects.toThrow(
      new UnreadableTemplateError([`${stack} Key: the reader of AWS::KMS::Key does not compare MultiRegion`]),
    );
    await expect(readBackStack(plain, acme, { ...context, readers: new Map() })).rejects.toThrow(
      UnreadableTemplateError,
    );
  });
});

describe('describeDifference', () => {
  test('is one line with stack, logical id, path and both values', () => {
    expect(
      describeDifference({ stack, logicalId: 'Key', path: 'Tags.orgSlug', template: 'acme', api: undefined }),
    ).toBe(`${stack} Key Tags.orgSlug: the template says "acme", the API says nothing`);
    expect(describeDifference({ stack, path: 'TerminationProtection', template: true, api: false })).toBe(
      `${stack} TerminationProtection: the template says true, the API says false`,
    );
  });
});
