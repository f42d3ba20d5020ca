import {
  isObject,
  type Json,
  type JsonObject,
  listOf,
} from '../../../packages/isolation-proof/src/templates/json';
import type { Edit } from '../edit';
import { type Edits, type Operator, statementOperator } from './operator';

/** Changes each entry of an element that is one text or a list, to what is given for it. */
function entriesOf(
  statement: JsonObject,
  element: string,
  change: (entry: Json) => readonly (Json | undefined)[],
): Edits[] {
  const value = statement[element];
  return listOf(value).flatMap((entry, index) =>
    change(entry).flatMap((changed): Edits[] =>
      changed === entry
        ? []
        : [[{ path: Array.isArray(value) ? [element, index] : [element], value: changed }]],
    ),
  );
}

/** Takes each entry out of a list of several. */
function withoutEntry(statement: JsonObject, element: string): Edits[] {
  return listOf(statement[element]).length > 1 ? entriesOf(statement, element, () => [undefined]) : [];
}

/** Turns an element into the one that says what a statement is not about, or back. */
function negated(statement: JsonObject, element: string): Edits[] {
  const [from, to] =
    statement[element] === undefined ? [`Not${element}`, element] : [element, `Not${element}`];
  const value = statement[from];
  return value === undefined ? [] : [[{ path: [from], value: undefined }, edit(to, value)]];
}

function edit(element: string, value: Json): Edit {
  return { path: [element], value };
}

const serviceOf = (action: Json): string | undefined =>
  typeof action === 'string' ? /^([^:]+):/.exec(action)?.[1] : undefined;

const ACTIONS = ['Action', 'NotAction'];
const RESOURCES = ['Resource', 'NotResource'];

/** Operators on actions and resources of a statement. */
export const ELEMENT_OPERATORS: readonly Operator[] = [
  statementOperator('action-to-star', 'puts * for an action', ({ statement }) =>
    ACTIONS.flatMap((element) => entriesOf(statement, element, () => ['*'])),
  ),
  statementOperator('action-to-service', "puts all of the service's actions for one", ({ statement }) =>
    ACTIONS.flatMap((element) =>
      entriesOf(statement, element, (action) => {
        const service = serviceOf(action);
        return service === undefined ? [] : [`${service}:*`];
      }),
    ),
  ),
  statementOperator('not-action', 'turns Action into NotAction, or back', ({ statement }) =>
    negated(statement, 'Action'),
  ),
  statementOperator('drop-action', 'leaves out an action', ({ statement }) =>
    ACTIONS.flatMap((element) => withoutEntry(statement, element)),
  ),
  statementOperator('resource-to-star', 'puts * for a resource', ({ statement }) =>
    RESOURCES.flatMap((element) => entriesOf(statement, element, () => ['*'])),
  ),
  statementOperator('not-resource', 'turns Resource into NotResource, or back', ({ statement }) =>
    negated(statement, 'Resource'),
  ),
  statementOperator('drop-resource-entry', 'leaves out a resource of a statement', ({ statement }) =>
    RESOURCES.flatMap((element) => withoutEntry(statement, element)),
  ),
  statementOperator('not-principal', 'turns Principal into NotPrincipal, or back', ({ statement }) =>
    negated(statement, 'Principal'),
  ),
  statementOperator('flip-effect', 'turns Allow into Deny, or back', ({ statement: { Effect: effect } }) => [
    [edit('Effect', effect === 'Allow' ? 'Deny' : 'Allow')],
  ]),
];

/** Operators that say who a statement of a resource's policy, or of a trust policy, is about. */
export const PRINCIPAL_OPERATORS: readonly Operator[] = [
  statementOperator('principal-to-star', 'puts everybody for the principal', ({ statement }) =>
    statement['Principal'] === undefined || statement['Principal'] === '*'
      ? []
      : [[edit('Principal', '*')], [edit('Principal', { AWS: '*' })]],
  ),
  statementOperator(
    'principal-to-other-account',
    'puts another account for the principal, or lets it in as well',
    ({ statement: { Principal: principal } }, { environment: { partition } }) => {
      const other = `arn:${partition}:iam::999999999999:root`;
      if (principal === undefined) return [];
      const alone = [edit('Principal', { AWS: other })];
      if (!isObject(principal)) return [alone];
      const { AWS: aws } = principal;
      return [alone, [edit('Principal', { ...principal, AWS: [...listOf(aws), other] })]];
    },
  ),
  statementOperator(
    'principal-to-organization',
    "puts an organization's role for the principal, or lets it in as well",
    ({ statement: { Principal: principal }, site }, { organizations, environment }) => {
      if (principal === undefined) return [];
      const slugs = [...organizations.keys()].filter((slug) => slug !== site.organization?.slug);
      return slugs.flatMap((slug): Edits[] =>
        rolesOf(organizations.get(slug)?.resources.values() ?? []).flatMap((name): Edits[] => {
          const arn = `arn:${environment.partition}:iam::${environment.account}:role/${name}`;
          const alone = [edit('Principal', { AWS: arn })];
          if (!isObject(principal)) return [alone];
          return [alone, [edit('Principal', { ...principal, AWS: [...listOf(principal['AWS']), arn] })]];
        }),
      );
    },
  ),
];

function rolesOf(resources: Iterable<{ type: string; properties: JsonObject }>): string[] {
  return [...resources].flatMap(({ type, properties: { RoleName: name } }) =>
    type === 'AWS::IAM::Role' && typeof name === 'string' ? [name] : [],
  );
}
