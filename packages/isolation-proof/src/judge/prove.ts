import type { Claim, Coverage, Violation } from '../claims/claim';
import type { Model } from '../model/model';
import { withConstructPaths } from '../resources/stand-ins';
import type { Unknown } from '../templates/errors';
import type { Specification } from '../specification/specification';
import type { Evidence } from '../claims/evidence';
import { examine } from './examine';
import { emptyQuestion } from './empty-question';
import { sharedRolesOf } from '../tenancy/tenant-sessions';
import type { StackTemplate } from '../templates/template';

export interface ClaimVerdict {
  readonly id: string;
  readonly title: string;
  /** What it is claimed of, in the plural. */
  readonly about: string;
  /** `nothing to ask` where the templates hold nothing that it is about: then it neither holds nor fails. */
  readonly verdict: 'proved' | 'violated' | 'nothing to ask';
  readonly violations: readonly Violation[];
  readonly coverage: Coverage;
  /** What the claim takes for granted in these templates, a sentence each. */
  readonly notes: readonly string[];
  readonly milliseconds: number;
}

export interface Proof {
  /** `undecided` where no claim fails, and the templates hold too little for isolation to be proved of them. */
  readonly verdict: 'proved' | 'violated' | 'undecided';
  /** What is missing, if anything is; it is told beside violations, too. */
  readonly undecided: readonly Unknown[];
  readonly organizations: number;
  /** How many of the organizations had to be judged, because no other one's templates say the same. */
  readonly forms: number;
  readonly principals: number;
  readonly actionClasses: number;
  readonly claims: readonly ClaimVerdict[];
  readonly milliseconds: number;
}

/**
 * Judges every claim on the stacks of an assembly, all together.
 * @throws UndecidedError if anything in the templates is not understood: then nothing is proved
 */
export function prove(stacks: readonly StackTemplate[], specification: Specification): Proof {
  const started = performance.now();
  return examine(stacks, specification, (evidence) => judge(evidence, specification.claims, started));
}

/**
 * Judges every claim.
 * @param started when it began, in milliseconds of `performance.now()`
 */
export function judge(evidence: Evidence, judged: readonly Claim[], started = performance.now()): Proof {
  const { model, forms, classes } = evidence;
  const alike = alikeIn(evidence);
  const claims = judged.map(({ id, title, about, judge: judgeClaim }): ClaimVerdict => {
    const before = performance.now();
    const { violations, coverage, notes } = judgeClaim(evidence);
    return {
      id,
      title,
      about,
      verdict: verdictOf(violations, coverage),
      violations: violations.map((violation) => ({ ...shown(violation, model), ...alike(violation) })),
      coverage,
      notes,
      milliseconds: performance.now() - before,
    };
  });
  const isAnythingAsked = claims.some(({ verdict }) => verdict !== 'nothing to ask');
  const undecided = emptyQuestion(model, isAnythingAsked, sharedRolesOf(evidence).length > 0);
  const isViolated = claims.some(({ verdict }) => verdict === 'violated');
  return {
    verdict: isViolated ? 'violated' : undecided.length > 0 ? 'undecided' : 'proved',
    undecided,
    organizations: forms.reduce((sum, { organizations }) => sum + organizations.length, 0),
    forms: forms.length,
    principals: principalsOf(evidence),
    actionClasses: classes.length,
    claims,
    milliseconds: performance.now() - started,
  };
}

/** How many there are; of organizations of one form, each has as many as the one that was read. */
function principalsOf({ principals, forms }: Evidence): number {
  const sizes = new Map(
    forms.map(({ representative, organizations }) => [representative, organizations.length]),
  );
  return principals.reduce((sum, { owner }) => sum + (owner === undefined ? 1 : (sizes.get(owner) ?? 1)), 0);
}

/** A violation as people read it. */
function shown({ request, ...violation }: Violation, { stacks }: Model): Violation {
  return {
    ...withConstructPaths(violation, stacks),
    ...(request === undefined ? {} : { request: withConstructPaths(request, stacks) }),
  };
}

function verdictOf(violations: readonly Violation[], { subjects }: Coverage): ClaimVerdict['verdict'] {
  if (violations.length > 0) return 'violated';
  return subjects === 0 ? 'nothing to ask' : 'proved';
}

/** For how many more organizations a request is allowed, with their own names in it. */
function alikeIn({ model, forms }: Evidence): (violation: Violation) => Pick<Violation, 'alike'> {
  const owners = new Map(
    [...model.principals, ...model.guarded].flatMap(({ arn, owner }): [string, string][] =>
      owner === undefined ? [] : [[arn, owner]],
    ),
  );
  const sizes = new Map(
    forms.map(({ representative, organizations }) => [representative, organizations.length]),
  );
  return ({ request }) => {
    const owner = owners.get(request?.principal ?? '') ?? owners.get(request?.resource ?? '');
    const size = sizes.get(owner ?? '') ?? 1;
    return size > 1 ? { alike: size - 1 } : {};
  };
}
