import type { Flow } from '../described-flow';
import type { ResourceType } from '../resource-type';
import { arn } from '../text-template';

const parameter: ResourceType = {
  type: 'AWS::SSM::Parameter',
  arn: arn('ssm', 'parameter/${Name|relative}'),
  ref: '${Name}',
  attributes: { Arn: '${arn}', Type: '${Type}', Value: '${Value}' },
  tags: 'Tags',
  harmless: [{ properties: ['Policies'], because: 'they say when the value expires' }],
  because: 'it holds a value',
};

const document: ResourceType = {
  type: 'AWS::SSM::Document',
  arn: arn('ssm', 'document/${Name}'),
  ref: '${Name}',
  tags: 'Tags',
  roles: [
    // https://docs.aws.amazon.com/systems-manager/latest/userguide/automation-setup-iam.html
    {
      property: 'Content.assumeRole',
      arguments: 'Content.parameters',
      assumedBy: 'ssm.amazonaws.com',
      directs: 'the automation',
    },
  ],
  programs: [{ property: 'Attachments.Values', form: 's3-uris', program: 'an attachment' }],
  because: 'it does what whoever runs it may do',
};

const association: ResourceType = {
  type: 'AWS::SSM::Association',
  arn: arn('ssm', 'association/${id}'),
  ref: '${id}',
  attributes: { AssociationId: '${id}' },
  tags: 'Tags',
  roles: [
    {
      property: 'AssociationDispatchAssumeRole',
      assumedBy: 'ssm.amazonaws.com',
      directs: 'the document that is run',
    },
    // https://docs.aws.amazon.com/systems-manager/latest/userguide/automation-setup-iam.html
    {
      property: 'Parameters.AutomationAssumeRole',
      assumedBy: 'ssm.amazonaws.com',
      directs: 'the document that is run',
    },
  ],
  programs: [{ property: 'Name', form: 'document', program: 'the document that is run' }],
  destinations: [
    {
      property: 'OutputLocation.S3Location.OutputS3BucketName',
      form: 'bucket-name',
      data: 'output of commands',
    },
  ],
  undecided: { Targets: 'which machines run the document is not judged', InstanceId: 'as for Targets' },
  harmless: [{ properties: ['AutomationTargetParameterName'], because: 'it is the name of an argument' }],
  because: 'without machines it runs an automation under its role',
};

const maintenanceWindow: ResourceType = {
  type: 'AWS::SSM::MaintenanceWindow',
  arn: arn('ssm', 'maintenancewindow/${id}'),
  ref: '${id}',
  tags: 'Tags',
  because: 'it is a schedule; its tasks are resources of their own',
};

const patchBaseline: ResourceType = {
  type: 'AWS::SSM::PatchBaseline',
  arn: arn('ssm', 'patchbaseline/${id}'),
  ref: '${id}',
  tags: 'Tags',
  // https://docs.aws.amazon.com/systems-manager/latest/userguide/patch-manager-patch-groups.html
  sources: ['PatchGroups', 'DefaultBaseline'].map((property) => ({
    property,
    form: 'elsewhere',
    where: property === 'PatchGroups' ? {} : { [property]: ['true'] },
    data: 'machines that take its patches',
    whole: 'own',
  })),
  because: 'it says which patches machines take',
};

const resourcePolicy: ResourceType = {
  type: 'AWS::SSM::ResourcePolicy',
  policies: [{ document: 'Policy', of: { property: 'ResourceArn', form: 'arn' } }],
  because: 'it is the policy of the resource that it names',
};

const INVENTORY: readonly Flow[] = ['BucketName', 'S3Destination.BucketName'].map((property) => ({
  property,
  form: 'bucket-name',
  data: 'inventory of machines',
}));

const resourceDataSync: ResourceType = {
  type: 'AWS::SSM::ResourceDataSync',
  ref: '${SyncName}',
  destinations: INVENTORY,
  accountWide: 'the inventory of all machines',
  keys: ['S3Destination.KMSKeyArn', 'KMSKeyArn'],
  because: 'it copies the inventory of machines to its bucket',
};

export const SSM: readonly ResourceType[] = [
  parameter,
  document,
  association,
  maintenanceWindow,
  patchBaseline,
  resourcePolicy,
  resourceDataSync,
];
