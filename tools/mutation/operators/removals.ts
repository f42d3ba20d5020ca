import { listOf } from '../../../packages/isolation-proof/src/templates/json';
import { mutantOf, type Edits, type Operator, resourceOperator, statementOperator } from './operator';

export const REMOVAL_OPERATORS: readonly Operator[] = [
  statementOperator('drop-statement', 'leaves out a statement', ({ siblings }) =>
    siblings > 1 ? [[{ path: [], value: undefined }]] : [],
  ),
  resourceOperator('drop-tag', 'leaves out a tag', ({ resource: { properties } }) => {
    const tags = properties['Tags'];
    return listOf(tags).map((_tag, index): Edits => [{ path: ['Tags', index], value: undefined }]);
  }),
  {
    name: 'drop-resource',
    description: 'leaves out a resource',
    mutants: ({ resources }) =>
      resources
        .filter(({ isRepeated }) => !isRepeated)
        .map((site) =>
          mutantOf('drop-resource', site, site.path.slice(0, 2), [{ path: [], value: undefined }]),
        ),
  },
];
