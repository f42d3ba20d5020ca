import { isCovered, witness } from '../patterns/witness';
import {
  ANY_CHARACTER,
  ANY_STRING,
  EVERYTHING,
  isVariable,
  type Pattern,
  wildcardPattern,
} from '../patterns/pattern';
import { patternOf } from '../policies/policy-text';
import { matchesClass } from '../policies/action-classes';
import { matchesText } from '../patterns/matches-text';
import type { FactLookup } from '../policies/facts';
import type { Statement } from '../policies/statement';
import type { AskedAction } from './action-questions';
import type { ComparedGuard } from './compared-guard';
import { textOfPattern } from './pattern-text';

/**
 * The narrowest pattern of statements that all are about an action.
 * @returns everything of the service where they only say what they are not about
 */
export function actionPattern({ example, service }: AskedAction, statements: readonly Statement[]): string {
  const texts = statements
    .filter(({ actions }) => !actions.negated)
    .flatMap(({ actions }) => actions.texts)
    .filter((text) => text !== undefined && matchesClass(text, { example }));
  const narrowest = narrowestOf(texts.flatMap((text) => (text === undefined ? [] : [wildcardPattern(text)])));
  const text = narrowest === undefined ? '*' : textOfPattern(narrowest);
  return text === '*' ? `${service}:*` : text;
}

/**
 * The narrowest pattern of statements that all are about a resource; what a resource's own policy says is about that
 * resource.
 * @param facts with which policy variables are replaced; `*` stands for those without a value
 */
export function resourcePattern(
  resource: string,
  statements: readonly Statement[],
  guard: ComparedGuard | undefined,
  facts: FactLookup,
): Pattern {
  const patterns = statements.flatMap((statement) => {
    const said = statement.resources.negated
      ? []
      : statement.resources.texts.flatMap((text) => (text === undefined ? [] : [toldPattern(text, facts)]));
    return guard !== undefined && isOf(guard, statement) ? [...said, ...guard.patterns] : said;
  });
  return narrowestOf(patterns.filter((pattern) => matchesText(pattern, resource))) ?? EVERYTHING;
}

function isOf({ base, head }: ComparedGuard, statement: Statement): boolean {
  return [base, head].some((side) => side?.policy.includes(statement) === true);
}

function toldPattern(text: string, facts: FactLookup): Pattern {
  const whole = patternOf(text, facts);
  if (whole !== undefined) return whole;
  return wildcardPattern(text.replaceAll(/\$\{[^}]*\}/g, '*'));
}

function narrowestOf(patterns: readonly Pattern[]): Pattern | undefined {
  const byDetail = [...patterns].sort((a, b) => detailOf(b) - detailOf(a));
  return byDetail.find((pattern) => isLiteral(pattern)) ?? byDetail[0];
}

/** How much a pattern says: the characters that it asks for. */
function detailOf({ tokens }: Pattern): number {
  return tokens.filter((token) => typeof token === 'string').length;
}

function isLiteral({ tokens }: Pattern): boolean {
  return tokens.every((token) => typeof token === 'string');
}

/** Patterns as text, sorted, without those that others cover. */
export function toldTexts(patterns: readonly Pattern[]): string[] {
  const texts = [...new Set(patterns.map(coveringText))].sort();
  return texts.filter((text) => {
    const others = texts.filter((other) => other < text || !isSame(other, text));
    return !isCovered(
      wildcardPattern(text),
      others.map((other) => wildcardPattern(other)),
    );
  });
}

/** A literal `*` or `?` is written as the wildcard `?`: IAM has no way to escape it, and the text has to cover it. */
function coveringText({ tokens }: Pattern): string {
  return tokens
    .map((token) => {
      if (token === ANY_STRING || isVariable(token)) return '*';
      return token === ANY_CHARACTER || token === '*' ? '?' : token;
    })
    .join('');
}

function isSame(one: string, other: string): boolean {
  const covers = (a: string, b: string): boolean =>
    witness({ matching: [wildcardPattern(a)], excluding: [wildcardPattern(b)] }) === undefined;
  return covers(one, other) && covers(other, one);
}
