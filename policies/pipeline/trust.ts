import type { Naming } from '../../config/naming';
import type { OrgSlug } from '../../config/org-slug';
import type { PipelinesConfig } from '../../config/pipelines-schema';
import type { Conditions, ConditionValues, Statement } from '../statement';

export interface PipelineTrustInputs extends Pick<PipelinesConfig, 'services' | 'trust' | 'lambdaTrust'> {
  readonly slug: OrgSlug;
}

/**
 * Trust of an organization's pipeline role: exactly these services, each on behalf of this account; with
 * `own-resources`, of what is named after the role, where the service says what it acts for. No sts:TagSession, which would
 * let a session bring tags of its own choice.
 */
export function pipelineTrust(naming: Naming, inputs: PipelineTrustInputs): Statement[] {
  const { services, lambdaTrust } = inputs;
  const runs = (...names: PipelineTrustInputs['services']): boolean =>
    names.some((name) => services.includes(name));
  return [
    ...(runs('glue') ? [glue(naming, inputs)] : []),
    ...(runs('emr-serverless') ? [emrServerless(naming)] : []),
    ...(runs('ecs-tasks', 'batch') ? [ecsTasks(naming)] : []),
    ...(runs('states') ? [stateMachines(naming, inputs)] : []),
    ...(runs('lambda') ? [lambda(naming, lambdaTrust)] : []),
  ];
}

/** https://docs.aws.amazon.com/glue/latest/dg/cross-service-confused-deputy-prevention.html */
function glue(naming: Naming, { slug, trust }: PipelineTrustInputs): Statement {
  const sources =
    trust === 'account'
      ? naming.pipelineSourceArn('glue')
      : (['job/', 'crawler/'] as const).map((kind) => naming.pipelineSourceArn('glue', { kind, slug }));
  return assumedBy('Glue', 'glue.amazonaws.com', onBehalfOf(naming, sources));
}

/**
 * Applications have generated ids, so that their names cannot be compared.
 * https://docs.aws.amazon.com/emr/latest/EMR-Serverless-UserGuide/getting-started.html#gs-runtime-role
 */
function emrServerless(naming: Naming): Statement {
  const sources = naming.pipelineSourceArn('emr-serverless');
  return assumedBy('EmrServerless', 'emr-serverless.amazonaws.com', onBehalfOf(naming, sources));
}

/**
 * ECS cannot be bound to one cluster or task definition. Batch runs its jobs as tasks of ECS.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html
 */
function ecsTasks(naming: Naming): Statement {
  const sources = naming.pipelineSourceArn('ecs');
  return assumedBy('EcsTasks', 'ecs-tasks.amazonaws.com', onBehalfOf(naming, sources));
}

/** https://docs.aws.amazon.com/step-functions/latest/dg/procedure-create-iam-role.html */
function stateMachines(naming: Naming, { slug, trust }: PipelineTrustInputs): Statement {
  const sources =
    trust === 'account'
      ? naming.pipelineSourceArn('states')
      : naming.pipelineSourceArn('states', { kind: 'stateMachine:', slug });
  return assumedBy('StateMachines', 'states.amazonaws.com', onBehalfOf(naming, sources));
}

/**
 * Whether Lambda says for which account it acts is unconfirmed: if it does not, `service-of-this-account` lets
 * nobody in. A role can only be passed to functions of its own account.
 * https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html
 */
function lambda(naming: Naming, trust: PipelinesConfig['lambdaTrust']): Statement {
  const ofThisAccount = { StringEquals: ofAccount(naming) };
  return assumedBy('Lambda', 'lambda.amazonaws.com', trust === 'service' ? undefined : ofThisAccount);
}

function assumedBy(sid: string, service: string, conditions: Conditions | undefined): Statement {
  return {
    Sid: sid,
    Effect: 'Allow',
    Principal: { Service: service },
    Action: 'sts:AssumeRole',
    ...(conditions === undefined ? {} : { Condition: conditions }),
  };
}

function onBehalfOf(naming: Naming, sources: string | readonly string[]): Conditions {
  return { ArnLike: { 'aws:SourceArn': sources }, StringEquals: ofAccount(naming) };
}

function ofAccount({ environment }: Naming): ConditionValues {
  return { 'aws:SourceAccount': environment.account };
}
