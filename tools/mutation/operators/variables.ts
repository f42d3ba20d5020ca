import { textsWithin } from '../edit';
import type { StatementSite } from '../ground';
import { type Edits, type Operator, statementOperator } from './operator';

/** What identifies a caller, or could be mistaken for it. */
const VARIABLES = [
  'aws:PrincipalTag/orgSlug',
  'aws:PrincipalTag/orgDatabase',
  'aws:PrincipalTag/orgKeyArn',
  'aws:PrincipalTag/environment',
  'aws:RequestTag/orgSlug',
  'aws:username',
  'credentials-iot:ThingName',
  'credentials-iot:ThingTypeName',
  'credentials-iot:AwsCertificateId',
];

/** Puts something else for each policy variable of each text. */
function variableEdits(
  { statement }: StatementSite,
  change: (variable: string) => readonly string[],
): Edits[] {
  return textsWithin(statement).flatMap(({ path, text }) =>
    Array.from(text.matchAll(/\$\{([^}*?$]+)\}/g)).flatMap(({ 0: all, 1: variable = '', index }) =>
      change(variable).map((changed): Edits => [
        { path, value: text.slice(0, index) + changed + text.slice(index + all.length) },
      ]),
    ),
  );
}

export const VARIABLE_OPERATORS: readonly Operator[] = [
  statementOperator('swap-variable', 'puts another policy variable, or a slug for it', (site, ground) =>
    variableEdits(site, (variable) => [
      ...VARIABLES.filter((other) => other !== variable).map((other) => `\${${other}}`),
      ...ground.organizations.keys(),
    ]),
  ),
  statementOperator(
    'widen-variable',
    'puts a wildcard for a policy variable or beside it, or gives it a default',
    (site) =>
      variableEdits(site, (variable) => [
        '*',
        `\${${variable}}*`,
        `*\${${variable}}`,
        `\${${variable}}?`,
        `\${${variable}, '*'}`,
        `\${${variable}, 'acme'}`,
      ]),
  ),
];
