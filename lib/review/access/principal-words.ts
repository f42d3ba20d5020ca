import { anyAdministrator } from '../../../packages/isolation-proof/src/model/any-administrator';
import type { Principal } from '../../../packages/isolation-proof/src/model/principal';
import type { ComparedPrincipal } from '../../../packages/isolation-proof/src/difference/access-difference';
import type { Evidence } from '../../../packages/isolation-proof/src/claims/evidence';
import { PRINCIPAL_KINDS } from '../../isolation/principal-kinds';
import { code, type Phrase } from './phrase';
import { readSides, type ReviewedSides } from './sides';

/** Says who a principal is, in the words of the platform. */
export class PrincipalWords {
  private readonly sides: readonly Evidence[];

  constructor(sides: ReviewedSides) {
    this.sides = readSides(sides);
  }

  /** As the subject of a sentence, such as `the Data Hub`, `the new workload ts-acme-report` or `anybody`. */
  subject(principal: ComparedPrincipal): Phrase {
    const { kind, name } = principal;
    switch (kind) {
      case 'anybody':
        return ['anybody, without credentials,'];
      case 'service':
        return ['the service ', code(name)];
      case 'federated':
        return ['whoever signs in through ', code(name)];
      case 'account':
        return accountWords(name);
      default:
        return this.member(principal);
    }
  }

  /** What a role of an organization is for, such as `Data Hub`. @returns undefined for what no template has */
  kindOfRole(arn: string): { readonly owner: string | undefined; readonly noun: string } | undefined {
    for (const evidence of this.sides) {
      const role = evidence.model.principals.find(
        (principal) => principal.arn === arn && principal.kind === 'role',
      );
      if (role !== undefined) return { owner: role.owner, noun: nounOf(role, evidence) };
    }
    return undefined;
  }

  private member({ kind, name, owner, path, presence }: ComparedPrincipal): Phrase {
    if (this.sides.some(({ model: { stacks } }) => stacks[0] && anyAdministrator(stacks[0]).arn === name)) {
      return ['any other principal of the account with permissions for it'];
    }
    const isNew = presence === 'head only' ? 'new ' : presence === 'base only' ? 'removed ' : '';
    const label = code(name.slice(name.lastIndexOf('/') + 1));
    // Named by a policy, and made by no template.
    if (owner === undefined && path === undefined) return [`the account's ${kind} `, label];
    const { principal, evidence } = this.find(name, owner, path) ?? {};
    const noun = principal === undefined ? kind : nounOf(principal, evidence);
    const policy = principal === undefined ? undefined : policyForUsers(principal);
    if (policy !== undefined) return [`whoever is given the ${isNew}policy `, code(policy)];
    if (owner === undefined) return [`the platform's ${isNew}${noun} `, label];
    // Of these, an organization has one; of the others there may be several.
    return ONE_OF_A_KIND.has(noun) ? [`the ${isNew}${noun}`] : [`the ${isNew}${noun} `, label];
  }

  private find(
    name: string,
    owner: string | undefined,
    path: string | undefined,
  ): { readonly principal: Principal; readonly evidence: Evidence } | undefined {
    for (const evidence of this.sides) {
      const found = evidence.model.principals.filter(
        (principal) => principal.arn === name && principal.owner === owner,
      );
      const [principal] = [...found.filter(({ source }) => source.path === path), ...found];
      if (principal !== undefined) return { principal, evidence };
    }
    return undefined;
  }
}

const ONE_OF_A_KIND: ReadonlySet<string> = new Set(
  PRINCIPAL_KINDS.filter(({ id }) => ['hub', 'node', 'analyst', 'certificate', 'pipeline'].includes(id)).map(
    ({ label }) => inSentence(label),
  ),
);

/** The name of a policy that is attached to nobody yet, and that users will be given. */
function policyForUsers({ kind, source: { type, properties } }: Principal): string | undefined {
  const { ManagedPolicyName: name, Users: users } = properties;
  const isAttached = type !== 'AWS::IAM::ManagedPolicy' || users !== undefined;
  return kind === 'user' && !isAttached && typeof name === 'string' ? name : undefined;
}

/** A whole account, or a principal of another one. */
function accountWords(name: string): Phrase {
  const [, account] = /^(?:arn:[^:]*:iam::)?(\d{12})(?::root)?$/.exec(name) ?? [];
  return account === undefined
    ? ["the other account's principal ", code(name)]
    : ['the other account ', code(account)];
}

function nounOf(principal: Principal, evidence: Evidence | undefined): string {
  const kind =
    principal.owner === undefined || evidence === undefined
      ? undefined
      : PRINCIPAL_KINDS.find(({ recognises }) => recognises(principal, evidence));
  return kind === undefined ? principal.kind : inSentence(kind.label);
}

/** `Hybrid node` begins small; `Data Hub` is a name. */
function inSentence(label: string): string {
  return /\s[A-Z]/.test(label) ? label : label.charAt(0).toLowerCase() + label.slice(1);
}
