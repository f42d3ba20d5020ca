import type { EnvironmentConfig } from '../../../config/environment-config';
import { loadEnvironment } from '../../../config/load-environment';
import { Naming } from '../../../config/naming';
import type { SynthesizedStack } from '../../../lib/deployed/cloud-assembly';
import { localClients } from '../../../tools/local/local-clients';
import { requireLocalEndpoint } from '../../../tools/local/endpoint';
import type { DeployedStack } from '../../../lib/deployed/deployed-stack';
import type { ReadBackContext } from '../../../lib/deployed/read-back-stack';
import { type ResourceReader, resourceReader } from '../../../lib/deployed/resource-reader';

export const environment: EnvironmentConfig = loadEnvironment('local', 'environments');

/** A key and its alias, for one organization. */
export function synthesized(slug: string): SynthesizedStack {
  return {
    name: `ts-local-organization-${slug}`,
    terminationProtection: true,
    tags: { orgSlug: slug },
    template: {
      Resources: {
        Key: {
          Type: 'AWS::KMS::Key',
          Properties: { Description: `Data of ${slug}`, Tags: [{ Key: 'a', Value: 'b' }] },
        },
        Alias: {
          Type: 'AWS::KMS::Alias',
          Properties: { AliasName: `alias/${slug}`, TargetKeyId: { Ref: 'Key' } },
        },
      },
      Outputs: { KeyArn: { Value: { 'Fn::GetAtt': ['Key', 'Arn'] } } },
    },
  };
}

/** The same stack as CloudFormation has it. */
export function deployed(slug: string): DeployedStack {
  const status = 'CREATE_COMPLETE';
  return {
    status,
    terminationProtection: true,
    tags: { orgSlug: slug },
    outputs: { KeyArn: `arn:${slug}-key` },
    resources: [
      { logicalId: 'Key', physicalId: `${slug}-key`, type: 'AWS::KMS::Key', status },
      { logicalId: 'Alias', physicalId: `alias/${slug}`, type: 'AWS::KMS::Alias', status },
    ],
  };
}

/** What the services hold, by physical id. */
export function services(slug: string): Record<string, Record<string, unknown>> {
  return {
    [`${slug}-key`]: {
      Description: `Data of ${slug}`,
      Tags: [
        { Key: 'a', Value: 'b' },
        { Key: 'orgSlug', Value: slug },
      ],
    },
    [`alias/${slug}`]: { AliasName: `alias/${slug}`, TargetKeyId: `${slug}-key` },
  };
}

/** Readers of these services; what is not there cannot be read. */
export function contextOf(
  holdings: Readonly<Record<string, Record<string, unknown>>>,
  { unreadable = [] }: { readonly unreadable?: readonly string[] } = {},
): ReadBackContext {
  const read: ResourceReader['read'] = ({ physicalId }) => {
    const found = holdings[physicalId];
    return found === undefined ? Promise.reject(new Error('NotFoundException')) : Promise.resolve(found);
  };
  const readers = [
    resourceReader({
      type: 'AWS::KMS::Key',
      comparisons: { Description: 'value', Tags: 'tags' },
      read: read,
      attributes: ({ physicalId }) =>
        unreadable.includes(physicalId)
          ? Promise.reject(new Error('NotFoundException'))
          : Promise.resolve({ Arn: `arn:${physicalId}` }),
    }),
    resourceReader({
      type: 'AWS::KMS::Alias',
      comparisons: { AliasName: 'value', TargetKeyId: 'value' },
      read: read,
    }),
  ];
  return {
    readers: new Map(readers.map((reader) => [reader.type, reader])),
    // Never called: these readers have their own services.
    clients: localClients(requireLocalEndpoint('http://localhost:1'), 'eu-central-1'),
    naming: new Naming(environment),
  };
}
