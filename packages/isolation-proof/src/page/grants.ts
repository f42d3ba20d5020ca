import { type Access, findAccess, type Question } from '../access/access';
import type { Statement } from '../policies/statement';

/** Most different ways to be allowed the same thing that are looked for. */
const MOST_GRANTS = 8;

/** Accesses that different statements allow: after each one found, its first statement is left out and the question put again. */
export function grantsOf(question: Question): Access[] {
  const found: Access[] = [];
  const leftOut = new Set<Statement>();
  while (found.length < MOST_GRANTS) {
    const access = findAccess(leftOut.size === 0 ? question : withoutStatements(question, leftOut));
    if (access === undefined) break;
    found.push(access);
    const [first] = access.allowedBy;
    if (first === undefined) break;
    leftOut.add(first);
  }
  return found;
}

function withoutStatements(question: Question, leftOut: ReadonlySet<Statement>): Question {
  return withStatements(question, (statements) => statements.filter((statement) => !leftOut.has(statement)));
}

/** The same question, asked as if the policies had only some of their statements. */
export function withStatements(
  { subject, guarded, ...question }: Question,
  kept: (policy: readonly Statement[]) => readonly Statement[],
): Question {
  const { identity, boundary } = subject;
  return {
    ...question,
    subject: { ...subject, identity: kept(identity), boundary: boundary && kept(boundary) },
    ...(guarded === undefined ? {} : { guarded: { ...guarded, policy: kept(guarded.policy) } }),
  };
}
