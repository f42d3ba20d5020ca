import { loadEnvironment } from '../../config/load-environment';
import { files, LEAST } from './environment-files';

const problemsOf = (environment: string, content: object): unknown[] => {
  files.write(environment, { ...LEAST, ...content });
  return files.problemsOf(() => loadEnvironment(environment, files.directory));
};

describe('names of buckets, which end in account and Region and have 63 characters at most', () => {
  test.each([
    ['production', { region: 'ap-southeast-1' }],
    ['production', { region: 'ap-southeast-1', namePrefix: 'p23456' }],
    ['preproduction', { region: 'eu-central-1', namePrefix: 'p2345' }],
    ['e234567890123456', { region: 'eu-central-1' }],
    ['e234567890123', { region: 'us-east-1', namePrefix: 'p2345678' }],
    ['e234567890', { region: 'cn-northwest-1', namePrefix: 'p23456' }],
  ])('fit in %s with %j', (environment, content) => {
    expect(problemsOf(environment, content)).toEqual([]);
  });

  test.each([
    ['production', { region: 'ap-southeast-1', namePrefix: 'p234567' }, 1],
    ['production', { region: 'us-gov-west-1', namePrefix: 'p2345678' }, 1],
    ['e234567890123456', { region: 'cn-northwest-1' }, 2],
    ['e234567890123456', { region: 'ap-southeast-1', namePrefix: 'p2345678' }, 8],
    ['e2345678901234', { region: 'us-east-1', namePrefix: 'p2345678' }, 1],
  ])('do not in %s with %j, and the file says by how much', (environment, content, excess) => {
    const prefix = 'namePrefix' in content ? content.namePrefix : 'ts';
    const bucket = `${prefix}-${environment}-athena-results-111122223333-${content.region}-an`;
    expect(problemsOf(environment, content)).toEqual([
      {
        place: expect.stringMatching(/\$\.namePrefix$/) as string,
        value: prefix,
        fix:
          `bucket ${bucket} would have ${63 + excess} characters, and S3 allows 63, account and Region included; ` +
          `make namePrefix and the environment's name ("${environment}") ${excess} shorter together`,
      },
    ]);
  });

  test.each([
    ['a prefix that is too long by itself', { namePrefix: 'p'.repeat(40) }, '$.namePrefix'],
    ['no such Region', { region: 'xx-far-away-in-the-south-1' }, '$.region'],
    ['a prefix that is no text', { namePrefix: 7 }, '$.namePrefix'],
  ])('are not spoken of where the file has %s', (_what, content, place) => {
    const [problem, ...others] = files.problemsWith({ ...LEAST, ...content });
    expect(problem?.place).toBe(place);
    expect(problem?.fix).not.toMatch(/bucket/);
    expect(others).toEqual([]);
  });

  test('are spoken of together with whatever else is wrong', () => {
    const problems = problemsOf('e234567890123456', { region: 'ap-southeast-1', account: 5 });
    expect(problems).toMatchObject([{ value: 5 }, { value: 'ts' }]);
  });
});

test.each(['me-central-1', 'me-south-1'])('a Region without such names is refused: %s', (region) => {
  expect(files.problemsWith({ ...LEAST, region })).toEqual([
    {
      place: '$.region',
      value: region,
      fix: expect.stringMatching(
        /^S3 has no account-regional bucket names in .*; choose another Region$/,
      ) as string,
    },
  ]);
});
