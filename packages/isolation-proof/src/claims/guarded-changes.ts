import type { Lens } from '../access/lens';
import type { Region } from '../access/regions';
import { callerFacts } from '../model/caller-facts';
import { organizationPolicies, type OrganizationPolicy } from '../model/organization-policies';
import type { GuardedResource } from '../model/guarded-resource';
import type { Model } from '../model/model';
import type { Subject } from '../model/principal';
import { tagFacts } from '../model/tags';
import { comparedTags } from '../model/tenant-tags';
import { literalPattern, wildcardPattern } from '../patterns/pattern';
import { type ActionClass, actionClasses, matchesClass } from '../policies/action-classes';
import type { Fact, Facts } from '../policies/facts';
import type { Statement } from '../policies/statement';
import { Asking } from './asking';
import type { Claim } from './claim';
import type { Evidence } from './evidence';

/** Requests that the policies of an organization leave to some principals of the account. */
export interface GuardedChange {
  /** What whoever may do it could reach: the end of a sentence that begins with the request. */
  readonly opens: string;
  /** Patterns of actions, in lower case, each of one service. */
  readonly actions: readonly string[];
  /**
   * Patterns of those of the actions that change nothing, or that another change is about.
   * @default - none
   */
  readonly except?: readonly string[];
  /** Patterns of ARNs; `*` for actions that take no resource. */
  readonly on: (evidence: Evidence) => readonly string[];
  /**
   * Patterns of those of the resources that another change is about.
   * @default - none
   */
  readonly notOn?: readonly string[];
  /** ARNs of the principals that may do it, each in full. */
  readonly leftTo: readonly string[];
  /**
   * What else is known of the requests.
   * @default - nothing
   */
  readonly facts?: Facts;
}

export interface GuardedChanges {
  /** The policies of the organization that bind the principals of the account. */
  readonly policies: readonly OrganizationPolicy[];
  readonly changes: readonly GuardedChange[];
}

/** What the policies of an organization leave to a principal that everything else allows everything. */
export const ORGANIZATION_POLICIES_ALONE: Lens = {
  name: "the organization's policies alone",
  identity: false,
  boundary: false,
  resourcePolicies: true,
};

/**
 * Nobody in the account, whatever identity policies allow, does what would undo the isolation, but for the principals
 * that each change names. So an administrator cannot make a way to a tenant's data first and then take it: the first
 * step of every such way is one of the changes. No tenant's principal is meant, which other claims are about.
 * @example an organization whose policies let an administrator `iam:TagRole`, who then carries a tenant's tag
 */
export const guardedChanges = ({ policies, changes }: GuardedChanges): Claim => ({
  id: 'guarded-changes',
  title: "Administrators under the organization's policies cannot undo the isolation",
  about: 'changes that are left to the deployment',
  judge: (evidence) => {
    const asking = new Asking('leave it to the principals that the change names, each by its ARN.');
    const guard = organizationPolicies(evidence.model, policies, 'the account: service control policies');
    if (guard === undefined) return asking.judgement;
    const classes = new ClassesOfServices(guard.policy, changes);
    for (const change of asking.each(changes)) {
      const { opens, leftTo, facts = new Map<string, Fact>() } = change;
      const subject = anybodyBut(evidence.model, guard, leftTo);
      for (const action of actionsOf(change, classes)) {
        for (const region of regionsOf(change, evidence, guard)) {
          asking.ask(
            subject,
            action,
            region,
            ORGANIZATION_POLICIES_ALONE,
            (name, resource) => `an administrator may ${name} on ${resource}, and so ${opens}`,
            facts,
          );
        }
      }
    }
    return asking.judgement;
  },
});

/** Classes of the actions of one service at a time: what tells those of another service apart tells none of them. */
class ClassesOfServices {
  private readonly known = new Map<string, readonly ActionClass[]>();

  constructor(
    private readonly policy: readonly Statement[],
    private readonly changes: readonly GuardedChange[],
  ) {}

  of({ actions }: GuardedChange): readonly ActionClass[] {
    return [...new Set(actions.map(serviceIn))].flatMap((service) => this.ofService(service));
  }

  private ofService(service: string): readonly ActionClass[] {
    const classes = this.known.get(service) ?? this.read(service);
    this.known.set(service, classes);
    return classes;
  }

  private read(service: string): readonly ActionClass[] {
    const among = <Text extends string | undefined>(texts: readonly Text[]): Text[] =>
      // Stryker disable next-line MethodExpression,ConditionalExpression,EqualityOperator: what is kept besides tells no actions of the service apart; leaving it out saves time
      texts.filter((text) => text === undefined || mayBeOf(text, service));
    const statements = this.policy.map((statement) => ({
      ...statement,
      actions: { ...statement.actions, texts: among(statement.actions.texts) },
    }));
    const lists = this.changes.flatMap(({ actions, except = [] }) => [among(actions), among(except)]);
    const all = `${service}:*`;
    // Stryker disable next-line MethodExpression,ArrayDeclaration: a change takes its own actions of these only
    return actionClasses(statements, [[all], ...lists]).filter((action) => matchesClass(all, action));
  }
}

/** Patterns without a service are about all of them. */
function serviceIn(text: string): string {
  const [service = ''] = text.split(':');
  return service;
}

function mayBeOf(text: string, service: string): boolean {
  const named = serviceIn(text);
  // Stryker disable next-line ConditionalExpression,Regex: what is kept besides tells no actions of the service apart
  return named === service || /[*?]/.test(named);
}

function actionsOf(change: GuardedChange, classes: ClassesOfServices): ActionClass[] {
  const { actions, except = [] } = change;
  return classes
    .of(change)
    .filter(
      (action) =>
        actions.some((text) => matchesClass(text, action)) &&
        !except.some((text) => matchesClass(text, action)),
    );
}

function regionsOf(
  { on, notOn = [] }: GuardedChange,
  evidence: Evidence,
  guarded: GuardedResource,
): Region[] {
  const excluding = notOn.map(wildcardPattern);
  return on(evidence).map((text) => ({
    guarded,
    // An action without a resource is asked about as such: `*` is no pattern there.
    resources: { matching: [text === '*' ? literalPattern(text) : wildcardPattern(text)], excluding },
  }));
}

/** Every principal of the account, the root user included, but these; none carries a tenant's tag. */
function anybodyBut(
  { ownership }: Pick<Model, 'ownership'>,
  { source: { stack } }: GuardedResource,
  leftTo: readonly string[],
): Subject {
  const { partition, account } = stack;
  return {
    arn: `arn:${partition}:iam::${account}:role/any-administrator`,
    identity: [],
    boundary: undefined,
    facts: new Map<string, Fact>([
      ...callerFacts(account),
      ...tagFacts('aws:PrincipalTag/', new Map(), comparedTags(ownership.tags)),
      [
        'aws:principalarn',
        {
          kind: 'among',
          set: {
            matching: [wildcardPattern(`arn:${partition}:iam::${account}:?*`)],
            excluding: leftTo.map(literalPattern),
          },
        },
      ],
    ]),
  };
}
