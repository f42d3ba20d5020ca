import { mutantsOf, operatorsNamed } from '../../../tools/mutation/mutants';
import { smallGround } from './two-organizations';

/** What an operator makes of the small templates: the statement or resource, and what stands there afterwards. */
export function mutantsNamed(operator: string): string[] {
  return mutantsOf([smallGround()], operatorsNamed([operator])).map(({ mutant }) => {
    const { statement, logicalId, edits } = mutant;
    // Within the statement, or the properties.
    const depth = statement === undefined ? 3 : 6;
    const changes = edits.map(({ path, value }) => {
      const place = path.slice(depth).join('.');
      return `${place === '' ? 'all' : place}: ${value === undefined ? '(nothing)' : JSON.stringify(value)}`;
    });
    return `${statement ?? logicalId} ${changes.join('; ')}`;
  });
}
