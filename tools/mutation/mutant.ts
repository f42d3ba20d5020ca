import type { Json, JsonObject } from '../../packages/isolation-proof/src/templates/json';
import { type Edit, edited, type Path, valueAt } from './edit';
import type { Templates } from './ground';

/** A copy of the templates with one thing wrong. */
export interface Mutant {
  /** Name of the operator that made it. */
  readonly operator: string;
  readonly stack: string;
  readonly logicalId: string;
  /** The statement's Sid or number; undefined where the resource itself is changed. */
  readonly statement: string | undefined;
  readonly edits: readonly Edit[];
}

/** The mutant's template; those of the other stacks stay as they are. */
export function templateOf(mutant: Mutant, templates: Templates): JsonObject {
  return edited(templates[mutant.stack] ?? {}, mutant.edits);
}

/** Where it is changed, as `stack/logicalId/statement`. */
export function placeOf({ stack, logicalId, statement }: Mutant): string {
  return [stack, logicalId, ...(statement === undefined ? [] : [statement])].join('/');
}

/** One line for each edit: where, what stood there, and what stands there now. */
export function changesOf({ stack, edits }: Mutant, templates: Templates): string[] {
  return edits.map(({ path, value }) => {
    const before = valueAt(templates[stack], path);
    return `${pathText(path)}: ${textOf(before)} -> ${textOf(value)}`;
  });
}

/** The path without `Resources` and the logical id, which say where the mutant is. */
function pathText(path: Path): string {
  return path.slice(2).join('.') || 'the resource';
}

function textOf(value: Json | undefined): string {
  return value === undefined ? '(nothing)' : JSON.stringify(value);
}
