import { GetAnalyzerCommand, ListArchiveRulesCommand } from '@aws-sdk/client-accessanalyzer';
import { GetNamedQueryCommand } from '@aws-sdk/client-athena';
import {
  GetEventSelectorsCommand,
  GetTrailCommand,
  GetTrailStatusCommand,
  ListTagsCommand,
} from '@aws-sdk/client-cloudtrail';
import { GetTableCommand } from '@aws-sdk/client-glue';
import { mockClient } from 'aws-sdk-client-mock';
import { analyzerReader } from '../../../lib/deployed/access-analyzer';
import { namedQueryReader } from '../../../lib/deployed/athena';
import { trailReader } from '../../../lib/deployed/cloudtrail';
import { tableReader } from '../../../lib/deployed/glue';
import type { ReadTarget } from '../../../lib/deployed/resource-reader';
import { requireLocalEndpoint } from '../../../tools/local/endpoint';
import { localClients } from '../../../tools/local/local-clients';
import { NAMING } from '../../fixtures/environment';

const clients = localClients(requireLocalEndpoint('http://localhost:1'), 'eu-central-1');
const TAGS = [{ Key: 'orgSlug', Value: 'acme-eu' }];

function target(physicalId: string, properties?: ReadTarget['properties']): ReadTarget {
  const known = { physicalId, clients, naming: NAMING };
  return properties === undefined ? known : { ...known, properties };
}

describe('the reader of trails', () => {
  function trail(IsLogging: boolean): void {
    mockClient(clients.cloudtrail)
      .on(GetTrailCommand, { Name: 'trail' })
      .resolves({
        Trail: {
          Name: 'trail',
          TrailARN: 'arn',
          KmsKeyId: 'key',
          S3BucketName: 'bucket',
          LogFileValidationEnabled: true,
          IncludeGlobalServiceEvents: true,
          IsMultiRegionTrail: true,
          IsOrganizationTrail: false,
        },
      })
      .on(GetTrailStatusCommand, { Name: 'trail' })
      .resolves({ IsLogging })
      .on(GetEventSelectorsCommand, { TrailName: 'trail' })
      .resolves({
        AdvancedEventSelectors: [
          {
            Name: 'all',
            FieldSelectors: [{ Field: 'eventCategory', Equals: ['Management'], StartsWith: [] }],
          },
        ],
      })
      .on(ListTagsCommand, { ResourceIdList: ['arn'] })
      .resolves({ ResourceTagList: [{ ResourceId: 'arn', TagsList: TAGS }] });
  }

  test('reads the trail, its selectors and its tags', async () => {
    trail(true);

    expect(await trailReader.read(target('trail'))).toEqual({
      AdvancedEventSelectors: [
        { Name: 'all', FieldSelectors: [{ Field: 'eventCategory', Equals: ['Management'] }] },
      ],
      EnableLogFileValidation: true,
      EventSelectors: undefined,
      IncludeGlobalServiceEvents: true,
      IsLogging: true,
      IsMultiRegionTrail: true,
      IsOrganizationTrail: undefined,
      KMSKeyId: 'key',
      S3BucketName: 'bucket',
      S3KeyPrefix: undefined,
      Tags: TAGS,
      TrailName: 'trail',
    });
    expect(await trailReader.attributes(target('trail'))).toEqual({ Arn: 'arn' });
  });

  test('shows one that was stopped', async () => {
    trail(false);

    expect(await trailReader.read(target('trail'))).toMatchObject({ IsLogging: false });
  });
});

