import { arnOf } from '../../../packages/isolation-proof/src/templates/arn';
import { isObject, type Json, listOf } from '../../../packages/isolation-proof/src/templates/json';
import { resolveText } from '../../../packages/isolation-proof/src/resources/resolve';
import type { TemplateResource } from '../../../packages/isolation-proof/src/templates/template';

/** The names of an organization's pipelines that requests are made of. */
export interface PipelineNames {
  readonly queueArn: string;
  readonly deadLetterQueueArn: string;
  /** The rule that sends events of arrivals to the queue. */
  readonly ruleArn: string;
  readonly logGroupArn: string;
  readonly logStreamArn: string;
  /** A job of Glue and a state machine that are named after the pipeline role. */
  readonly glueJobArn: string;
  readonly stateMachineArn: string;
  /** The keys that queues, log group and Spark on Glue are told. */
  readonly queueKeyArns: readonly string[];
  readonly logKeyArn: string;
  /** None without a security configuration of Glue. */
  readonly glueKeyArns: readonly string[];
}

/**
 * Reads the names of an organization's pipelines off its templates.
 * @returns undefined if it has none
 */
export function readPipelineNames(resources: readonly TemplateResource[]): PipelineNames | undefined {
  const named = (type: string, property: string, ending: string): Named | undefined =>
    resources
      .filter((resource) => resource.type === type)
      .map((resource) => ({
        resource,
        name: resolveText(resource.properties[property] ?? '', resource.stack),
      }))
      .find((found): found is Named => found.name?.endsWith(ending) === true);
  const queue = named('AWS::SQS::Queue', 'QueueName', '-arrivals');
  const deadLetters = named('AWS::SQS::Queue', 'QueueName', '-arrivals-dead-letters');
  const rule = named('AWS::Events::Rule', 'Name', '-arrivals');
  const logGroup = named('AWS::Logs::LogGroup', 'LogGroupName', '/pipeline');
  const role = named('AWS::IAM::Role', 'RoleName', '-pipeline');
  if (
    queue === undefined ||
    deadLetters === undefined ||
    rule === undefined ||
    logGroup === undefined ||
    role === undefined
  ) {
    return undefined;
  }
  const keysOf = (texts: readonly Json[], { stack }: TemplateResource): string[] =>
    texts.flatMap((text) => resolveText(text, stack) ?? []);
  const [logKeyArn] = keysOf(listOf(logGroup.resource.properties['KmsKeyId']), logGroup.resource);
  if (logKeyArn === undefined) return undefined;
  const logGroupArn = arnOf(logGroup.resource, 'logs', `log-group:${logGroup.name}`);
  const queueArn = arnOf(queue.resource, 'sqs', queue.name);
  const deadLetterQueueArn = arnOf(deadLetters.resource, 'sqs', deadLetters.name);
  return {
    // Where events and dead letters go is what the templates say, whatever the queues are called.
    queueArn: targetOf(rule.resource) ?? queueArn,
    deadLetterQueueArn: deadLetterTargetOf(queue.resource) ?? deadLetterQueueArn,
    ruleArn: arnOf(rule.resource, 'events', `rule/${rule.name}`),
    logGroupArn,
    logStreamArn: `${logGroupArn}:log-stream:example`,
    glueJobArn: arnOf(role.resource, 'glue', `job/${role.name}-example`),
    stateMachineArn: arnOf(role.resource, 'states', `stateMachine:${role.name}-example`),
    queueKeyArns: [queue, deadLetters].flatMap(({ resource }) =>
      keysOf(listOf(resource.properties['KmsMasterKeyId']), resource),
    ),
    logKeyArn,
    glueKeyArns: resources
      .filter(({ type }) => type === 'AWS::Glue::SecurityConfiguration')
      .flatMap((resource) => keysOf(keysOfSecurityConfiguration(resource), resource)),
  };
}

function targetOf({ properties, stack }: TemplateResource): string | undefined {
  const [target] = listOf(properties['Targets']);
  return isObject(target) ? resolveText(target['Arn'] ?? '', stack) : undefined;
}

function deadLetterTargetOf({ properties, stack }: TemplateResource): string | undefined {
  const redrive = properties['RedrivePolicy'];
  return isObject(redrive) ? resolveText(redrive['deadLetterTargetArn'] ?? '', stack) : undefined;
}

function keysOfSecurityConfiguration({ properties }: TemplateResource): Json[] {
  const encryption = properties['EncryptionConfiguration'];
  return listOf(isObject(encryption) ? encryption['S3Encryptions'] : undefined).flatMap((entry) =>
    listOf(isObject(entry) ? entry['KmsKeyArn'] : undefined),
  );
}

/** The same names after a change, under the same keys. */
export function renamed(names: PipelineNames, rename: (text: string) => string): PipelineNames {
  return {
    ...names,
    queueArn: rename(names.queueArn),
    deadLetterQueueArn: rename(names.deadLetterQueueArn),
    ruleArn: rename(names.ruleArn),
    logGroupArn: rename(names.logGroupArn),
    logStreamArn: rename(names.logStreamArn),
    glueJobArn: rename(names.glueJobArn),
    stateMachineArn: rename(names.stateMachineArn),
  };
}

interface Named {
  readonly resource: TemplateResource;
  readonly name: string;
}
