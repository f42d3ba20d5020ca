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
        return this.accounts.has(name)
          ? ['any other principal of the account with permissions for it']
          : ['account ', code(name)];
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

  private member(principal: ComparedPrincipal): Phrase {
    const { name, owner, presence } = principal;
    if (this.sides.some(({ model: { stacks } }) => stacks[0] && anyAdministrator(stacks[0]).arn === name)) {
      return ['any other principal of the account with permissions for it'];
    }
    const noun = this.nounOf(principal);
    const isNew = presence === 'head only' ? 'new ' : presence === 'base only' ? 'removed ' : '';
    const label = name.slice(name.lastIndexOf('/') + 1);
    if (owner === undefined) return [`the platform's ${isNew}${noun} `, code(label)];
    // Of these, an organization has one; of the others there may be several.
    return ONE_OF_A_KIND.has(noun) ? [`the ${isNew}${noun}`] : [`the ${isNew}${noun} `, code(label)];
  }

  private nounOf({ name, owner, path, kind }: ComparedPrincipal): string {
    for (const evidence of this.sides) {
      const found = evidence.model.principals.filter(
        (principal) => principal.arn === name && principal.owner === owner,
      );
      const [principal] = [...found.filter(({ source }) => source.path === path), ...found];
      if (principal !== undefined) return nounOf(principal, evidence);
    }
    return kind;
  }

  private get accounts(): ReadonlySet<string> {
    return new Set(this.sides.flatMap(({ model }) => model.stacks.map(({ account }) => account)));
  }
}

const ONE_OF_A_KIND: ReadonlySet<string> = new Set(
  PRINCIPAL_KINDS.filter(({ id }) => ['hub', 'node', 'analyst', 'certificate', 'pipeline'].includes(id)).map(
    ({ label }) => inSentence(label),
  ),
);

function nounOf(principal: Principal, evidence: Evidence): string {
  const kind =
    principal.owner === undefined
      ? undefined
      : PRINCIPAL_KINDS.find(({ recognises }) => recognises(principal, evidence));
  return kind === undefined ? principal.kind : inSentence(kind.label);
}

/** `Hybrid node` begins small; `Data Hub` is a name. */
function inSentence(label: string): string {
  return /\s[A-Z]/.test(label) ? label : label.charAt(0).toLowerCase() + label.slice(1);
}
