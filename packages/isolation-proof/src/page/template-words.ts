import type { Model } from '../model/model';
import type { Ownership } from '../model/ownership';
import type { Statement } from '../policies/statement';
import { Spelling } from './spelling';

/** What the templates say about a text, whichever organization's it is. */
export class TemplateWords {
  readonly ownership: Ownership;
  readonly spelling: Spelling;
  private readonly inBoundaries: ReadonlySet<Statement>;

  constructor({ ownership, stacks, principals }: Model) {
    this.ownership = ownership;
    this.spelling = new Spelling(stacks);
    this.inBoundaries = new Set(principals.flatMap(({ boundary }) => boundary ?? []));
  }

  /** What kind of policy a statement stands in. */
  kindOf(statement: Statement): string {
    if (statement.principals !== undefined) return 'resource policy';
    return this.inBoundaries.has(statement) ? 'permissions boundary' : 'identity policy';
  }
}
