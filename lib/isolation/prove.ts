import { actionClasses } from './action-classes';
import { actionCeiling } from './claims/action-ceiling';
import type { Claim, Coverage, Evidence, Violation } from './claims/claim';
import { encryptionAndTransport } from './claims/encryption-and-transport';
import { impersonation } from './claims/impersonation';
import { nothingPublic } from './claims/nothing-public';
import { platformPrincipals } from './claims/platform-principals';
import { tenantIsolation } from './claims/tenant-isolation';
import { writeOnlyHubs } from './claims/write-only-hubs';
import { UndecidedError } from './errors';
import { KeyIndex } from './key-index';
import { type Model, readModel } from './model';
import { NotUnderstoodError } from './resolve';
import type { Statement } from './statement';
import type { StackTemplate } from './template';
import { readTenancy } from './tenancy';

export const CLAIMS: readonly Claim[] = [
  tenantIsolation,
  impersonation,
  platformPrincipals,
  writeOnlyHubs,
  actionCeiling,
  encryptionAndTransport,
  nothingPublic,
];

export interface ClaimVerdict {
  readonly id: string;
  readonly title: string;
  readonly verdict: 'proved' | 'violated';
  readonly violations: readonly Violation[];
  readonly coverage: Coverage;
  readonly milliseconds: number;
}

export interface Proof {
  readonly verdict: 'proved' | 'violated';
  readonly organizations: number;
  readonly principals: number;
  readonly actionClasses: number;
  readonly claims: readonly ClaimVerdict[];
  readonly milliseconds: number;
}

/**
 * Judges every claim on the stacks of an assembly, all together.
 * @throws UndecidedError if anything in the templates is not understood: then nothing is proved
 */
export function prove(stacks: readonly StackTemplate[]): Proof {
  return examine(stacks, judge);
}

/**
 * Reads the evidence out of the stacks of an assembly, and lets it be examined.
 * @throws UndecidedError if anything in the templates is not understood
 */
export function examine<T>(stacks: readonly StackTemplate[], examination: (evidence: Evidence) => T): T {
  try {
    return examination(readEvidence(stacks));
  } catch (error) {
    if (!(error instanceof NotUnderstoodError)) throw error;
    throw new UndecidedError([{ place: 'the templates', reason: error.message }]);
  }
}

function readEvidence(stacks: readonly StackTemplate[]): Evidence {
  const started = performance.now();
  const model = readModel(stacks);
  const tenancy = readTenancy(model);
  const keys = new KeyIndex(model.guarded);
  const classes = actionClasses(
    statementsOf(model),
    tenancy.commons.map(({ actions }) => actions),
  );
  return { model, tenancy, keys, classes, started };
}

/** Judges every claim. */
export function judge(evidence: Evidence): Proof {
  const { model, classes, started } = evidence;
  const claims = CLAIMS.map(({ id, title, judge: judgeClaim }): ClaimVerdict => {
    const before = performance.now();
    const { violations, coverage } = judgeClaim(evidence);
    return {
      id,
      title,
      verdict: violations.length === 0 ? 'proved' : 'violated',
      violations,
      coverage,
      milliseconds: performance.now() - before,
    };
  });
  return {
    verdict: claims.every(({ verdict }) => verdict === 'proved') ? 'proved' : 'violated',
    organizations: model.ownership.organizations.length,
    principals: model.principals.length,
    actionClasses: classes.length,
    claims,
    milliseconds: performance.now() - started,
  };
}

function statementsOf({ principals, guarded }: Model): Set<Statement> {
  return new Set([
    ...principals.flatMap(({ identity, boundary }) => [...identity, ...(boundary ?? [])]),
    ...guarded.flatMap(({ policy }) => policy),
  ]);
}
