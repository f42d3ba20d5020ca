import type { ResourceType } from '../resource-type';
import { arn } from '../text-template';
import { groupsJoined } from './security-groups-joined';

const EVENTS = 'events.amazonaws.com';

const rule: ResourceType = {
  type: 'AWS::Events::Rule',
  arn: {
    given: 'EventBusName',
    except: 'default',
    text: arn('events', 'rule/${EventBusName|last}/${Name}'),
    otherwise: arn('events', 'rule/${Name}'),
  },
  ref: {
    given: 'EventBusName',
    except: 'default',
    text: '${EventBusName|last}|${Name}',
    otherwise: '${Name}',
  },
  attributes: { Arn: '${arn}', RuleName: '${Name}' },
  tags: 'Tags',
  givenTags: ['Targets.EcsParameters.TagList'],
  roles: [
    { property: 'RoleArn', assumedBy: EVENTS, directs: 'delivery to the targets' },
    { property: 'Targets.RoleArn', assumedBy: EVENTS, directs: 'delivery to the target' },
  ],
  sources: [
    { property: 'EventBusName', form: 'event-bus', data: 'events' },
    ...groupsJoined('Targets.EcsParameters.NetworkConfiguration.AwsVpcConfiguration.SecurityGroups'),
  ],
  eventPattern: 'EventPattern',
  destinations: [
    {
      property: 'Targets.Arn',
      form: 'arn',
      data: 'events',
      runsIn: ['AWS::Batch::JobQueue', 'AWS::ECS::Cluster'],
    },
    { property: 'Targets.DeadLetterConfig.Arn', form: 'arn', data: 'events that the target did not take' },
    { property: 'Targets.EcsParameters.TaskDefinitionArn', form: 'arn', data: 'start of the task' },
    { property: 'Targets.BatchParameters.JobDefinition', form: 'ref', data: 'start of the job' },
  ],
  harmless: [
    {
      properties: ['Targets.EcsParameters.NetworkConfiguration'],
      because: 'it places the task in a network',
    },
    { properties: ['Targets.RedshiftDataParameters'], because: 'the role of the target reads the secret' },
  ],
  freeTexts: ['Description', 'Targets.InputTransformer.InputTemplate'],
  because: 'it takes events from its bus to its targets',
};

const eventBus: ResourceType = {
  type: 'AWS::Events::EventBus',
  arn: arn('events', 'event-bus/${Name}'),
  ref: '${Name}',
  attributes: { Arn: '${arn}', Name: '${Name}' },
  tags: 'Tags',
  policies: [{ document: 'Policy' }],
  destinations: [
    { property: 'DeadLetterConfig.Arn', form: 'arn', data: 'events that could not be encrypted' },
  ],
  keys: ['KmsKeyIdentifier'],
  because: 'events leave it only through rules, archives and pipes',
};

const OLD_FORM = 'the statement has to be written in Statement';

const eventBusPolicy: ResourceType = {
  type: 'AWS::Events::EventBusPolicy',
  policies: [
    {
      document: { statement: 'Statement' },
      of: { property: 'EventBusName', form: 'event-bus', absent: 'default' },
    },
  ],
  undecided: { Action: OLD_FORM, Condition: OLD_FORM, Principal: OLD_FORM },
  because: 'it is one statement of the policy of its bus',
};

const archive: ResourceType = {
  type: 'AWS::Events::Archive',
  partOf: { SourceArn: 'event-bus' },
  arn: arn('events', 'archive/${ArchiveName}'),
  ref: '${ArchiveName}',
  attributes: { Arn: '${arn}' },
  sources: [{ property: 'SourceArn', form: 'event-bus', data: 'events' }],
  keys: ['KmsKeyIdentifier'],
  because: 'it keeps events, and gives them back to their own bus only',
};

const connection: ResourceType = {
  type: 'AWS::Events::Connection',
  arn: arn('events', 'connection/${Name}/${id}'),
  ref: '${Name}',
  attributes: { Arn: '${arn}' },
  destinations: [
    {
      property: 'AuthParameters.OAuthParameters.AuthorizationEndpoint',
      form: 'elsewhere',
      data: 'credentials of the connection',
    },
  ],
  undecided: {
    'AuthParameters.ConnectivityParameters': 'private endpoints of connections are not supported',
    InvocationConnectivityParameters: 'private endpoints of connections are not supported',
  },
  keys: ['KmsKeyIdentifier'],
  because: 'it holds the credentials of API destinations',
};

const apiDestination: ResourceType = {
  type: 'AWS::Events::ApiDestination',
  partOf: { ConnectionArn: 'arn' },
  arn: arn('events', 'api-destination/${Name}/${id}'),
  ref: '${Name}',
  attributes: { Arn: '${arn}' },
  destinations: [{ property: 'InvocationEndpoint', form: 'elsewhere', data: 'events' }],
  sources: [{ property: 'ConnectionArn', form: 'arn', data: 'credentials' }],
  because: 'it is an address outside AWS that rules can have as a target',
};

export const EVENTBRIDGE: readonly ResourceType[] = [
  rule,
  eventBus,
  eventBusPolicy,
  archive,
  connection,
  apiDestination,
];
