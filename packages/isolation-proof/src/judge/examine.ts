import { readForms } from '../forms/forms';
import { areRepresented, type Grouping, groupingOf, representatives } from '../forms/grouping';
import { Ownership } from '../model/ownership';
import { questionsOf } from '../specification/questions-of';
import { readTenantModel } from '../specification/read-tenant-model';
import type { Specification } from '../specification/specification';
import { UndecidedError, type Unknown, unknownInSome } from '../templates/errors';
import { placeIn } from '../templates/placed-reason';
import { NotUnderstoodError } from '../templates/resolved';
import type { StackTemplate } from '../templates/template';
import { type Evidence, evidenceOf } from '../claims/evidence';

export interface Examination {
  /**
   * Whether every organization is read, and not only those that represent all others.
   * @default false
   */
  readonly everyOrganization?: boolean;
}

/**
 * Reads the evidence out of the stacks of an assembly, and lets it be examined.
 * @throws UndecidedError if anything in the templates is not understood
 */
export function examine<T>(
  stacks: readonly StackTemplate[],
  specification: Specification,
  examination: (evidence: Evidence) => T,
  { everyOrganization = false }: Examination = {},
): T {
  try {
    return examination(
      everyOrganization ? wholeEvidence(stacks, specification) : enoughEvidence(stacks, specification),
    );
  } catch (error) {
    if (!(error instanceof NotUnderstoodError)) throw error;
    throw new UndecidedError([{ place: placeIn(error.about, stacks), reason: error.message }]);
  }
}

/** The evidence of all that has to be read: of every organization, where those that represent all are not enough. */
function enoughEvidence(stacks: readonly StackTemplate[], specification: Specification): Evidence {
  let unknowns: readonly Unknown[] = [];
  try {
    const evidence = representativeEvidence(stacks, specification);
    if (evidence !== undefined) return evidence;
  } catch (error) {
    // What is shared may name what one of the others makes.
    if (error instanceof UndecidedError) unknowns = error.unknowns;
    else if (!(error instanceof NotUnderstoodError)) throw error;
  }
  try {
    return wholeEvidence(stacks, specification);
  } catch (error) {
    if (!(error instanceof UndecidedError)) throw error;
    throw new UndecidedError(unknownInSome(error.unknowns, unknowns));
  }
}

function wholeEvidence(stacks: readonly StackTemplate[], specification: Specification): Evidence {
  const known = readTenantModel(stacks, specification);
  return evidenceOf(known.model, known.tenancy, readForms(known, questionsOf(specification)));
}

/**
 * The evidence of what is shared, and of two organizations of each form: with a thousand organizations, to read
 * the others takes most of the time. What they say is the same but for their names, and so is what is read of them.
 * @returns undefined if these do not represent all
 */
function representativeEvidence(
  stacks: readonly StackTemplate[],
  specification: Specification,
): Evidence | undefined {
  const unknowns: Unknown[] = [];
  const ownership = new Ownership(stacks, specification.tenants, unknowns);
  if (unknowns.length > 0 || ownership.hasMixedStacks) return undefined;
  const grouping = groupingOf(stacks, ownership);
  const chosen = representatives(grouping);
  // Stryker disable next-line ConditionalExpression: of all organizations, the same evidence is read either way
  if (chosen.size === grouping.organizations.length) return undefined;
  const known = readTenantModel(stacksOf(stacks, grouping, chosen), specification);
  const forms = readForms(known, questionsOf(specification), grouping);
  return areRepresented(forms, chosen) ? evidenceOf(known.model, known.tenancy, forms) : undefined;
}

/** In their order: where the first of all is deployed to is where requests are made. */
function stacksOf(
  stacks: readonly StackTemplate[],
  { shared, own }: Grouping,
  chosen: ReadonlySet<string>,
): StackTemplate[] {
  const kept = new Set([...shared, ...[...chosen].flatMap((slug) => own.get(slug) ?? [])]);
  return stacks.filter((stack) => kept.has(stack));
}
