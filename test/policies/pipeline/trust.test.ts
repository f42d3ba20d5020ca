import { Naming } from '../../../config/naming';
import { MAX_NAME_PREFIX_LENGTH, MAX_ORG_SLUG_LENGTH } from '../../../config/name-limits';
import { PIPELINE_SERVICES, type PipelineService } from '../../../config/pipelines-schema';
import { pipelineTrust } from '../../../policies/pipeline/trust';
import { policyDocument } from '../../../policies/statement';
import { ACME_EU, environment, NAMING, organization, regionNamed } from '../../fixtures/environment';

const ACCOUNT = { StringEquals: { 'aws:SourceAccount': '111122223333' } };
const REGION = 'eu-central-1:111122223333';
/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
const TRUST_POLICY_CHARACTERS = 2048;

const trustOf = (
  services: readonly PipelineService[],
  switches: Partial<Parameters<typeof pipelineTrust>[1]> = {},
): readonly object[] =>
  policyDocument(
    pipelineTrust(NAMING, {
      slug: ACME_EU.slug,
      services,
      trust: 'account',
      lambdaTrust: 'service',
      ...switches,
    }),
  ).Statement;

const trusted = (Sid: string, service: string, sources: string | readonly string[]): object => ({
  Sid,
  Effect: 'Allow',
  Principal: { Service: `${service}.amazonaws.com` },
  Action: 'sts:AssumeRole',
  Condition: { ArnLike: { 'aws:SourceArn': sources }, ...ACCOUNT },
});
const LAMBDA = {
  Sid: 'Lambda',
  Effect: 'Allow',
  Principal: { Service: 'lambda.amazonaws.com' },
  Action: 'sts:AssumeRole',
};
const ECS = trusted('EcsTasks', 'ecs-tasks', `arn:aws:ecs:${REGION}:*`);

test.each<[PipelineService, object]>([
  ['glue', trusted('Glue', 'glue', `arn:aws:glue:${REGION}:*`)],
  [
    'emr-serverless',
    trusted('EmrServerless', 'emr-serverless', `arn:aws:emr-serverless:${REGION}:/applications/*`),
  ],
  ['ecs-tasks', ECS],
  ['batch', ECS],
  ['states', trusted('StateMachines', 'states', `arn:aws:states:${REGION}:stateMachine:*`)],
  ['lambda', LAMBDA],
])('%s, and no other service', (service, statement) => {
  expect(trustOf([service])).toEqual([statement]);
});

test('tasks of ECS are trusted once, whether or not they are those of Batch', () => {
  expect(trustOf(['batch', 'ecs-tasks'])).toEqual([ECS]);
});

test('Glue and Step Functions can be bound to what is named after the role', () => {
  expect(trustOf(['glue', 'states'], { trust: 'own-resources' })).toEqual([
    trusted('Glue', 'glue', [
      `arn:aws:glue:${REGION}:job/ts-test-acme-eu-pipeline*`,
      `arn:aws:glue:${REGION}:crawler/ts-test-acme-eu-pipeline*`,
    ]),
    trusted('StateMachines', 'states', `arn:aws:states:${REGION}:stateMachine:ts-test-acme-eu-pipeline*`),
  ]);
});

test('Lambda can be bound to this account', () => {
  expect(trustOf(['lambda'], { lambdaTrust: 'service-of-this-account' })).toEqual([
    { ...LAMBDA, Condition: ACCOUNT },
  ]);
});

test('the trust of all services fits a role, however long its names are', () => {
  const naming = new Naming(
    environment({
      region: regionNamed('ap-southeast-1'),
      name: 'e'.repeat(8),
      namePrefix: 'p'.repeat(MAX_NAME_PREFIX_LENGTH),
    }),
  );
  const { slug } = organization('s'.repeat(MAX_ORG_SLUG_LENGTH));
  const document = policyDocument(
    pipelineTrust(naming, {
      slug,
      services: PIPELINE_SERVICES,
      trust: 'own-resources',
      lambdaTrust: 'service-of-this-account',
    }),
  );
  expect(JSON.stringify(document).length).toBeLessThanOrEqual(TRUST_POLICY_CHARACTERS);
});
