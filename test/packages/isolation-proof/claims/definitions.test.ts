import type { Json, JsonObject } from '../../../../packages/isolation-proof/src/templates/json';
import type { Resources } from '../fixtures/identities';
import { tagsOf } from '../fixtures/organizations';
import { ACCOUNT } from '../fixtures/stack-of';
import { saidAgainst } from './outside-values';

/** What of a tenant starts something that is defined elsewhere, and where it names the definition. */
type Starter = readonly [type: string, place: string, data: string, of: (definition: Json) => JsonObject];

const TASKS: Resources[string] = ['AWS::ECS::TaskDefinition', { Family: 'tasks', Tags: tagsOf('acme') }];
const JOBS: Resources[string] = [
  'AWS::Batch::JobDefinition',
  { JobDefinitionName: 'jobs', Tags: { orgSlug: 'acme' } },
];
const ROLES = 'containers and their roles come from';
const START = 'start of the job go to';

const STARTERS: readonly (readonly [Resources[string], Starter])[] = [
  [TASKS, ['AWS::ECS::Service', 'TaskDefinition', ROLES, (TaskDefinition) => ({ TaskDefinition })]],
  [
    JOBS,
    [
      'AWS::Events::Rule',
      'Targets[0].BatchParameters.JobDefinition',
      START,
      (JobDefinition) => ({ Targets: [{ Id: 'x', BatchParameters: { JobDefinition } }] }),
    ],
  ],
  [
    JOBS,
    [
      'AWS::Pipes::Pipe',
      'TargetParameters.BatchJobParameters.JobDefinition',
      START,
      (JobDefinition) => ({
        TargetParameters: { BatchJobParameters: { JobDefinition } },
        Tags: { orgSlug: 'acme' },
      }),
    ],
  ],
];

test.each(STARTERS)('what a definition says is started by whom it belongs to: %j', (definition, starter) => {
  const [type, place, data, of] = starter;
  expect(saidAgainst('acme', [type, of({ Ref: 'Definition' })], { Definition: definition })).toEqual([]);

  const other = 'arn:aws:ecs:eu-central-1:111122223333:task-definition/neighbours:1';
  expect(saidAgainst('acme', [type, of(other)])).toEqual([
    `acme/Judged of acme: ${data} ${other}, which no template makes (${place})`,
  ]);
});

const DOCUMENT: Resources = {
  Document: ['AWS::SSM::Document', { Name: 'document', Content: {}, Tags: tagsOf('acme') }],
};
const ARN = `arn:aws:ssm:eu-central-1:${ACCOUNT}:document/document`;

/** What runs a document, where it names it, and in which words. */
const RUNNERS: readonly (readonly [
  type: string,
  place: string,
  program: string,
  of: (name: Json) => JsonObject,
])[] = [
  ['AWS::SSM::Association', 'Name', 'the document that is run', (Name) => ({ Name })],
  [
    'AWS::EC2::Instance',
    'SsmAssociations[0].DocumentName',
    'a document that is run',
    (DocumentName) => ({ SsmAssociations: [{ DocumentName }] }),
  ],
];

describe.each(RUNNERS)('%s runs a document', (type, place, program, of) => {
  test.each<[string, Json]>([
    ['of the same owner, by its name', { Ref: 'Document' }],
    ['of the same owner, by its ARN', ARN],
    ['of AWS', 'AWS-RunPatchBaseline'],
    ['of Amazon', 'AmazonCloudWatch-ManageAgent'],
    ['of AWS, by its ARN', 'arn:aws:ssm:eu-central-1::document/AWS-RunPatchBaseline'],
  ])('%s', (_whose, name) => {
    expect(saidAgainst('acme', [type, of(name)], DOCUMENT)).toEqual([]);
  });

  test('of nobody else, who could change it', () => {
    expect(saidAgainst('acme', [type, of('neighbours')])).toEqual([
      `acme/Judged of acme: ${program} comes from neighbours, in acme-eu/Document of acme-eu (${place})`,
    ]);
    for (const name of ['any', 'my-AWS-document', `arn:aws:ssm:eu-central-1:999999999999:document/any`])
      expect(saidAgainst('acme', [type, of(name)])).toEqual([
        `acme/Judged of acme: ${program} comes from ${name}, which no template makes (${place})`,
      ]);
  });
});

test('an association runs an automation under a role of its own', () => {
  const association = (role: string): Resources[string] => [
    'AWS::SSM::Association',
    { Name: 'AWS-StopEC2Instance', Parameters: { AutomationAssumeRole: [role] } },
  ];
  expect(saidAgainst('acme', association('acme-role'))).toEqual([]);
  expect(saidAgainst('acme', association('acme-eu-role'))).toEqual([
    'acme/Judged of acme: the document that is run acts under acme-eu-role, a role of acme-eu (Parameters.AutomationAssumeRole[0])',
  ]);
});

test('functions do not share machines with whatever else runs there', () => {
  const provider = { CapacityProviderArn: `arn:aws:lambda:eu-central-1:${ACCOUNT}:capacity-provider:any` };
  const CapacityProviderConfig = { LambdaManagedInstancesCapacityProviderConfig: provider };
  expect(() => saidAgainst('acme', ['AWS::Lambda::Function', { CapacityProviderConfig }])).toThrow(
    /CapacityProviderConfig of AWS::Lambda::Function is not supported/,
  );
});
