import type { Contract, TenantContract } from '../contract/contract';
import { type ContractVerdict, judgeContract } from '../contract/judge-contract';
import type { Specification } from '../specification/specification';
import type { Evidence } from '../claims/evidence';
import { type Declared, declarationsOf } from './declarations';
import { examine } from './examine';
import { readStacks } from '../forms/read-stacks';
import { templateTextsOf } from '../assembly/assembly';
import { withImports } from '../assembly/imports';
import { judge, type Proof } from './prove';
import type { StackTemplate } from '../templates/template';

/** Asks nothing. */
const NO_CONTRACT: Contract = { rows: { allowed: [], denied: [] }, of: () => NOTHING_EXPECTED };

const NOTHING_EXPECTED: TenantContract = {
  operations: [],
  operationsAlone: () => [],
  absentKinds: [],
  unclassified: [],
};

/** What is proved of a whole platform: that nobody reaches what is not theirs, and that everybody reaches what is. */
export interface Verification {
  /** `undecided` where nothing fails, and the templates hold too little for isolation to be proved of them. */
  readonly verdict: 'proved' | 'violated' | 'undecided';
  readonly proof: Proof;
  /** Slugs of the organizations that the templates show. */
  readonly slugs: readonly string[];
  /** Requests that must be allowed and denied, for one organization of each form. */
  readonly contract: ContractVerdict;
  /** What the verdict rests on that no template shows. */
  readonly declarations: readonly Declared[];
}

/**
 * Proves every claim, and evaluates the contract, on the stacks of a platform, all together.
 * @throws UndecidedError if anything in the templates is not understood: then nothing is proved
 */
export function verify(stacks: readonly StackTemplate[], specification: Specification): Verification {
  const started = performance.now();
  return examine(stacks, specification, (evidence) => verifyEvidence(evidence, specification, started));
}

/**
 * Verifies the assembly that a synth wrote. It gives what {@link verify} gives of all its stacks, and parses one only of the
 * templates that are the same text but for their tenant's names.
 * @param directory folder of the assembly
 * @throws UndecidedError if anything in it is not understood, or cannot be read
 */
export function verifyAssembly(directory: string, specification: Specification): Verification {
  return verify(withImports(readStacks(templateTextsOf(directory), specification)), specification);
}

/** @param started when it began, in milliseconds of `performance.now()` */
export function verifyEvidence(
  evidence: Evidence,
  specification: Pick<Specification, 'claims' | 'contract' | 'declare'>,
  started = performance.now(),
): Verification {
  const { claims, contract: rows = NO_CONTRACT } = specification;
  const contract = judgeContract(
    rows,
    evidence,
    evidence.forms.map(({ representative }) => representative),
  );
  const proof = judge(evidence, claims, started);
  const slugs = evidence.forms.flatMap(({ organizations }) => organizations.map(({ slug }) => slug));
  return {
    verdict: contract.failures.length > 0 ? 'violated' : proof.verdict,
    proof,
    slugs,
    contract,
    declarations: declarationsOf(specification, evidence.tenancy, evidence.model.ownership.tags),
  };
}
