import type { Statement } from '../policies/statement';
import type { Unknown } from '../templates/errors';
import { placedReason } from '../templates/placed-reason';
import { NotUnderstoodError } from '../templates/resolved';
import type { StackTemplate, TemplateResource } from '../templates/template';
import type { GuardedResource } from './guarded-resource';
import { ARN_IS_UNKNOWN, type HeldStatements, heldStatements } from './held-policies';
import type { Ownership } from './ownership';
import { arnOfResource, contentsOf } from './resource-arns';
import { tagFacts, tagsOf } from './tags';
import { comparedTagsOfResources } from './tenant-tags';

/** Types whose resources are asked about whether they have a policy or not, because of what they hold. */
const KINDS: Readonly<Record<string, GuardedResource['kind']>> = {
  'AWS::ECR::Repository': 'repository',
  'AWS::KMS::Key': 'key',
  'AWS::S3::Bucket': 'bucket',
};

/** Types that are one statement of a policy each. */
const ADDING_UP = new Set([
  'AWS::Events::EventBusPolicy',
  'AWS::Lambda::LayerVersionPermission',
  'AWS::Lambda::Permission',
]);

/** Reads every resource that has a policy of its own, or holds so much that it should. */
export function readGuardedResources(
  stacks: readonly StackTemplate[],
  ownership: Ownership,
  unknowns: Unknown[],
): GuardedResource[] {
  const resources = stacks.flatMap((stack) => [...stack.resources.values()]);
  const attempt = <T>(resource: TemplateResource, read: () => readonly T[]): readonly T[] => {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof NotUnderstoodError)) throw error;
      unknowns.push({ place: resource.path, reason: placedReason(error, resource) });
      return [];
    }
  };
  const held = resources.flatMap((resource) => attempt(resource, () => heldStatements(resource)));
  const policies = new Map<string, HeldStatements[]>();
  for (const policy of held) policies.set(policy.arn, [...(policies.get(policy.arn) ?? []), policy]);

  const guarded: GuardedResource[] = [];
  for (const resource of resources) {
    const found = attempt(resource, () => {
      const arn = arnOfResource(resource);
      const own = arn === undefined ? undefined : policies.get(arn);
      const kind = KINDS[resource.type] ?? (own === undefined ? undefined : 'other');
      if (kind === undefined) return [];
      if (arn === undefined) throw new NotUnderstoodError(ARN_IS_UNKNOWN);
      policies.delete(arn);
      return [guard(resource, kind, arn, own ?? [], ownership)];
    });
    guarded.push(...found);
  }
  // What is left is about everything of a service, or about a resource that no template makes.
  for (const [arn, left] of policies) {
    const [first] = left;
    if (first === undefined) continue;
    if (arn.endsWith(':*')) guarded.push(accountWide(arn, first.source, left, ownership));
    else for (const { source } of left) unknowns.push({ place: source.path, reason: OF_NOTHING(arn) });
  }
  return guarded;
}

const OF_NOTHING = (arn: string): string =>
  `it is the policy of ${arn}, which no template makes; judge it with the stack that makes it, or leave the policy to that one`;

function guard(
  resource: TemplateResource,
  kind: GuardedResource['kind'],
  arn: string,
  policies: readonly HeldStatements[],
  ownership: Ownership,
): GuardedResource {
  if (kind === 'key' && policies.length === 0) {
    throw new NotUnderstoodError(
      'a key without a policy of its own has one that AWS chooses; give it a KeyPolicy',
    );
  }
  const [first, second] = policies;
  // Statement by statement they add up; of whole policies, which one is the last is unknown.
  if (first !== undefined && second !== undefined && !ADDING_UP.has(first.source.type)) {
    throw new NotUnderstoodError(
      `the resource has several policies, and which of them counts is unknown: ${policies.map(({ source }) => source.path).join(', ')}; put them together`,
    );
  }
  return {
    kind,
    arn,
    contents: contentsOf(resource),
    owner: ownership.of(resource),
    policy: statementsIn(policies),
    // S3 tells the tags of a bucket only where that is switched on, and of others it is not known.
    facts:
      kind === 'key' || kind === 'repository'
        ? tagFacts('aws:ResourceTag/', tagsOf(resource), comparedTagsOfResources(ownership.tags))
        : new Map(),
    source: first?.source ?? resource,
  };
}

function accountWide(
  arn: string,
  source: TemplateResource,
  policies: readonly HeldStatements[],
  ownership: Ownership,
): GuardedResource {
  return {
    kind: 'other',
    arn,
    contents: [arn],
    owner: ownership.of(source),
    policy: statementsIn(policies),
    facts: new Map(),
    source,
  };
}

function statementsIn(policies: readonly HeldStatements[]): Statement[] {
  return policies.flatMap(({ statements }) => statements);
}
