import { GetWorkGroupCommand, paginateListTagsForResource } from '@aws-sdk/client-athena';
import { everyPage } from '../account/every-page';
import { resourceReader, unlessDefault } from './resource-reader';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-athena-workgroup.html */
export const workgroupReader = resourceReader({
  type: 'AWS::Athena::WorkGroup',
  comparisons: {
    Description: 'value',
    Name: 'value',
    State: 'value',
    Tags: 'tags',
    WorkGroupConfiguration: 'value',
  },
  read: async ({ physicalId: WorkGroup, clients: { athena }, naming }) => {
    const ResourceARN = naming.workgroupArn(WorkGroup);
    const [{ WorkGroup: workgroup }, tags] = await Promise.all([
      athena.send(new GetWorkGroupCommand({ WorkGroup })),
      everyPage(paginateListTagsForResource({ client: athena }, { ResourceARN }), ({ Tags }) => Tags),
    ]);
    const configuration = workgroup?.Configuration;
    const engine = configuration?.EngineVersion?.SelectedEngineVersion;
    return {
      Description: workgroup?.Description,
      Name: workgroup?.Name,
      State: workgroup?.State,
      Tags: tags,
      WorkGroupConfiguration: {
        BytesScannedCutoffPerQuery: configuration?.BytesScannedCutoffPerQuery,
        EnforceWorkGroupConfiguration: configuration?.EnforceWorkGroupConfiguration,
        EngineVersion:
          unlessDefault(engine, 'AUTO') === undefined ? undefined : { SelectedEngineVersion: engine },
        ExecutionRole: configuration?.ExecutionRole,
        PublishCloudWatchMetricsEnabled: configuration?.PublishCloudWatchMetricsEnabled,
        RequesterPaysEnabled: unlessDefault(configuration?.RequesterPaysEnabled, false),
        ResultConfiguration: configuration?.ResultConfiguration,
      },
    };
  },
});
