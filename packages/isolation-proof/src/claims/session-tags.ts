import { demandedValues } from '../policies/demanded-values';
import type { Model } from '../model/model';
import type { Principal } from '../model/principal';
import { comparedTags } from '../model/tenant-tags';
import type { Statement } from '../policies/statement';
import { Asking } from './asking';
import { type SharedRole, sharedRolesOf } from '../tenancy/tenant-sessions';
import type { Claim } from './claim';
import { judgeWithoutTag } from './sessions-without-tag';
import { judgeChoosers, letsBringTags, sessionsLine } from './tag-choosers';

export interface SessionTags {
  /**
   * Roles of no organization whose sessions choose one by the tag that says whose they are: break-glass, for example.
   * What such a session reaches has to be a claim of its own.
   * @default - none
   */
  readonly choosing?: (role: Principal, model: Model) => boolean;
}

/**
 * No session chooses its organization. A tag of a session replaces the tag of its role, so that whoever may bring
 * tags could name another organization, or another organization's key. And whom an identity provider signs in
 * belongs to the organization that the provider names, not to whichever role is asked for. Of a role whose sessions are
 * declared to be organizations', only who is declared to choose one does, and a session without the tag reaches nothing.
 * @example a role that trusts an OIDC provider for all organizations, with a condition on the audience only
 */
export const sessionTags: Claim = sessionTagsBut();

/** The claim {@link sessionTags}, with named exceptions, which are told in its notes. */
export function sessionTagsBut({ choosing = () => false }: SessionTags = {}): Claim {
  return {
    id: 'session-tags',
    title: 'No session names an organization by tags of its own choice',
    about: 'trust policies of roles',
    judge: (evidence) => {
      const { model } = evidence;
      const asking = new Asking();
      const everyShared = sharedRolesOf(evidence);
      const roles = model.principals.filter(({ trust }) => trust.length > 0);
      for (const role of asking.each(roles)) {
        const shared = everyShared.filter((one) => one.role === role);
        const isChoosing = role.owner === undefined && choosing(role, model);
        if (isChoosing) {
          asking.note(
            `Sessions of ${role.arn} choose an organization by the tag ${model.ownership.tags.owner}; what they reach is a claim of its own.`,
          );
        }
        const chosen = new Set([
          ...shared.map(({ tag }) => tag),
          ...(isChoosing ? [model.ownership.tags.owner] : []),
        ]);
        const others = comparedTags(model.ownership.tags).filter((tag) => !chosen.has(tag));
        for (const one of shared) {
          judgeWithoutTag(asking, one, evidence);
          asking.note(sessionsNote(one));
        }
        for (const statement of role.trust) {
          asking.check(statement);
          if (statement.effect !== 'Allow') continue;
          judgeChoosers(asking, shared, statement, model);
          // Who chooses the organization may bring other tags that no policy compares.
          if (shared.length === 0 || others.length > 0) judgeTags(asking, role, statement, others, model);
          judgeProviders(asking, role, statement, model);
        }
      }
      return asking.judgement;
    },
  };
}

function sessionsNote({ role, tag, chosenBy }: SharedRole): string {
  return `Sessions of ${role.source.path} are of the organization that ${chosenBy.join(', ')} names by the tag ${tag}, as declared: that each gets its own is assumed, and what each reaches is judged.`;
}

const TAG_KEYS = 'aws:tagkeys';

/** What tags a session may bring: none that policies compare, or only such as the role has anyway. */
function judgeTags(
  asking: Asking,
  role: Principal,
  statement: Statement,
  compared: readonly string[],
  model: Model,
): void {
  const { principals } = statement;
  if (!letsBringTags(statement) || (role.owner === undefined && isForServicesOnly(principals))) return;
  const brought = keysBrought(statement) ?? keysOfServices(principals);
  const orDeclare =
    role.owner === undefined
      ? ` If they open it for an organization, each for the right one, declare it: ${sessionsLine(role, statement, model)}.`
      : '';
  if (brought === undefined) {
    asking.refute(
      `whoever assumes ${role.arn} may choose the tags of the session, and so its organization`,
      [statement],
      `Leave sts:TagSession out of the trust policy, list actions instead of a wildcard or NotAction, or list the tags that may be brought in ForAllValues:StringEquals aws:TagKeys.${orDeclare}`,
    );
    return;
  }
  for (const tag of compared) {
    // Tag keys are told apart without regard to case.
    if (!brought.some((key) => key.toLowerCase() === tag.toLowerCase())) continue;
    const own = role.facts.get(`aws:principaltag/${tag}`.toLowerCase());
    const demanded = demandedValues(statement, `aws:requesttag/${tag}`.toLowerCase());
    if (own?.kind === 'text' && demanded?.every((value) => value === own.text) === true) continue;
    asking.refute(
      `whoever assumes ${role.arn} may choose the tag ${tag} of the session`,
      [statement],
      `Take ${tag} out of aws:TagKeys, or demand the role's own value with StringEquals aws:RequestTag/${tag}.${tag === model.ownership.tags.owner ? orDeclare : ''}`,
    );
  }
}

/** A service brings tags of its own, such as the cluster's, and nobody can tell it which. */
function isForServicesOnly(principals: Statement['principals']): boolean {
  if (principals === undefined || principals.negated) return false;
  const { aws, federated, others } = principals;
  return aws.length + federated.length + others.length === 0;
}

/**
 * Keys of the tags that services bring of which AWS documents all.
 * https://docs.aws.amazon.com/eks/latest/userguide/pod-id-abac.html
 */
const BROUGHT_BY: Readonly<Record<string, readonly string[]>> = {
  'pods.eks.amazonaws.com': [
    'eks-cluster-arn',
    'eks-cluster-name',
    'kubernetes-namespace',
    'kubernetes-pod-name',
    'kubernetes-pod-uid',
    'kubernetes-service-account',
  ],
};

/** Keys of the tags that these services bring; undefined if somebody else may, or if they are not known. */
function keysOfServices(principals: Statement['principals']): readonly string[] | undefined {
  if (principals === undefined || !isForServicesOnly(principals)) return undefined;
  const keys = principals.services.map((service) => BROUGHT_BY[service ?? '']);
  return keys.every((some) => some !== undefined) ? keys.flat() : undefined;
}

/** Keys of the tags that a session may bring; undefined if they are not restricted, or not known. */
function keysBrought({ conditions }: Statement): readonly string[] | undefined {
  const found = conditions.find(
    ({ operator, key, values }) =>
      key === TAG_KEYS &&
      operator === 'ForAllValues:StringEquals' &&
      values.every((value) => value?.includes('${') === false),
  );
  return found?.values.filter((value) => value !== undefined);
}

/**
 * An identity provider has to say which organization somebody belongs to, and the statement to demand it: of the
 * provider itself nothing tells which organizations it knows.
 */
function judgeProviders(
  asking: Asking,
  { arn, owner }: Principal,
  statement: Statement,
  { ownership }: Model,
): void {
  const { federated = [] } = statement.principals ?? {};
  if (owner === undefined || federated.length === 0) return;
  const key = `aws:requesttag/${ownership.tags.owner}`.toLowerCase();
  const demanded = demandedValues(statement, key);
  if (demanded?.every((value) => value === owner) === true) return;
  asking.refute(
    `whoever ${federated.map((provider) => provider ?? 'an unknown identity provider').join(' or ')} signs in may assume ${arn} of ${owner}`,
    [statement],
    `Demand the organization that the provider names: StringEquals aws:RequestTag/${ownership.tags.owner} "${owner}", and allow sts:TagSession for that tag only.`,
  );
}
