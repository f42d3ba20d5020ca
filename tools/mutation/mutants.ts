import { isObject, type Json, type JsonObject } from '../../packages/isolation-proof/src/templates/json';
import type { Ground, PlantedGround } from './ground';
import { type Mutant, templateOf } from './mutant';
import { MutationError } from './mutation-error';
import { OPERATORS } from './operators/all';
import type { Operator } from './operators/operator';

/** A mutant, and what it is a mutant of. */
export interface PlacedMutant {
  readonly mutant: Mutant;
  readonly ground: PlantedGround;
}

/** Every mutant of every operator, each different template once, and none that is the template itself. */
export function mutantsOf(
  grounds: readonly Ground[],
  operators: readonly Operator[] = OPERATORS,
): PlacedMutant[] {
  const keys = new TemplateKeys();
  const seen = new Set(
    grounds.flatMap(({ templates }) =>
      Object.entries(templates).map(([name, template]) => keys.of(name, template)),
    ),
  );
  return operators
    .flatMap(({ mutants }) =>
      grounds.flatMap((ground) => mutants(ground).map((mutant) => ({ mutant, ground }))),
    )
    .filter(({ mutant, ground }) => {
      const key = keys.of(mutant.stack, templateOf(mutant, ground.templates));
      if (seen.has(key)) return false;
      seen.add(key);
      return true;
    });
}

/** Keys of templates: the same for those that are the same, in all of their parts. */
class TemplateKeys {
  private readonly numbers = new Map<string, number>();
  /** A mutant has the parts of its template that it does not change: they are made text once. */
  private readonly known = new WeakMap<JsonObject, number>();

  of(stack: string, template: JsonObject): string {
    const { Resources: resources, ...others } = template;
    return `${stack} ${this.partsOf(others)} ${isObject(resources) ? this.partsOf(resources) : ''}`;
  }

  private partsOf(parts: JsonObject): string {
    const numbered: (string | number)[] = [];
    for (const [id, part] of Object.entries(parts)) numbered.push(id, this.numberOf(part));
    return JSON.stringify(numbered);
  }

  private numberOf(part: Json): number {
    const known = isObject(part) ? this.known.get(part) : undefined;
    if (known !== undefined) return known;
    const text = JSON.stringify(part);
    const number = this.numbers.get(text) ?? this.numbers.size;
    this.numbers.set(text, number);
    if (isObject(part)) this.known.set(part, number);
    return number;
  }
}

/**
 * The operators of these names; all, for none.
 * @throws MutationError for a name that no operator has
 */
export function operatorsNamed(names: readonly string[]): readonly Operator[] {
  const unknown = names.filter((name) => !OPERATORS.some((operator) => operator.name === name));
  if (unknown.length > 0) {
    const known = OPERATORS.map(({ name }) => name).join(', ');
    throw new MutationError(`no operator is called ${unknown.join(', ')}; there are ${known}`);
  }
  return names.length === 0 ? OPERATORS : OPERATORS.filter(({ name }) => names.includes(name));
}

/** One of several parts that the mutants are dealt into, so that every part has as many of each operator. */
export interface Part {
  /** From 1. */
  readonly number: number;
  readonly of: number;
}

/** The mutants of one part. All parts together have every mutant once. */
export function dealt(mutants: readonly PlacedMutant[], part: Part): PlacedMutant[] {
  return mutants.filter((_mutant, index) => index % part.of === part.number - 1);
}

/**
 * A part of the mutants, always the same one: of each operator as many, spread over all that it made.
 * @param most of each operator
 */
export function sliceOf(mutants: readonly PlacedMutant[], most: number): PlacedMutant[] {
  const operators = new Set(mutants.map(({ mutant }) => mutant.operator));
  return [...operators].flatMap((name) => {
    const all = mutants.filter(({ mutant }) => mutant.operator === name);
    const step = Math.max(1, all.length / most);
    return Array.from(
      { length: Math.min(most, all.length) },
      (_, index) => all[Math.floor(index * step)],
    ).filter((mutant) => mutant !== undefined);
  });
}
