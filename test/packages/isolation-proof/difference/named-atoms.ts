import { Atoms } from '../../../../packages/isolation-proof/src/difference/atoms';
import type { Formula } from '../../../../packages/isolation-proof/src/difference/formula';
import { keyOfPattern } from '../../../../packages/isolation-proof/src/difference/pattern-text';
import type { ValueTest } from '../../../../packages/isolation-proof/src/difference/value-test';
import { EVERYTHING, type Pattern } from '../../../../packages/isolation-proof/src/patterns/pattern';

/** Atoms that read as what they mean, so that a formula can be compared as a text. */
export class NamedAtoms extends Atoms {
  private readonly names: string[] = [];

  constructor() {
    super({ matching: [EVERYTHING], excluding: [] }, new Map(), () => true);
  }

  public override resource(patterns: readonly Pattern[]): Formula {
    return patterns.length === 0 ? false : this.named(`in ${patterns.map(keyOfPattern).join()}`);
  }

  public override absent(key: string): Formula {
    return this.named(`no ${key}`);
  }

  public override every(key: string, { id }: ValueTest, negated: boolean): Formula {
    return this.named(`${negated ? 'none' : 'every'} ${key} ${id}`);
  }

  public override opaque(id: string): Formula {
    return this.named(`? ${id}`);
  }

  /** A formula as a text. */
  public read(formula: Formula): string {
    if (typeof formula === 'boolean') return String(formula);
    switch (formula.kind) {
      case 'atom':
        return this.names[formula.atom] ?? 'an atom that was not made';
      case 'not':
        return `not (${this.read(formula.of)})`;
      default:
        return formula.of
          .map((part) => `(${this.read(part)})`)
          .join(formula.kind === 'all' ? ' and ' : ' or ');
    }
  }

  private named(name: string): Formula {
    const known = this.names.indexOf(name);
    if (known >= 0) return { kind: 'atom', atom: known };
    this.names.push(name);
    return { kind: 'atom', atom: this.names.length - 1 };
  }
}
