import type { AccessComparison } from '../../packages/isolation-proof/src/difference/access-difference';
import type { Compared } from '../../packages/isolation-proof/src/page/compared-matrices';
import type { Evidence } from '../../packages/isolation-proof/src/claims/evidence';
import { examine } from '../../packages/isolation-proof/src/judge/examine';
import { UndecidedError } from '../../packages/isolation-proof/src/templates/errors';
import type { StackTemplate } from '../../packages/isolation-proof/src/templates/template';
import { SPECIFICATION } from '../isolation/specification';
import { accessMatrices } from './access/access-matrices';
import { accessWords } from './access/access-words';
import type { ReviewedSides } from './access/sides';
import type { AccessChanges, Section } from './review';
import type { ReviewSide } from './sides/review-side';
import { hasSameTexts } from './sides/side-stack';

/** Compares what the policies of two sides allow, and throws an UndecidedError where nothing can be said. */
export type CompareAccess = (
  base: readonly StackTemplate[],
  head: readonly StackTemplate[],
) => AccessComparison;

export interface AccessSides {
  readonly base: ReviewSide;
  readonly head: ReviewSide;
}

/**
 * Who gains or loses what. Templates that are equal are not read at all.
 * @param onMatrices given the matrices of both sides, if anybody gains or loses anything; without it they are not drawn
 */
export function accessChanges(
  sides: AccessSides,
  known: ReviewedSides,
  compareAccess: CompareAccess,
  onMatrices?: (matrices: Compared) => void,
): Section<AccessChanges> {
  if (hasSameTexts(sides.base.stacks, sides.head.stacks)) return { compared: true, changes: NOTHING };
  try {
    const { differences, organizations, undecided, ...rest } = compareAccess(
      sides.base.templates(),
      sides.head.templates(),
    );
    const comparison = { differences, organizations, undecided, ...rest };
    const evidence = differences.length === 0 ? {} : evidenceOf(sides, known);
    const words = accessWords(comparison, evidence);
    const matrices = onMatrices === undefined ? undefined : accessMatrices(differences, evidence);
    if (matrices !== undefined) onMatrices?.(matrices);
    return { compared: true, changes: { differences, organizations, undecided, words } };
  } catch (error) {
    if (!(error instanceof UndecidedError)) throw error;
    return { compared: false, because: error.message };
  }
}

const NOTHING: AccessChanges = {
  differences: [],
  organizations: { added: [], removed: [] },
  undecided: [],
  words: { items: [], organizations: [], undecided: [] },
};

function evidenceOf({ base, head }: AccessSides, known: ReviewedSides): ReviewedSides {
  const [before, after] = [known.base ?? readEvidence(base), known.head ?? readEvidence(head)];
  return {
    ...(before === undefined ? {} : { base: before }),
    ...(after === undefined ? {} : { head: after }),
  };
}

/** For words only: what one side does not tell is told by its ARN. */
function readEvidence({ templates }: ReviewSide): Evidence | undefined {
  try {
    return examine(templates(), SPECIFICATION, (evidence) => evidence);
  } catch (error) {
    if (error instanceof UndecidedError) return undefined;
    throw error;
  }
}
