import type { ResourceType } from '../resource-type';
import { arn } from '../text-template';

const stateMachine: ResourceType = {
  type: 'AWS::StepFunctions::StateMachine',
  arn: arn('states', 'stateMachine:${StateMachineName}'),
  // https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsstepfunctions.html
  contents: [
    '${arn}:*',
    // A distributed map has executions of its own, which bear its label.
    '${arn}/*',
    ...['execution', 'express'].flatMap((kind) =>
      [':*', '/*'].map((rest) => arn('states', `${kind}:\${StateMachineName}${rest}`)),
    ),
    arn('states', 'mapRun:${StateMachineName}/*'),
  ],
  ref: '${arn}',
  attributes: { Arn: '${arn}', Name: '${StateMachineName}' },
  tags: 'Tags',
  roles: [
    { property: 'RoleArn', assumedBy: 'states.amazonaws.com', directs: 'the states of the definition' },
  ],
  destinations: [
    {
      property: 'LoggingConfiguration.Destinations.CloudWatchLogsLogGroup.LogGroupArn',
      form: 'arn',
      data: 'history of executions',
    },
  ],
  programs: [
    { property: 'DefinitionS3Location.Bucket', form: 's3-object', key: 'Key', program: 'the definition' },
  ],
  harmless: [{ properties: ['DefinitionString'], because: 'the definition does what the role may do' }],
  keys: ['EncryptionConfiguration.KmsKeyId'],
  because: 'its definition does what its role may do, also where a state assumes another role',
};

const version: ResourceType = {
  type: 'AWS::StepFunctions::StateMachineVersion',
  arn: '${StateMachineArn}:${id}',
  ref: '${arn}',
  attributes: { Arn: '${arn}' },
  sources: [{ property: 'StateMachineArn', form: 'arn', data: 'its definition and its role', whole: 'own' }],
  because: 'it is a copy of its state machine, with the same role',
};

const alias: ResourceType = {
  type: 'AWS::StepFunctions::StateMachineAlias',
  attributes: {},
  harmless: [
    {
      properties: ['RoutingConfiguration', 'DeploymentPreference', 'StateMachineArn'],
      because: 'it names versions of one state machine',
    },
  ],
  because: 'it names versions of its state machine',
};

const activity: ResourceType = {
  type: 'AWS::StepFunctions::Activity',
  arn: arn('states', 'activity:${Name}'),
  ref: '${arn}',
  attributes: { Arn: '${arn}', Name: '${Name}' },
  tags: 'Tags',
  keys: ['EncryptionConfiguration.KmsKeyId'],
  because: 'workers fetch its tasks with rights of their own',
};

export const STEP_FUNCTIONS: readonly ResourceType[] = [stateMachine, version, alias, activity];
