import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import type { EnvironmentConfig } from '../../config/environment-config';
import { ConfigurationError, type Problem } from '../../config/errors';
import { loadEnvironment } from '../../config/load-environment';

export type Json = Readonly<Record<string, unknown>>;

/** The least that an environment file must say. */
export const LEAST: Json = { account: '111122223333', region: 'eu-central-1' };

export const acme = { slug: 'acme', displayName: 'Acme' };
export const globex = { slug: 'globex', displayName: 'Globex' };

/** The least of an environment with two organizations, with this in its `operations`. */
export const withOperations = (operations: unknown, rest: object = {}): object => ({
  ...LEAST,
  organizations: [acme, globex],
  operations,
  ...rest,
});

/** A folder of environment files, empty at the start of each test. */
export const files = {
  directory: '',

  write(name: string, content: unknown): void {
    writeFileSync(
      join(files.directory, `${name}.json`),
      typeof content === 'string' ? content : JSON.stringify(content),
    );
  },

  /** Writes the record of retired slugs of an environment. */
  writeRetired(name: string, content: unknown): void {
    mkdirSync(join(files.directory, 'retired'), { recursive: true });
    files.write(join('retired', name), content);
  },

  /** Loads `content` as the environment `dev`. */
  load(content: unknown): EnvironmentConfig {
    files.write('dev', content);
    return loadEnvironment('dev', files.directory);
  },

  /** What loading raises; places in `dev.json` are written as their JSON path alone. */
  problemsOf(action: () => unknown): Problem[] {
    try {
      action();
    } catch (error) {
      if (!(error instanceof ConfigurationError)) throw error;
      const prefix = `${relative(process.cwd(), join(files.directory, 'dev.json'))} `;
      return error.problems.map(({ place, ...rest }) => ({
        place: place.startsWith(prefix) ? place.slice(prefix.length) : place,
        ...rest,
      }));
    }
    return [];
  },

  problemsWith: (content: unknown): Problem[] => files.problemsOf(() => files.load(content)),
};

// One folder for all tests of a file, emptied between them: most write the same one file.
beforeAll(() => {
  files.directory = mkdtempSync(join(tmpdir(), 'environments-'));
});
beforeEach(() => {
  for (const name of readdirSync(files.directory)) rmSync(join(files.directory, name), { recursive: true });
});
afterAll(() => {
  rmSync(files.directory, { recursive: true });
});
