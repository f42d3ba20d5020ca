import { GetWorkGroupCommand, ListTagsForResourceCommand } from '@aws-sdk/client-athena';
import { DescribeStacksCommand, ListStackResourcesCommand } from '@aws-sdk/client-cloudformation';
import {
  GetPolicyCommand,
  GetPolicyVersionCommand,
  GetRoleCommand,
  GetUserCommand,
  ListEntitiesForPolicyCommand,
  ListRoleTagsCommand,
  ListUserTagsCommand,
} from '@aws-sdk/client-iam';
import {
  GetPolicyCommand as GetIotPolicyCommand,
  ListTagsForResourceCommand as ListIotTagsCommand,
} from '@aws-sdk/client-iot';
import {
  DescribeKeyCommand,
  GetKeyPolicyCommand,
  GetKeyRotationStatusCommand,
  ListAliasesCommand,
  ListResourceTagsCommand,
} from '@aws-sdk/client-kms';
import { mockClient } from 'aws-sdk-client-mock';
import { Naming } from '../../../config/naming';
import { requireLocalEndpoint } from '../../../tools/local/endpoint';
import { workgroupReader } from '../../../lib/deployed/athena';
import { describeDeployedStack } from '../../../lib/deployed/deployed-stack';
import { managedPolicyReader, roleReader, userReader } from '../../../lib/deployed/iam';
import { iotPolicyReader } from '../../../lib/deployed/iot';
import { keyAliasReader, keyReader } from '../../../lib/deployed/kms';
import type { ResourceReader } from '../../../lib/deployed/resource-reader';
import { localClients } from '../../../tools/local/local-clients';
import { environment } from './two-stacks';

const clients = localClients(requireLocalEndpoint('http://localhost:1'), 'eu-central-1');
const TAGS = [
  { Key: 'orgSlug', Value: 'acme-eu' },
  { Key: 'environment', Value: 'local' },
];

function read(reader: ResourceReader, physicalId: string): Promise<Record<string, unknown>> {
  return reader.read({ physicalId, clients, naming: new Naming(environment) });
}

/** Each item on a page of its own: the first one has the token of the second. */
describe('what is on a second page is read, too', () => {
  test('roles, users and groups that have a policy', async () => {
    // GIVEN a policy whose role of the second organization is on the second page
    const PolicyArn = 'arn:aws:iam::123456789012:policy/ts-local-boundary';
    mockClient(clients.iam)
      .on(GetPolicyCommand)
      .resolves({ Policy: { DefaultVersionId: 'v1' } })
      .on(GetPolicyVersionCommand)
      .resolves({ PolicyVersion: { Document: '%7B%7D' } })
      .on(ListEntitiesForPolicyCommand, { PolicyArn, Marker: 'next' })
      .resolves({ PolicyRoles: [{ RoleName: 'acme-eu' }], PolicyGroups: [{ GroupName: 'b' }] })
      .on(ListEntitiesForPolicyCommand, { PolicyArn, Marker: undefined })
      .resolves({
        PolicyRoles: [{ RoleName: 'acme' }],
        PolicyUsers: [{ UserName: 'acme-analyst' }],
        IsTruncated: true,
        Marker: 'next',
      });

    // WHEN it is read back
    const policy = await read(managedPolicyReader, PolicyArn);

    // THEN nobody is missing
    expect(policy).toMatchObject({ Roles: ['acme', 'acme-eu'], Users: ['acme-analyst'], Groups: ['b'] });
  });

  test('tags of a role and of a user', async () => {
    const iam = mockClient(clients.iam);
    iam.on(GetRoleCommand).resolves({}).on(GetUserCommand).resolves({});
    for (const command of [ListRoleTagsCommand, ListUserTagsCommand]) {
      iam
        .on(command as typeof ListRoleTagsCommand)
        .callsFake(({ Marker }: { Marker?: string }) =>
          Marker === undefined
            ? { Tags: TAGS.slice(0, 1), IsTruncated: true, Marker: 'next' }
            : { Tags: TAGS.slice(1) },
        );
    }

    expect(await read(roleReader, 'acme')).toMatchObject({ Tags: TAGS });
    expect(await read(userReader, 'acme')).toMatchObject({ Tags: TAGS });
  });

  test('tags of an IoT policy', async () => {
    mockClient(clients.iot)
      .on(GetIotPolicyCommand)
      .resolves({ policyArn: 'arn' })
      .on(ListIotTagsCommand, { resourceArn: 'arn', nextToken: undefined })
      .resolves({ tags: TAGS.slice(0, 1), nextToken: 'next' })
      .on(ListIotTagsCommand, { resourceArn: 'arn', nextToken: 'next' })
      .resolves({ tags: TAGS.slice(1) });

    expect(await read(iotPolicyReader, 'acme')).toMatchObject({ Tags: TAGS });
  });

  test('tags of a workgroup', async () => {
    mockClient(clients.athena)
      .on(GetWorkGroupCommand)
      .resolves({})
      .on(ListTagsForResourceCommand)
      .callsFake(({ NextToken }: { NextToken?: string }) =>
        NextToken === undefined ? { Tags: TAGS.slice(0, 1), NextToken: 'next' } : { Tags: TAGS.slice(1) },
      );

    expect(await read(workgroupReader, 'acme')).toMatchObject({ Tags: TAGS });
  });

  test('tags of a key, and the alias of an organization among many', async () => {
    const aliases = ['acme', 'acme-eu'].map((slug) => ({
      AliasName: `alias/${slug}`,
      TargetKeyId: `${slug}-key`,
    }));
    mockClient(clients.kms)
      .on(DescribeKeyCommand)
      .resolves({})
      .on(GetKeyPolicyCommand)
      .resolves({})
      .on(GetKeyRotationStatusCommand)
      .resolves({})
      .on(ListResourceTagsCommand)
      .callsFake(({ Marker }: { Marker?: string }) =>
        Marker === undefined
          ? { Tags: [{ TagKey: 'orgSlug', TagValue: 'acme-eu' }], Truncated: true, NextMarker: 'next' }
          : { Tags: [{ TagKey: 'environment', TagValue: 'local' }] },
      )
      .on(ListAliasesCommand)
      .callsFake(({ Marker }: { Marker?: string }) =>
        Marker === undefined
          ? { Aliases: aliases.slice(0, 1), Truncated: true, NextMarker: 'next' }
          : { Aliases: aliases.slice(1) },
      );

    expect(await read(keyReader, 'acme-eu-key')).toMatchObject({ Tags: TAGS });
    expect(await read(keyAliasReader, 'alias/acme-eu')).toEqual({
      AliasName: 'alias/acme-eu',
      TargetKeyId: 'acme-eu-key',
    });
  });

  test('resources of a stack', async () => {
    mockClient(clients.cloudformation)
      .on(DescribeStacksCommand)
      .resolves({})
      .on(ListStackResourcesCommand)
      .callsFake(({ NextToken }: { NextToken?: string }) =>
        NextToken === undefined
          ? { StackResourceSummaries: [{ LogicalResourceId: 'Key' }], NextToken: 'next' }
          : { StackResourceSummaries: [{ LogicalResourceId: 'Alias' }] },
      );

    const { resources } = await describeDeployedStack(clients, 'ts-local-organization-acme');

    expect(resources.map(({ logicalId }) => logicalId)).toEqual(['Key', 'Alias']);
  });
});
