/** Number of an atom: something that is true or false of a request, such as that its resource matches a pattern. */
export type Atom = number;

/** What is said of a request, in terms of atoms. */
export type Formula =
  | boolean
  | { readonly kind: 'atom'; readonly atom: Atom }
  | { readonly kind: 'not'; readonly of: Formula }
  | { readonly kind: 'all' | 'any'; readonly of: readonly Formula[] };

/** What is known of atoms; undefined of one that may be either. */
export type Valuation = ReadonlyMap<Atom, boolean>;

export interface Literal {
  readonly atom: Atom;
  readonly value: boolean;
}

export function not(formula: Formula): Formula {
  if (typeof formula === 'boolean') return !formula;
  return formula.kind === 'not' ? formula.of : { kind: 'not', of: formula };
}

export function all(...formulas: readonly Formula[]): Formula {
  return junction('all', formulas, true);
}

export function any(...formulas: readonly Formula[]): Formula {
  return junction('any', formulas, false);
}

/** @param neutral the value that adds nothing; its opposite decides */
function junction(kind: 'all' | 'any', formulas: readonly Formula[], neutral: boolean): Formula {
  if (formulas.includes(!neutral)) return !neutral;
  const open = formulas.filter((formula) => formula !== neutral);
  const [first] = open;
  if (first === undefined) return neutral;
  return open.length === 1 ? first : { kind, of: open };
}

/** The value of a formula; undefined if it depends on atoms that are not known. */
export function valueOf(formula: Formula, known: Valuation): boolean | undefined {
  if (typeof formula === 'boolean') return formula;
  switch (formula.kind) {
    case 'atom':
      return known.get(formula.atom);
    case 'not': {
      const value = valueOf(formula.of, known);
      return value === undefined ? undefined : !value;
    }
    default: {
      const decisive = formula.kind === 'any';
      let isOpen = false;
      for (const part of formula.of) {
        const value = valueOf(part, known);
        if (value === decisive) return decisive;
        isOpen ||= value === undefined;
      }
      return isOpen ? undefined : !decisive;
    }
  }
}

/** A literal that leads towards a value of a formula that is open. */
export function literalTowards(formula: Formula, value: boolean, known: Valuation): Literal | undefined {
  if (typeof formula === 'boolean') return undefined;
  switch (formula.kind) {
    case 'atom':
      return known.has(formula.atom) ? undefined : { atom: formula.atom, value };
    case 'not':
      return literalTowards(formula.of, !value, known);
    default:
      for (const part of formula.of) {
        const literal = valueOf(part, known) === undefined ? literalTowards(part, value, known) : undefined;
        if (literal !== undefined) return literal;
      }
      return undefined;
  }
}
