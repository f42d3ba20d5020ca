import { ConfigurationError } from '../../../../config/errors';
import { type AskedAnswers, askAnswers } from '../../../../packages/data-hub/src/setup/ask-answers';
import { type SetupAnswers, setupPlan } from '../../../../packages/data-hub/src/setup/setup-plan';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'setup-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

test.each<[Partial<SetupAnswers>, object]>([
  [{ enrolment: 'e.json' }, { kind: 'enrol', file: 'e.json' }],
  [{ bundle: 'b.tar' }, { kind: 'install', bundle: 'b.tar' }],
  [
    { organization: 'acme', hub: 'berlin-1' },
    { kind: 'request', organization: 'acme', hub: 'berlin-1' },
  ],
])('%j is a plan', (answers, plan) => {
  expect(setupPlan({ folder, ...answers })).toEqual(plan);
});

test.each<[Partial<SetupAnswers>, string[]]>([
  [{}, ['--organization', '--hub']],
  [{ organization: 'Acme', hub: 'Berlin 1' }, ['--organization', '--hub']],
  [{ organization: 'acme' }, ['--hub']],
  [
    { enrolment: 'e', bundle: 'b', organization: 'acme', hub: 'berlin-1' },
    ['--organization', '--hub', '--bundle'],
  ],
  [{ bundle: 'b', hub: 'berlin-1' }, ['--hub']],
])('of %j everything that is wrong is told at once', (answers, places) => {
  let error: unknown;
  try {
    setupPlan({ folder, ...answers });
  } catch (thrown) {
    error = thrown;
  }

  expect(error).toBeInstanceOf(ConfigurationError);
  expect((error as ConfigurationError).problems.map(({ place }) => place)).toEqual(places);
});

/** What comes of answers that a person gives one after the other. */
async function asked(
  answers: readonly string[],
  given: Partial<AskedAnswers> = {},
): Promise<{ readonly result: AskedAnswers; readonly questions: number; readonly told: string[] }> {
  const told: string[] = [];
  let questions = 0;
  const result = await askAnswers(
    { folder, proxy: {}, ...given },
    () => Promise.resolve(answers[questions++] ?? ''),
    (line) => told.push(line),
  );
  return { result, questions, told };
}

test('without an enrolment file it asks for the names, and again for one that cannot be', async () => {
  const { result, told } = await asked(['', 'Acme', 'acme', 'berlin-1']);

  expect(result).toMatchObject({ organization: 'acme', hub: 'berlin-1', proxy: {} });
  expect(told).toHaveLength(1);
});

test('with an enrolment file it asks for the proxy only', async () => {
  const { result, questions } = await asked(['e.json', 'http://proxy:3128', '/etc/proxy']);

  expect(questions).toBe(3);
  expect(result).toMatchObject({
    enrolment: 'e.json',
    proxy: { proxy: 'http://proxy:3128', proxyCredentialsFile: '/etc/proxy' },
  });
});

test('once there is a request it asks for the bundle', async () => {
  writeFileSync(join(folder, 'request.pem'), '');

  expect((await asked(['b.tar', ''])).result).toMatchObject({ bundle: 'b.tar', proxy: {} });
});

test('what the arguments say is not asked for', async () => {
  const { questions } = await asked([], { organization: 'acme', hub: 'berlin-1' });

  expect(questions).toBe(0);
});
