import { lstatSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { EXIT_CODES_HELP, asCommandLine, tellAndEnd } from '../config/command-line';
import { ConfigurationError } from '../config/errors';
import { parseEvent, postToGitHub } from '../tools/review-comment/github';
import { postToGitLab } from '../tools/review-comment/gitlab';
import { RestApi } from '../tools/review-comment/rest-api';

/** Bytes of a file that are read. The artifact is the change's to write, and could be anything. */
const LARGEST_FILE = 5_000_000;

const program = new Command('npm run post-review --')
  .description(
    'Posts a review as the one comment of its pull request or merge request, or updates that comment. ' +
      'For CI: everything but the folder comes from the variables that GitHub Actions and GitLab CI set.',
  )
  .addHelpText(
    'after',
    [
      '',
      'The folder has review.md, as npm run review -- --markdown writes it, and on GitHub pull-request.txt with the',
      'number. Both are untrusted input: the pull request is found by the commit of the run, and the number',
      'only chooses where several are at that commit. Without review.md, the comment says that there is no review.',
      '',
      'GitHub: in a workflow on workflow_run, with GITHUB_TOKEN (pull-requests: write). GitLab: with REVIEW_TOKEN, an',
      'access token with the scope api.',
      '',
      EXIT_CODES_HELP,
      '',
      'Examples:',
      '  npm run post-review -- github review',
      '  npm run post-review -- gitlab review',
    ].join('\n'),
  );
program
  .command('github <folder>')
  .description('on a pull request of GitHub')
  .action((folder: string) => onGitHub(folder));
program
  .command('gitlab <folder>')
  .description('on a merge request of GitLab')
  .action((folder: string) => onGitLab(folder));
asCommandLine(program).parseAsync().then(undefined, tellAndEnd);

async function onGitHub(folder: string): Promise<void> {
  const { GITHUB_TOKEN, GITHUB_API_URL, GITHUB_EVENT_PATH } = variables(
    'GITHUB_TOKEN',
    'GITHUB_API_URL',
    'GITHUB_EVENT_PATH',
  );
  const event = parseEvent(JSON.parse(readFileSync(GITHUB_EVENT_PATH, 'utf8')));
  const number = Number(readUntrusted(folder, 'pull-request.txt')?.trim());
  const api = new RestApi({
    url: GITHUB_API_URL,
    headers: {
      Authorization: `Bearer ${GITHUB_TOKEN}`,
      Accept: 'application/vnd.github+json',
      'X-GitHub-Api-Version': '2022-11-28',
    },
  });
  const markdown = readUntrusted(folder, 'review.md');
  console.log(
    await postToGitHub(api, event, { markdown, number: Number.isSafeInteger(number) ? number : undefined }),
  );
}

async function onGitLab(folder: string): Promise<void> {
  const variable = variables(
    'REVIEW_TOKEN',
    'CI_API_V4_URL',
    'CI_MERGE_REQUEST_PROJECT_ID',
    'CI_MERGE_REQUEST_IID',
    'CI_COMMIT_SHA',
    'CI_PIPELINE_URL',
  );
  const api = new RestApi({
    url: variable.CI_API_V4_URL,
    headers: { 'PRIVATE-TOKEN': variable.REVIEW_TOKEN },
  });
  const request = {
    project: variable.CI_MERGE_REQUEST_PROJECT_ID,
    iid: variable.CI_MERGE_REQUEST_IID,
    commit: { sha: variable.CI_COMMIT_SHA, runUrl: variable.CI_PIPELINE_URL },
  };
  console.log(await postToGitLab(api, request, readUntrusted(folder, 'review.md')));
}

/** @throws ConfigurationError naming every variable that is missing. */
function variables<Name extends string>(...names: readonly Name[]): Record<Name, string> {
  const missing = names.filter((name) => (process.env[name] ?? '') === '');
  if (missing.length > 0) {
    throw new ConfigurationError(
      missing.map((place) => ({ place, fix: 'is not set; this command runs in CI (see --help)' })),
    );
  }
  return Object.fromEntries(names.map((name) => [name, process.env[name] ?? ''])) as Record<Name, string>;
}

/**
 * A file that may be missing, too large, or a link to one that holds the token.
 * @throws ConfigurationError for one that is not read.
 */
function readUntrusted(folder: string, name: string): string | undefined {
  const file = join(folder, name);
  const status = lstatSync(file, { throwIfNoEntry: false });
  if (status === undefined) return undefined;
  if (!status.isFile() || status.size > LARGEST_FILE) {
    throw new ConfigurationError([
      { place: file, fix: `is not read: write a regular file of up to ${LARGEST_FILE} bytes` },
    ]);
  }
  return readFileSync(file, 'utf8');
}
