import { findAccess, type Question, statementsAbout } from '../access/access';
import type { Statement } from '../policies/statement';
import { withStatements } from './grants';

/** Why questions are answered with no. */
export interface Refusal {
  /** Whether no statement allows what some of the questions ask about. */
  readonly unallowed: boolean;
  /** Deny statements that are enough for the others; without any one of them, something would be allowed. */
  readonly denies: readonly Statement[];
}

/**
 * @param questions none of which finds an access
 * @param hasUnallowed whether there are others besides, of which it is known that no statement allows them
 */
export function refusalOf(questions: readonly Question[], hasUnallowed: boolean): Refusal {
  let unallowed = hasUnallowed;
  const denies = new Set<Statement>();
  for (const question of questions) {
    const enough = denialOf(question);
    if (enough.length === 0) unallowed = true;
    for (const statement of enough) denies.add(statement);
  }
  return { unallowed, denies: [...denies] };
}

/** A smallest set, as far as one by one can tell, of Deny statements that refuse what is otherwise allowed. */
function denialOf(question: Question): Statement[] {
  const { subject, action, guarded } = question;
  if (findAccess(only(question, [])) === undefined) return [];
  // Those about other actions refuse nothing of it: each of them would be found to be needless.
  let needed = [subject.identity, subject.boundary ?? [], guarded?.policy ?? []].flatMap(
    (policy) => statementsAbout(policy, action).Deny,
  );
  for (const statement of needed) {
    const fewer = needed.filter((other) => other !== statement);
    if (findAccess(only(question, fewer)) === undefined) needed = fewer;
  }
  return needed;
}

/** The same question, asked as if the policies had no other Deny statements, nor any about other actions. */
function only(question: Question, denies: readonly Statement[]): Question {
  return withStatements(question, (policy) => {
    const { Allow: allows, Deny: all } = statementsAbout(policy, question.action);
    const kept = all.filter((statement) => denies.includes(statement));
    // The very same list, of which it is known what it says.
    return kept.length === 0 ? allows : [...allows, ...kept];
  });
}
