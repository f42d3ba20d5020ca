import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import {
  EXIT_CODES,
  EXIT_CODES_HELP,
  type ProofOptions,
  runProof,
  withProofOptions,
} from '../../../../packages/isolation-proof/src/command/proof-command';
import { SpecificationError } from '../../../../packages/isolation-proof/src/specification/load-specification';
import type { Specification } from '../../../../packages/isolation-proof/src/specification/specification';
import type { Json } from '../../../../packages/isolation-proof/src/templates/json';
import { inlinePolicy, roleOf } from '../fixtures/organizations';
import { SPECIFICATION } from '../fixtures/specification';

const directory = mkdtempSync(join(tmpdir(), 'proof-command-test-'));
const printed: unknown[] = [];
const errors: unknown[] = [];

beforeEach(() => {
  printed.length = 0;
  errors.length = 0;
  jest.spyOn(console, 'log').mockImplementation((text: unknown) => printed.push(text));
  jest.spyOn(console, 'error').mockImplementation((text: unknown) => errors.push(text));
});

afterEach(() => {
  jest.restoreAllMocks();
});

afterAll(() => {
  rmSync(directory, { recursive: true, force: true });
});

/** An assembly with a stack for each tenant, whose role may read this. */
function assemblyOf(name: string, readable: Readonly<Record<string, string>>): string {
  const folder = join(directory, name);
  mkdirSync(folder, { recursive: true });
  const artifacts: Record<string, Json> = {};
  for (const [slug, Resource] of Object.entries(readable)) {
    const policy = inlinePolicy({ Effect: 'Allow', Action: 's3:GetObject', Resource });
    const [Type, Properties] = roleOf(slug, policy);
    const templateFile = `${slug}.json`;
    writeFileSync(join(folder, templateFile), JSON.stringify({ Resources: { Role: { Type, Properties } } }));
    artifacts[slug] = {
      type: 'aws:cloudformation:stack',
      environment: 'aws://111122223333/eu-central-1',
      properties: { templateFile },
    };
  }
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify({ artifacts }));
  return folder;
}

const OWN = { acme: 'arn:aws:s3:::acme-data/*', 'acme-eu': 'arn:aws:s3:::acme-eu-data/*' };
const run = (
  options: ProofOptions,
  specification: () => Specification | Promise<Specification> = () => SPECIFICATION,
) => runProof(specification, options);

describe('the verdict', () => {
  it('is printed, and the program ends with 0, where isolation is proved', async () => {
    expect(await run({ app: assemblyOf('proved', OWN) })).toBe(0);
    expect(printed).toStrictEqual([expect.stringMatching(/\nProved: 2 organizations/)]);
    expect(errors).toStrictEqual([]);
  });

  it('is printed, and the program ends with 1, where it is violated', async () => {
    const app = assemblyOf('violated', { ...OWN, acme: OWN['acme-eu'] });

    expect(await run({ app }, () => Promise.resolve(SPECIFICATION))).toBe(1);
    expect(printed).toStrictEqual([expect.stringMatching(/\nVIOLATED: 2 organizations/)]);
  });

  it('is printed for programs, with the rows of the contract, if they are asked for', async () => {
    const contract: Specification['contract'] = {
      rows: { allowed: [{ id: 'a', sentence: 'A' }], denied: [] },
      of: () => ({ operations: [], operationsAlone: () => [], absentKinds: [], unclassified: [] }),
    };

    expect(
      await run({ app: assemblyOf('proved', OWN), json: true }, () => ({ ...SPECIFICATION, contract })),
    ).toBe(0);
    expect(JSON.parse(String(printed[0]))).toMatchObject({
      verdict: 'proved',
      contract: { table: [{ id: 'a' }] },
    });
    expect(printed).toHaveLength(1);
  });

  it('is written to the files that are asked for, too', async () => {
    const app = assemblyOf('proved', OWN);
    const [html, csv] = [join(directory, 'proof.html'), join(directory, 'proof.csv')];

    expect(await run({ app, html })).toBe(0);
    expect([existsSync(html), existsSync(csv)]).toStrictEqual([true, false]);
    expect(await run({ app, csv })).toBe(0);
    expect(readFileSync(csv, 'utf8')).toContain('acme');
    expect(printed).toStrictEqual(Array(2).fill(expect.stringMatching(/\nProved: 2 organizations/)));
    expect(errors).toStrictEqual([expect.stringContaining(html), expect.stringContaining(csv)]);
  });

  it('is undecided, and the program ends with 2, where there is nothing to prove', async () => {
    const app = join(directory, 'missing');
    const place = join(app, 'manifest.json');
    const reason = 'does not exist; synthesize first: npx cdk synth --quiet';

    expect(await run({ app })).toBe(2);
    expect(errors).toStrictEqual([`${place}: ${reason}`, 'Nothing is proved.']);
    expect(printed).toStrictEqual([]);
    expect(await run({ app, json: true })).toBe(2);
    expect(JSON.parse(String(printed[0]))).toStrictEqual({
      verdict: 'undecided',
      undecided: [{ place, reason }],
    });
  });
});

