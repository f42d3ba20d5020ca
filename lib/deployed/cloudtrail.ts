import {
  type AdvancedEventSelector,
  type CloudTrailClient,
  GetEventSelectorsCommand,
  GetTrailCommand,
  GetTrailStatusCommand,
  paginateListTags,
} from '@aws-sdk/client-cloudtrail';
import { everyPage } from '../account/every-page';
import { resourceReader, unlessDefault } from './resource-reader';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudtrail-trail.html */
export const trailReader = resourceReader({
  type: 'AWS::CloudTrail::Trail',
  comparisons: {
    AdvancedEventSelectors: 'value',
    EnableLogFileValidation: 'value',
    EventSelectors: 'value',
    IncludeGlobalServiceEvents: 'value',
    IsLogging: 'value',
    IsMultiRegionTrail: 'value',
    IsOrganizationTrail: 'value',
    KMSKeyId: 'value',
    S3BucketName: 'value',
    S3KeyPrefix: 'value',
    Tags: 'tags',
    TrailName: 'value',
  },
  read: async ({ physicalId: Name, clients: { cloudtrail } }) => {
    const [{ Trail }, { IsLogging }, selectors] = await Promise.all([
      cloudtrail.send(new GetTrailCommand({ Name })),
      cloudtrail.send(new GetTrailStatusCommand({ Name })),
      cloudtrail.send(new GetEventSelectorsCommand({ TrailName: Name })),
    ]);
    return {
      AdvancedEventSelectors: selectors.AdvancedEventSelectors?.map(advancedSelector),
      EnableLogFileValidation: Trail?.LogFileValidationEnabled,
      EventSelectors: selectors.EventSelectors,
      IncludeGlobalServiceEvents: Trail?.IncludeGlobalServiceEvents,
      IsLogging,
      IsMultiRegionTrail: Trail?.IsMultiRegionTrail,
      IsOrganizationTrail: unlessDefault(Trail?.IsOrganizationTrail, false),
      KMSKeyId: Trail?.KmsKeyId,
      S3BucketName: Trail?.S3BucketName,
      S3KeyPrefix: Trail?.S3KeyPrefix,
      Tags: await tagsOf(cloudtrail, Trail?.TrailARN),
      TrailName: Trail?.Name,
    };
  },
  attributes: async ({ physicalId: Name, clients: { cloudtrail } }) => {
    const { Trail } = await cloudtrail.send(new GetTrailCommand({ Name }));
    return Trail?.TrailARN === undefined ? {} : { Arn: Trail.TrailARN };
  },
});

async function tagsOf(client: CloudTrailClient, arn: string | undefined): Promise<object[]> {
  if (arn === undefined) return [];
  const found = await everyPage(
    paginateListTags({ client }, { ResourceIdList: [arn] }),
    ({ ResourceTagList }) => ResourceTagList,
  );
  return found.flatMap(({ TagsList }) => TagsList ?? []);
}

/** Conditions that a selector does not have are empty lists in some answers, and left out of others. */
function advancedSelector({ Name, FieldSelectors }: AdvancedEventSelector): object {
  return {
    Name,
    FieldSelectors: FieldSelectors?.map((selector) =>
      Object.fromEntries(
        Object.entries(selector).filter(([, value]) => !Array.isArray(value) || value.length > 0),
      ),
    ),
  };
}
