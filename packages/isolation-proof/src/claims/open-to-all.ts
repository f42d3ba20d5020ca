import type { Asking } from './asking';
import { changeOfAssets } from './cdk-assets';
import type { Evidence } from './evidence';
import { resourceServices, serviceOfResource } from '../access/one-service';
import { matchesText } from '../patterns/matches-text';
import { literalPattern, type Pattern, wildcardPattern } from '../patterns/pattern';
import { witness } from '../patterns/witness';
import type { Statement } from '../policies/statement';

/**
 * The line that lets every tenant use what a statement allows, with the statement's actions and those of its resources
 * that are nobody's. Whether nobody is shown anything by it, only people can say.
 * @param resource one that the statement should not allow
 * @returns undefined where the resource may be a tenant's, where the statement is about any resource or about what is
 * unknown before deployment, and for writing where programs come from
 */
export function declarationOf(
  { actions, resources }: Statement,
  resource: string,
  evidence: Evidence,
): string | undefined {
  const named = actions.texts.filter((text) => text !== undefined);
  if (actions.negated || resources.negated || named.length < actions.texts.length) return undefined;
  const belonging = patternsOfTenants(evidence);
  const free = resources.texts.filter(
    (text) => text !== undefined && isNobodys(text, named, belonging),
  ) as readonly string[];
  if (!free.some((text) => matchesText(wildcardPattern(text), resource))) return undefined;
  if (changeOfAssets(named, free) !== undefined) return undefined;
  const list = (texts: readonly string[]): string => `[${texts.map((text) => `'${text}'`).join(', ')}]`;
  return `Or, if it shows nobody what is not theirs, declare it: openToAll: () => [{ actions: ${list(named)}, resources: ${list(free)}, because: '…' }].`;
}

/** A pattern, and the service that it is about; undefined if it may be about any. */
interface Belonging {
  readonly pattern: Pattern;
  readonly service: string | undefined;
}

const known = new WeakMap<Evidence, readonly Belonging[]>();

/** All that is any tenant's. */
function patternsOfTenants(evidence: Evidence): readonly Belonging[] {
  const { model, tenancy } = evidence;
  const found = known.get(evidence) ?? [
    ...model.ownership.tenants.flatMap((tenant) => tenancy.ownResources(tenant)).map(wildcardPatternOf),
    ...tenancy.taggedResources.map(wildcardPatternOf),
    // What tenants share by parts: whoever lists a whole, or reads it without its key, sees those of others.
    ...tenancy.dataBuckets.map(({ arn }) => wildcardPatternOf(arn)),
    ...tenancy.partitions.flatMap(({ resources }) => resources.map(wildcardPatternOf)),
    ...model.guarded.flatMap(({ owner, arn, contents }) =>
      owner === undefined
        ? []
        : [
            { pattern: literalPattern(arn), service: serviceOfResource(arn) },
            ...contents.map(wildcardPatternOf),
          ],
    ),
  ];
  known.set(evidence, found);
  return found;
}

function wildcardPatternOf(text: string): Belonging {
  return { pattern: wildcardPattern(text), service: literalService(text) };
}

function literalService(arn: string): string | undefined {
  const service = serviceOfResource(arn);
  return service === undefined || /[*?$]/.test(service) ? undefined : service;
}

/** Whether a pattern names a service, and nothing that is a tenant's is among what these actions do to it. */
function isNobodys(text: string, actions: readonly string[], belonging: readonly Belonging[]): boolean {
  const service = literalService(text);
  if (service === undefined || text.includes('$')) return false;
  if (!actions.some((action) => action.includes('*') || resourceServices(action).includes(service)))
    return false;
  const pattern = wildcardPattern(text);
  return !belonging.some(
    (other) =>
      (other.service ?? service) === service &&
      witness({ matching: [pattern, other.pattern], excluding: [] }) !== undefined,
  );
}

/** Programs are taken from the assets of the CDK, whoever runs them: no declaration lets tenants change them. */
export function judgeDeclared(asking: Asking, { tenancy }: Evidence): void {
  for (const { actions, resources } of tenancy.commons) {
    const change = changeOfAssets(actions, resources);
    if (change === undefined) continue;
    asking.refute(
      `openToAll lets everybody ${change.action} on ${change.resource}, where the CDK keeps programs`,
      [],
      'Declare the actions that read it, such as s3:getobject*, or another resource.',
    );
  }
}
