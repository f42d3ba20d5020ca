import type { Fact, Facts } from './facts';
import type { GuardedResource, Principal } from './model';
import { patternOf } from './policy-text';
import type { Resolved } from './resolve';
import type { PatternList, Statement } from './statement';

/**
 * Everything that the model says of one organization, or of what is shared: the texts, in which names occur,
 * and apart from them the shape that they stand in.
 */
export class OrganizationText {
  readonly texts: string[] = [];
  private readonly shapes: string[] = [];

  /** @param sharedNumber the number of a statement that is not the organization's; undefined if it is */
  constructor(private readonly sharedNumber: (statement: Statement) => number | undefined) {}

  get shape(): string {
    return this.shapes.join('\n');
  }

  /** @param mixed segments of policy variables and other characters, of which the principal's facts make names */
  addPrincipal(principal: Principal, mixed: readonly string[]): void {
    const { kind, arn, facts, identity, boundary, trust } = principal;
    this.shapes.push('principal', kind);
    this.addText(arn);
    this.addFacts(facts);
    for (const segment of mixed) {
      const tokens = patternOf(segment, facts, false)?.tokens;
      this.addText(tokens?.map((token) => (typeof token === 'string' ? token : '*')).join(''));
    }
    this.addStatements('identity', identity);
    if (boundary !== undefined) this.addStatements('boundary', boundary);
    this.addStatements('trust', trust);
  }

  addGuarded({ kind, arn, facts, policy }: GuardedResource): void {
    this.shapes.push('resource', kind);
    this.addText(arn);
    this.addFacts(facts);
    this.addStatements('policy', policy);
  }

  addTexts(what: string, texts: readonly Resolved[]): void {
    this.shapes.push(what, String(texts.length));
    for (const text of texts) this.addText(text);
  }

  addStatements(what: string, statements: readonly Statement[]): void {
    this.shapes.push(what, String(statements.length));
    for (const statement of statements) {
      const shared = this.sharedNumber(statement);
      if (shared === undefined) this.addStatement(statement);
      else this.shapes.push(`shared ${shared}`);
    }
  }

  private addStatement({ effect, actions, resources, principals, conditions }: Statement): void {
    this.shapes.push(effect, String(actions.negated), JSON.stringify(actions.texts));
    this.addPatterns('resources', resources);
    if (principals !== undefined) {
      const { negated, aws, services, others } = principals;
      this.shapes.push(String(negated), JSON.stringify(services), JSON.stringify(others));
      this.addTexts('aws', aws);
    }
    for (const { operator, key, values } of conditions) {
      this.shapes.push(operator, key);
      this.addTexts('values', values);
    }
  }

  private addPatterns(what: string, { texts, negated }: PatternList): void {
    this.shapes.push(String(negated));
    this.addTexts(what, texts);
  }

  private addFacts(facts: Facts): void {
    for (const [key, fact] of facts) {
      this.shapes.push(key, fact.kind);
      this.addText(textIn(fact));
    }
  }

  private addText(text: Resolved): void {
    if (text === undefined) this.shapes.push('not known');
    else this.texts.push(text);
  }
}

function textIn(fact: Fact): Resolved {
  return fact.kind === 'text' ? fact.text : undefined;
}
