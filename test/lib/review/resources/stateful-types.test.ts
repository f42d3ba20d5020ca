import { STATEFUL_TYPES } from '../../../../lib/review/resources/stateful-types';
import { loadSpecification } from '../../../../tools/service-specification/known-properties';

test('has every type that the service specification calls stateful', () => {
  const stateful = loadSpecification()
    .all('resource')
    .filter(({ isStateful }) => isStateful === true)
    .map(({ cloudFormationType }) => cloudFormationType);
  expect(stateful).toContain('AWS::S3::Bucket');
  expect(stateful.filter((type) => !STATEFUL_TYPES.has(type))).toEqual([]);
});
