import { standIn, withConstructPaths } from '../../../../packages/isolation-proof/src/resources/stand-ins';
import { resourceOf } from '../fixtures/stack-of';

const bucket = resourceOf('AWS::S3::Bucket');
const stacks = [bucket.stack];

it('shows the construct path of a resource whose name AWS makes', () => {
  const texts = { what: `acme may read arn:aws:s3:::${standIn(bucket)}/x`, count: 2 };

  expect(withConstructPaths(texts, stacks)).toEqual({
    what: `acme may read arn:aws:s3:::(${bucket.path})/x`,
    count: 2,
  });
});

it.each(['(test.Other)', '(other.Only)', '(a remark. Another)', '(absent)'])('leaves %j as it is', (text) => {
  expect(withConstructPaths({ text }, stacks)).toEqual({ text });
});
