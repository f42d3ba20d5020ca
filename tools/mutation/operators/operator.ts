import { type Edit, type Path } from '../edit';
import type { Ground, ResourceSite, StatementSite } from '../ground';
import type { Mutant } from '../mutant';

/** A kind of mistake, made wherever it can be made. */
export interface Operator {
  readonly name: string;
  readonly description: string;
  readonly mutants: (ground: Ground) => readonly Mutant[];
}

/** Edits that make one mutant; their paths begin at the site. */
export type Edits = readonly Edit[];

/** An operator that changes statements. Paths of its edits begin at the statement. */
export function statementOperator(
  name: string,
  description: string,
  change: (site: StatementSite, ground: Ground) => readonly Edits[],
): Operator {
  return {
    name,
    description,
    mutants: (ground) =>
      ground.statements.flatMap((site) =>
        change(site, ground).map((edits) => mutantOf(name, site.site, site.path, edits, sidOf(site))),
      ),
  };
}

/** An operator that changes the properties of resources. Paths of its edits begin at the properties. */
export function resourceOperator(
  name: string,
  description: string,
  change: (site: ResourceSite, ground: Ground) => readonly Edits[],
): Operator {
  return {
    name,
    description,
    mutants: (ground) =>
      ground.resources
        .filter(({ isRepeated }) => !isRepeated)
        .flatMap((site) => change(site, ground).map((edits) => mutantOf(name, site, site.path, edits))),
  };
}

/** Several operators under one name. */
export function joined(name: string, description: string, ...operators: readonly Operator[]): Operator {
  return {
    name,
    description,
    mutants: (ground) =>
      operators.flatMap(({ mutants }) => mutants(ground).map((mutant) => ({ ...mutant, operator: name }))),
  };
}

export function mutantOf(
  operator: string,
  { resource }: ResourceSite,
  at: Path,
  edits: Edits,
  statement?: string,
): Mutant {
  return {
    operator,
    stack: resource.stack.name,
    logicalId: resource.logicalId,
    statement,
    edits: edits.map(({ path, value }) => ({ path: [...at, ...path], value })),
  };
}

function sidOf({ statement: { Sid: sid }, path }: StatementSite): string {
  return typeof sid === 'string' ? sid : `statement ${Number(path.at(-1)) + 1}`;
}
