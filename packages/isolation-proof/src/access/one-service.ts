import { type Access, findAccess, type Question } from './access';
import { type ActionGroup, among } from '../policies/action-classes';
import { literalPattern, type Pattern, wildcardPattern } from '../patterns/pattern';

/** What a request without a resource of its own is authorized on. */
const NO_RESOURCE = '*';

/**
 * Looks for the access again, as a request that AWS could evaluate: its action and its resource are of one
 * service, or the resource is `*`. A class of actions holds those of many services, and so does a set of
 * resources; the first pair that policies allow need not be one that exists.
 * @param access what was found for the question
 * @returns undefined if the policies allow actions of one service on resources of another one only
 */
export function ofOneService(question: Question, access: Access): Access | undefined {
  if (isOfOneService(access)) return access;
  for (const narrowed of narrowings(question, access)) {
    const found = findAccess(narrowed);
    if (found !== undefined && isOfOneService(found)) return found;
  }
  return undefined;
}

/** Whether a service decides about this action on this resource. */
export function isOfOneService({ action, resource }: Pick<Access, 'action' | 'resource'>): boolean {
  const service = serviceOfResource(resource);
  return resource === NO_RESOURCE || (service !== undefined && resourceServices(action).includes(service));
}

/** The question about actions of the service whose resource was found, then about resources of the service whose action was. */
function narrowings(question: Question, { action, resource }: Access): Question[] {
  const service = serviceOfResource(resource);
  const ofService = service === undefined ? undefined : among(question.action, actionsOn(service));
  const { matching, excluding } = question.resources;
  return [
    ...(ofService === undefined ? [] : [{ ...question, action: ofService }]),
    ...resourcesFor(action, question.subject.arn).map((pattern) => ({
      ...question,
      resources: { matching: [...matching, pattern], excluding },
    })),
  ];
}

/** From the most to the least like an ARN. */
export function resourcesFor(action: string, subject: string): Pattern[] {
  const [, partition = 'aws', , , account = ''] = subject.split(':');
  const arns = resourceServices(action).flatMap((service) => [
    service === 's3' ? `arn:${partition}:s3:::?*` : `arn:${partition}:${service}:*:${account}:?*`,
    `arn:${partition}:${service}:*`,
    `arn:*:${service}:*`,
  ]);
  return [...arns.map(wildcardPattern), literalPattern(NO_RESOURCE)];
}

/** The service of an ARN; undefined for what is none, or names no service. */
export function serviceOfResource(arn: string): string | undefined {
  const [prefix, , service, ...rest] = arn.split(':');
  return prefix === 'arn' && service !== '' && rest.length > 0 ? service : undefined;
}

/**
 * Prefixes of actions that are about resources of another service: `sts` about roles and users of IAM, and others about
 * what they reach in clusters, databases and machines.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
const ABOUT_OTHERS: ReadonlyMap<string, readonly string[]> = new Map([
  ['ec2-instance-connect', ['ec2']],
  ['eks-auth', ['eks']],
  ['kafka-cluster', ['kafka']],
  ['rds-data', ['rds']],
  ['redshift-data', ['redshift', 'redshift-serverless']],
  ['sts', ['iam', 'sts']],
]);

/** Services whose resources an action is about: its own, unless it is about those of others. */
export function resourceServices(action: string): readonly string[] {
  const [service = ''] = action.split(':');
  return ABOUT_OTHERS.get(service) ?? [service];
}

/** Actions that are about resources of a service. */
function actionsOn(service: string): ActionGroup {
  const others = [...ABOUT_OTHERS].filter(
    ([other, services]) => other !== service && services.includes(service),
  );
  return { patterns: [service, ...others.map(([other]) => other)].map((prefix) => `${prefix}:*`) };
}
