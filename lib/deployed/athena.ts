import {
  GetNamedQueryCommand,
  GetWorkGroupCommand,
  paginateListTagsForResource,
} from '@aws-sdk/client-athena';
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

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-athena-namedquery.html */
export const namedQueryReader = resourceReader({
  type: 'AWS::Athena::NamedQuery',
  comparisons: {
    Database: 'value',
    Description: 'value',
    Name: 'value',
    QueryString: 'value',
    WorkGroup: 'value',
  },
  read: async ({ physicalId: NamedQueryId, clients: { athena } }) => {
    const { NamedQuery: query } = await athena.send(new GetNamedQueryCommand({ NamedQueryId }));
    return {
      Database: query?.Database,
      Description: unlessDefault(query?.Description, ''),
      Name: query?.Name,
      QueryString: query?.QueryString,
      WorkGroup: query?.WorkGroup,
    };
  },
  attributes: ({ physicalId: NamedQueryId }) => Promise.resolve({ NamedQueryId }),
});
