import type { StackEnvironment } from '../templates/template';

/** What ARNs begin with, by the beginnings of what Application Auto Scaling calls resources. */
const ARNS: readonly (readonly [start: string, service: string, prefix: string])[] = [
  ['cluster:', 'rds', 'cluster:'],
  ['endpoint/', 'sagemaker', 'endpoint/'],
  ['function:', 'lambda', 'function:'],
  ['inference-component/', 'sagemaker', 'inference-component/'],
  ['replication-group/', 'elasticache', 'replicationgroup:'],
  ['service/', 'ecs', 'service/'],
  ['table/', 'dynamodb', 'table/'],
];

/**
 * The ARN of what Application Auto Scaling changes the capacity of, or of a part of that; undefined if it is of another
 * kind. https://docs.aws.amazon.com/autoscaling/application/APIReference/API_RegisterScalableTarget.html
 */
export function scalableArn(
  text: string,
  { partition, region, account }: StackEnvironment,
): string | undefined {
  const found = ARNS.find(([start]) => text.startsWith(start));
  if (found === undefined) return undefined;
  const [start, service, prefix] = found;
  return `arn:${partition}:${service}:${region}:${account}:${prefix}${text.slice(start.length)}`;
}
