import { findAccess, mayBeAbout, type Question } from '../access/access';
import type { Statement } from '../policies/statement';
import { withStatements } from './grants';

/** Why questions are answered with no. */
export interface Refusal {
  /** Whether no statement allows what some of the questions ask about. */
  readonly unallowed: boolean;
  /** Deny statements that are enough for the others; without any one of them, something would be allowed. */
  readonly denies: readonly Statement[];
}

/** @param questions none of which finds an access */
export function refusalOf(questions: readonly Question[]): Refusal {
  let unallowed = false;
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
  if (findAccess(withStatements(question, allowsOf)) === undefined) return [];
  const { identity, boundary = [] } = question.subject;
  // Those about other actions refuse nothing of it: each of them would be found to be needless.
  let needed = [...identity, ...boundary, ...(question.guarded?.policy ?? [])].filter(
    (statement) => statement.effect === 'Deny' && mayBeAbout(statement, question.action),
  );
  for (const statement of needed) {
    const fewer = needed.filter((other) => other !== statement);
    if (findAccess(only(question, fewer)) === undefined) needed = fewer;
  }
  return needed;
}

function only(question: Question, denies: readonly Statement[]): Question {
  return withStatements(question, (policy) =>
    policy.filter((statement) => statement.effect === 'Allow' || denies.includes(statement)),
  );
}

const allows = new WeakMap<readonly Statement[], readonly Statement[]>();

/** The Allow statements of a policy: the same list each time, so that what is known of it is found again. */
function allowsOf(policy: readonly Statement[]): readonly Statement[] {
  const known = allows.get(policy) ?? policy.filter(({ effect }) => effect === 'Allow');
  allows.set(policy, known);
  return known;
}
