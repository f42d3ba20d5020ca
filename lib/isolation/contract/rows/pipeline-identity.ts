import type { RequestTemplate } from '../../../../packages/isolation-proof/src/contract/request-template';
import { ACCOUNTS, FOR_NO_SOURCE } from '../axes';
import { ACCOUNT, request, SOURCE } from '../request-templates';
import type { Fixtures } from '../fixtures';
import { BY_ADMINISTRATOR, BY_PIPELINE, BY_SYSTEMS_MANAGER } from '../requester-axes';
import { tableOf } from '../table-of';

/** Nothing where no pipeline role trusts the service. */
function assume(
  service: string,
  source: (fixtures: Fixtures) => string | undefined,
): (fixtures: Fixtures) => RequestTemplate[] {
  return (fixtures) =>
    (fixtures.pipelineRoleArns.get(`${service}.amazonaws.com`) ?? []).map((arn) =>
      request('sts:AssumeRole', arn, { [ACCOUNT]: fixtures.shared.account, [SOURCE]: source(fixtures) }),
    );
}

const inOtherRegion = (arn: string): string => arn.replace(/^((?:[^:]*:){3})[^:]*/, '$1xx-other-1');

const OTHERS = [BY_SYSTEMS_MANAGER, BY_PIPELINE, BY_ADMINISTRATOR];
const on =
  (engine: string) =>
  ({ who, whose }: { who: string; whose: string }): string =>
    `${who} assumes the role of ${whose} pipelines on ${engine}`;

/** How services come to the pipeline role. */
export const PIPELINE_IDENTITIES = tableOf(
  {
    'become-pipeline-as-glue': {
      sentence: on('Glue'),
      how: 'for a job named after the role',
      by: 'glue',
      requests: assume('glue', ({ own }) => own.pipelines?.glueJobArn),
      axes: [...ACCOUNTS, FOR_NO_SOURCE, ...OTHERS],
      evenSuspended: true,
    },
    'become-pipeline-as-emr-serverless': {
      sentence: on('EMR Serverless'),
      how: 'for an application of this account',
      by: 'emr-serverless',
      requests: assume('emr-serverless', ({ shared }) => shared.applicationArn),
      axes: [...ACCOUNTS, FOR_NO_SOURCE, ...OTHERS],
      evenSuspended: true,
    },
    'become-pipeline-as-ecs': {
      sentence: on('ECS'),
      how: 'for a task of this account',
      by: 'ecs-tasks',
      requests: assume('ecs-tasks', ({ shared }) => shared.taskArn),
      axes: [...ACCOUNTS, FOR_NO_SOURCE, ...OTHERS],
      evenSuspended: true,
    },
    'become-pipeline-as-states': {
      sentence: on('Step Functions'),
      how: 'for a state machine named after the role',
      by: 'states',
      requests: assume('states', ({ own }) => own.pipelines?.stateMachineArn),
      axes: [...ACCOUNTS, FOR_NO_SOURCE, ...OTHERS],
      evenSuspended: true,
    },
    'become-pipeline-as-lambda': {
      sentence: on('Lambda'),
      by: 'lambda',
      // Whether Lambda names the account is unconfirmed; a trust policy may ask for it all the same.
      requests: assume('lambda', () => undefined),
      axes: OTHERS,
      evenSuspended: true,
    },
  },
  {
    'become-pipeline-with-tags': {
      sentence: 'Glue sets tags of a session of a pipeline',
      twin: 'become-pipeline-as-glue',
      change: { action: 'sts:TagSession' },
    },
    'become-pipeline-for-other-task': {
      sentence: 'ECS assumes the role of pipelines for a task of another Region',
      twin: 'become-pipeline-as-ecs',
      change: { context: SOURCE, to: ({ shared }) => inOtherRegion(shared.taskArn) },
    },
    'become-pipeline-for-other-application': {
      sentence: 'EMR Serverless assumes the role of pipelines for an application of another Region',
      twin: 'become-pipeline-as-emr-serverless',
      change: { context: SOURCE, to: ({ shared }) => inOtherRegion(shared.applicationArn) },
    },
    'become-pipeline-for-other-state-machine': {
      sentence: 'Step Functions assumes the role of pipelines for a state machine of another Region',
      twin: 'become-pipeline-as-states',
      change: {
        context: SOURCE,
        to: ({ own }) => inOtherRegion(own.pipelines?.stateMachineArn ?? ''),
      },
    },
    'become-pipeline-for-other-region': {
      sentence: 'Glue assumes the role of pipelines for what is of another Region',
      twin: 'become-pipeline-as-glue',
      change: {
        context: SOURCE,
        to: ({ own }) => inOtherRegion(own.pipelines?.glueJobArn ?? ''),
      },
    },
  },
);
