import { programsOf } from '../../../../packages/isolation-proof/src/resources/programs';
import { resourceOf } from '../fixtures/stack-of';

const REGISTRY = '111122223333.dkr.ecr.eu-central-1.amazonaws.com';
const REPOSITORY = 'arn:aws:ecr:eu-central-1:111122223333:repository';

function originOf(Image: string): string | undefined {
  const [origin, ...others] = programsOf(
    resourceOf('AWS::ECS::TaskDefinition', { ContainerDefinitions: [{ Image }] }),
  );
  expect(others).toEqual([]);
  expect(origin?.text ?? Image).toBe(Image);
  return origin?.arn;
}

test.each([
  [`${REGISTRY}/x`, `${REPOSITORY}/x`],
  [`${REGISTRY}/team/x:1.2.3`, `${REPOSITORY}/team/x`],
  ['111122223333.dkr-ecr.eu-central-1.on.aws/x:1', `${REPOSITORY}/x`],
  [
    '111122223333.dkr.ecr-fips.us-east-1.amazonaws.com/x:1',
    'arn:aws:ecr:us-east-1:111122223333:repository/x',
  ],
  [
    '999988887777.dkr.ecr.cn-north-1.amazonaws.com.cn/x:1',
    'arn:aws:ecr:cn-north-1:999988887777:repository/x',
  ],
])('the image %s comes from %s', (image, arn) => {
  expect(originOf(image)).toBe(arn);
});

test.each([
  'nginx',
  'public.ecr.aws/docker/library/node:24',
  `mirror/${REGISTRY}/x:1`,
  `${REGISTRY}/x@sha256:0123456789abcdef`,
  `${REGISTRY}/x:1@sha256:0123456789abcdef`,
])('the image %s comes from no repository that is asked about', (image) => {
  expect(originOf(image)).toBeUndefined();
});

test('a type that is not known runs no program, and a place outside AWS has no ARN', () => {
  expect(programsOf(resourceOf('AWS::X::Y'))).toEqual([]);
  const attachments = { Attachments: [{ Values: ['https://example.com/x', 'name:1'] }] };
  expect(programsOf(resourceOf('AWS::SSM::Document', attachments))).toStrictEqual([
    { place: 'Attachments[0].Values[0]', program: 'an attachment', text: 'https://example.com/x' },
  ]);
});

test('an object whose key is not known yet is nowhere', () => {
  const code = { Code: { S3Bucket: 'code', S3Key: { Ref: 'Parameter' } } };
  expect(programsOf(resourceOf('AWS::Lambda::Function', code))).toStrictEqual([
    { place: 'Code.S3Bucket', program: 'the code of the function', text: undefined },
  ]);
});
