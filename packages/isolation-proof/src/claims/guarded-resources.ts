import { serviceOfResource } from '../access/one-service';
import type { Region } from '../access/regions';
import { organizationPolicies, type OrganizationPolicy } from '../model/organization-policies';
import type { GuardedResource } from '../model/guarded-resource';
import type { Subject } from '../model/principal';
import { comparedTags } from '../model/tenant-tags';
import { EVERYTHING, literalPattern, wildcardPattern } from '../patterns/pattern';
import { isCovered } from '../patterns/witness';
import { type ActionClass, actionClasses, among } from '../policies/action-classes';
import { type Fact, type Facts, known } from '../policies/facts';
import { otherThan } from './anybody';
import { Asking } from './asking';
import type { Claim } from './claim';
import type { Evidence } from './evidence';
import { ORGANIZATION_POLICIES_ALONE } from './guarded-changes';

export interface GuardedFromOutsiders {
  /** The policies of the organization that bind the resources of the account. */
  readonly policies: readonly OrganizationPolicy[];
  /** Services whose resources such policies are about. */
  readonly services: readonly string[];
  /** ARNs of the principals of other accounts that may assume roles, each in full. */
  readonly outsiders: readonly string[];
  /** Patterns of the roles whose sessions may bring tags that tell tenants apart. */
  readonly rolesWithTags: readonly string[];
}

/**
 * Whatever policies of resources say, somebody of another account reaches nothing, nor does a service that says that it
 * acts for another account, nor does anybody over plain HTTP; and nobody takes on a role with a tenant's tag, but
 * where that is how tenants sign in.
 * @example an organization whose policies let other accounts read, so that one careless bucket policy is enough
 */
export const guardedFromOutsiders = (declared: GuardedFromOutsiders): Claim => ({
  id: 'guarded-from-outsiders',
  title: 'Outsiders reach nothing, whatever the policies of resources say',
  about: "resources that the organization's policies can guard",
  judge: (evidence) => {
    const asking = new Asking('deny it to whoever is not of the account.');
    const guard = organizationPolicies(
      evidence.model,
      declared.policies,
      'the account: resource control policies',
    );
    if (guard === undefined) return asking.judgement;
    const data = resourcesOf(evidence, declared.services);
    const roles = evidence.principals.filter(({ kind }) => kind === 'role').map(({ arn }) => arn);
    const classes = actionClasses(guard.policy, [
      ...declared.services.map((service) => [`${service}:*`]),
      ROLE_SESSIONS.patterns,
      TAGGED_SESSIONS.patterns,
    ]);
    asking.each([...data, ...roles]);
    const anyOf = {
      data: actionsOnData(data, classes),
      roles: actionsOnRoles(roles, classes, ROLE_SESSIONS),
    };
    const questions: Questions[] = [
      ...outsidersOf(evidence, declared.outsiders).map(([who, facts]) => ({
        who,
        facts,
        actions: [...anyOf.data, ...anyOf.roles],
      })),
      {
        who: 'a service for another account',
        facts: new Map([
          ['aws:principalisawsservice', known('true')],
          ['aws:sourceaccount', otherThan(accountOf(guard))],
        ]),
        actions: [...anyOf.data, ...anyOf.roles],
      },
      {
        who: 'somebody over plain HTTP',
        facts: new Map([['aws:securetransport', known('false')]]),
        actions: anyOf.data,
      },
      ...comparedTags(evidence.model.ownership.tags).map((tag) => ({
        who: `somebody who brings the tag ${tag}`,
        facts: new Map<string, Fact>([['aws:tagkeys', { kind: 'values', texts: [tag] }]]),
        actions: actionsOnRoles(
          roles.filter((arn) => !isAmong(arn, declared.rolesWithTags)),
          classes,
          TAGGED_SESSIONS,
        ),
      })),
    ];
    for (const { who, facts, actions } of questions) {
      for (const [action, resource] of actions) {
        asking.ask(
          somebody(guard),
          action,
          regionOf(resource, guard),
          ORGANIZATION_POLICIES_ALONE,
          (name, on) => `${who} may ${name} on ${on}, if the policy of the resource allows it`,
          facts,
        );
      }
    }
    return asking.judgement;
  },
});

interface Questions {
  readonly who: string;
  readonly facts: Facts;
  readonly actions: readonly (readonly [ActionClass, string])[];
}

const ROLE_SESSIONS = { patterns: ['sts:assumerole'] };
const TAGGED_SESSIONS = {
  patterns: ['sts:assumerole', 'sts:assumerolewithsaml', 'sts:assumerolewithwebidentity', 'sts:tagsession'],
};

/** Patterns of what is guarded by a policy, of these services: buckets and their objects, keys, queues, repositories. */
function resourcesOf({ guarded }: Evidence, services: readonly string[]): string[] {
  return guarded
    .flatMap(({ arn, contents }) => [arn, ...contents])
    .filter((arn) => services.includes(serviceOfResource(arn) ?? ''));
}

function actionsOnData(
  resources: readonly string[],
  classes: readonly ActionClass[],
): (readonly [ActionClass, string])[] {
  const groups = new Map(
    resources.map((arn) => serviceOfResource(arn) ?? '').map((name) => [name, { patterns: [`${name}:*`] }]),
  );
  return resources.flatMap((resource) => {
    const group = groups.get(serviceOfResource(resource) ?? '');
    return classes.flatMap((action) => {
      const met = group === undefined ? undefined : among(action, group);
      return met === undefined ? [] : [[met, resource] as const];
    });
  });
}

function actionsOnRoles(
  roles: readonly string[],
  classes: readonly ActionClass[],
  group: typeof ROLE_SESSIONS,
): (readonly [ActionClass, string])[] {
  const actions = classes.flatMap((action) => among(action, group) ?? []);
  return roles.flatMap((role) => actions.map((action) => [action, role] as const));
}

/** Somebody of another account, and somebody of whom it is not said which account they are of. */
function outsidersOf(
  {
    model: {
      stacks: [stack],
    },
  }: Evidence,
  spared: readonly string[],
): (readonly [string, Facts])[] {
  const account = stack?.account ?? '';
  return [
    [
      'somebody of another account',
      new Map<string, Fact>([
        ['aws:principalisawsservice', known('false')],
        ['aws:principalaccount', otherThan(account)],
        [
          'aws:principalarn',
          { kind: 'among', set: { matching: [EVERYTHING], excluding: spared.map(literalPattern) } },
        ],
      ]),
    ],
    [
      'somebody anonymous',
      new Map<string, Fact>([
        ['aws:principalisawsservice', known('false')],
        ['aws:principalaccount', { kind: 'absent' }],
        ['aws:principalarn', { kind: 'absent' }],
      ]),
    ],
  ];
}

function isAmong(arn: string, patterns: readonly string[]): boolean {
  return isCovered(literalPattern(arn), patterns.map(wildcardPattern));
}

function regionOf(text: string, guarded: GuardedResource): Region {
  return { guarded, resources: { matching: [wildcardPattern(text)], excluding: [] } };
}

function accountOf({ source }: GuardedResource): string {
  return source.stack.account;
}

function somebody({ source: { stack } }: GuardedResource): Subject {
  return {
    arn: `arn:${stack.partition}:iam::${stack.account}:role/anybody`,
    identity: [],
    boundary: undefined,
    facts: new Map(),
  };
}
