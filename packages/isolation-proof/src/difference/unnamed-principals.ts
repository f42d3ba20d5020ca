import type { Statement } from '../policies/statement';
import type { Unknown } from '../templates/errors';
import { changedStatements } from './changed-statements';
import type { ComparedGuard } from './compared-guard';

/**
 * Whom policies of resources let in and no comparison can ask about: principals of other kinds, of which the names are
 * not read, so that any of them may be another one after the change; and in a changed statement, those that only a
 * deployment knows.
 */
export function unnamedPrincipals(guards: readonly ComparedGuard[]): Unknown[] {
  return guards.flatMap(({ base, head }) => {
    const [before, after] = [base?.policy ?? [], head?.policy ?? []];
    const changed = new Set([...changedStatements(before, after), ...changedStatements(after, before)]);
    const reasons = new Map(
      [...before, ...after].flatMap((statement): [string, string][] => {
        const reason = reasonFor(statement, changed.has(statement));
        return reason === undefined ? [] : [[`${statement.source.path} (${statement.name})`, reason]];
      }),
    );
    return [...reasons].map(([place, reason]) => ({ place, reason }));
  });
}

function reasonFor({ principals }: Statement, isChanged: boolean): string | undefined {
  if (principals === undefined) return undefined;
  const { aws, services, federated, others } = principals;
  if (others.length > 0) {
    return `it names principals of kind ${others.join()}, which are not compared; name accounts or ARNs instead`;
  }
  const isUnknown = [aws, services, federated].some((texts) => texts.includes(undefined));
  return isChanged && isUnknown
    ? 'it names a principal that is not known before deployment, so what that one gains or loses is not known either'
    : undefined;
}