describe('what is wrong with the specification', () => {
  const app = join(directory, 'missing');
  const failing = (error: Error) => (): Promise<Specification> => Promise.reject(error);

  it('is said before anything else, in one line, and is no verdict', async () => {
    const error = new SpecificationError('my.mjs', 'does not exist');

    expect(await run({ app, json: true }, failing(error))).toBe(2);
    expect(errors).toStrictEqual(['my.mjs: does not exist', 'Nothing is proved.']);
    expect(printed).toStrictEqual([]);
  });

  it('is said with where it was thrown, if it is no error of ours', async () => {
    const error = new RangeError('broken');

    expect(await run({ app }, failing(error))).toBe(2);
    expect(errors).toStrictEqual([error, 'Nothing is proved.']);
  });

  it('is said in one line, if the program says that the error is its own', async () => {
    const error = new RangeError('broken');
    const isOwn = (thrown: unknown): thrown is Error => thrown === error;

    expect(await runProof(failing(error), { app }, isOwn)).toBe(2);
    expect(errors).toStrictEqual(['broken', 'Nothing is proved.']);
  });
});

describe('the options', () => {
  const parsed = (...given: readonly string[]): unknown =>
    withProofOptions(new Command().exitOverride().configureOutput({ writeErr: () => undefined }))
      .parse(given, { from: 'user' })
      .opts();

  it('are the folder of the assembly, and what is written besides', () => {
    expect(parsed()).toStrictEqual({ app: 'cdk.out' });
    expect(parsed('--app', 'out', '--json', '--html', 'a.html', '--csv', 'a.csv')).toStrictEqual({
      app: 'out',
      json: true,
      html: 'a.html',
      csv: 'a.csv',
    });
  });

  it('are no others', () => {
    expect(() => parsed('out')).toThrow(/too many arguments/);
    expect(() => parsed('--apps', 'out')).toThrow(/unknown option/);
  });

  it('are told, with what the exit codes mean', () => {
    const help = withProofOptions(new Command('prove')).helpInformation();

    expect(help.replace(/\s+/g, ' ')).toContain(
      [
        '--app <folder> assembly to judge, as cdk synth wrote it (default: "cdk.out")',
        '--json print the verdict as JSON',
        '--html <file> also write a page: claims, counterexamples, and who can do what',
        '--csv <file> also write who can do what, as CSV for spreadsheets and programs',
      ].join(' '),
    );
    expect(EXIT_CODES).toStrictEqual({ proved: 0, violated: 1, undecided: 2 });
    expect(EXIT_CODES_HELP[0]).toBe(
      'Exit codes: 0 proved, 1 violated, 2 bad arguments, or undecided: isolation is not proved.',
    );
    // What is neither 0 nor 1 is explained, and what the files hold then.
    expect(EXIT_CODES_HELP.join(' ')).toMatch(
      /Undecided is what .* "nothing to ask": neither proved nor failed\..* page and CSV say so\.$/,
    );
  });
});