describe('the reader of tables', () => {
  const place = { DatabaseName: 'acme_eu' };

  test('leaves out what the catalog fills in', async () => {
    mockClient(clients.glue)
      .on(GetTableCommand, { ...place, Name: 'trail' })
      .resolves({
        Table: {
          ...place,
          CatalogId: '123456789012',
          Name: 'trail',
          Retention: 0,
          Parameters: { 'projection.enabled': 'true' },
          PartitionKeys: [],
          StorageDescriptor: {
            Location: 's3://acme-eu/',
            Columns: [{ Name: 'a', Type: 'string' }],
            BucketColumns: [],
            Compressed: false,
            NumberOfBuckets: 0,
            SerdeInfo: { SerializationLibrary: 'json', Parameters: {} },
            StoredAsSubDirectories: false,
          },
        },
      });

    expect(await tableReader.read(target('trail', place))).toMatchObject({
      CatalogId: '123456789012',
      ...place,
      TableInput: {
        Name: 'trail',
        Parameters: { 'projection.enabled': 'true' },
        PartitionKeys: undefined,
        Retention: undefined,
        StorageDescriptor: {
          BucketColumns: undefined,
          Columns: [{ Name: 'a', Type: 'string' }],
          Compressed: undefined,
          Location: 's3://acme-eu/',
          NumberOfBuckets: undefined,
          SerdeInfo: { SerializationLibrary: 'json', Parameters: undefined },
          StoredAsSubDirectories: undefined,
        },
      },
    });
  });

  test('shows what somebody has changed', async () => {
    mockClient(clients.glue)
      .on(GetTableCommand)
      .resolves({ Table: { Name: 'trail', Retention: 9, ViewOriginalText: 'SELECT 1' } });

    expect(await tableReader.read(target('trail', place))).toMatchObject({
      TableInput: { Retention: 9, ViewOriginalText: 'SELECT 1' },
    });
  });
});

test('the reader of saved queries', async () => {
  const query = { Name: 'by-day', Database: 'acme_eu', QueryString: 'SELECT 1', WorkGroup: 'acme-eu' };
  mockClient(clients.athena)
    .on(GetNamedQueryCommand, { NamedQueryId: 'id' })
    .resolves({ NamedQuery: { ...query, NamedQueryId: 'id', Description: '' } });

  expect(await namedQueryReader.read(target('id'))).toEqual({ ...query, Description: undefined });
  expect(await namedQueryReader.attributes(target('id'))).toEqual({ NamedQueryId: 'id' });
});

describe('the reader of analyzers', () => {
  const arn = 'arn:aws:access-analyzer:eu-central-1:123456789012:analyzer/unused';
  const known = {
    arn,
    name: 'unused',
    createdAt: new Date(0),
    status: 'ACTIVE' as const,
    tags: { orgSlug: 'acme-eu' },
  };

  test('reads the name from the ARN, and after how many days access is unused', async () => {
    mockClient(clients.accessAnalyzer)
      .on(GetAnalyzerCommand, { analyzerName: 'unused' })
      .resolves({
        analyzer: {
          ...known,
          type: 'ACCOUNT_UNUSED_ACCESS',
          configuration: { unusedAccess: { unusedAccessAge: 90 } },
        },
      })
      .on(ListArchiveRulesCommand)
      .resolves({ archiveRules: [] });

    expect(await analyzerReader.read(target(arn))).toEqual({
      AnalyzerConfiguration: { UnusedAccessConfiguration: { UnusedAccessAge: 90 } },
      AnalyzerName: 'unused',
      ArchiveRules: undefined,
      Tags: TAGS,
      Type: 'ACCOUNT_UNUSED_ACCESS',
    });
  });

  test('shows a rule that hides findings', async () => {
    const rule = { ruleName: 'hidden', filter: {}, createdAt: new Date(0), updatedAt: new Date(0) };
    mockClient(clients.accessAnalyzer)
      .on(GetAnalyzerCommand)
      .resolves({ analyzer: { ...known, type: 'ACCOUNT' } })
      .on(ListArchiveRulesCommand)
      .resolves({ archiveRules: [rule] });

    expect(await analyzerReader.read(target(arn))).toMatchObject({
      AnalyzerConfiguration: undefined,
      ArchiveRules: [rule],
    });
  });
});
