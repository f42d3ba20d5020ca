import { MARKER } from '../../../tools/review-comment/comment-body';
import { parseEvent, postToGitHub, type WorkflowRunEvent } from '../../../tools/review-comment/github';
import { FakeHost } from './fake-host';

const SHA = 'a'.repeat(40);
const BOT = { login: 'github-actions[bot]' };
const FORK = { full_name: 'acme-eu/platform', owner: { login: 'acme-eu' } };
const EVENT: WorkflowRunEvent = {
  repository: { full_name: 'acme/platform' },
  workflow_run: {
    event: 'pull_request',
    html_url: 'https://github.com/acme/platform/actions/runs/1',
    head_sha: SHA,
    head_branch: 'more&rights#1',
    head_repository: FORK,
  },
};
const PULLS = '/repos/acme/platform/pulls?state=open&head=acme-eu%3Amore%26rights%231';
const comments = (number: number): string => `/repos/acme/platform/issues/${number}/comments`;
const pull = (
  number: number,
  sha = SHA,
  full_name = FORK.full_name,
): { number: number; head: { sha: string; repo: { full_name: string } } } => ({
  number,
  head: { sha, repo: { full_name } },
});

test('a first review of a fork is posted on the pull request at the commit of the run', async () => {
  const host = new FakeHost({ [PULLS]: [pull(6, 'b'.repeat(40)), pull(7)], [comments(7)]: [] });
  const said = await postToGitHub(host.api, EVENT, { markdown: 'gains', number: undefined });
  expect(said).toBe('posted the review on pull request 7');
  expect(host.changes).toEqual([
    { method: 'POST', path: comments(7), body: { body: expect.stringMatching(/gains$/) as string } },
  ]);
});

test('the next one takes its place, however many comments stand before it', async () => {
  const others = Array.from({ length: 130 }, (_, id) => ({ id: id + 1, body: 'a remark', user: null }));
  const host = new FakeHost({
    [PULLS]: [pull(7)],
    [comments(7)]: [
      ...others,
      { id: 500, body: `${MARKER}\nof somebody else`, user: { login: 'mallory' } },
      { id: 501, body: `of the bot, about ${MARKER}`, user: BOT },
      { id: 502, body: `${MARKER}\nold`, user: BOT },
    ],
  });
  await postToGitHub(host.api, EVENT, { markdown: 'new', number: 7 });
  expect(host.changes.map(({ method, path }) => [method, path])).toEqual([
    ['PATCH', '/repos/acme/platform/issues/comments/502'],
  ]);
});

describe('the number of the artifact', () => {
  test('cannot lead to another pull request', async () => {
    const host = new FakeHost({ [PULLS]: [pull(7)], [comments(7)]: [] });
    await postToGitHub(host.api, EVENT, { markdown: 'x', number: 1 });
    expect(host.changes.map(({ path }) => path)).toEqual([comments(7)]);
  });

  test('chooses among several at one commit', async () => {
    const host = new FakeHost({ [PULLS]: [pull(7), pull(8)], [comments(8)]: [] });
    await postToGitHub(host.api, EVENT, { markdown: 'x', number: 8 });
    expect(host.changes.map(({ path }) => path)).toEqual([comments(8)]);
  });

  test.each([undefined, 1])('that is %p where several are at one commit posts nothing', async (number) => {
    const host = new FakeHost({ [PULLS]: [pull(7), pull(8)] });
    await expect(postToGitHub(host.api, EVENT, { markdown: 'x', number })).rejects.toThrow(
      /^pull requests 7, 8 are at a{40}, and the artifact names none of them$/,
    );
    expect(host.changes).toEqual([]);
  });
});

test.each([
  ['has moved on', [pull(7, 'b'.repeat(40))]],
  ['is closed', []],
  ['is at that commit in another repository', [pull(7, SHA, 'mallory/platform')]],
])('nothing is posted where the pull request %s', async (_, pulls) => {
  const host = new FakeHost({ [PULLS]: pulls });
  await expect(postToGitHub(host.api, EVENT, { markdown: 'x', number: 7 })).resolves.toMatch(
    /^no open pull request is at a{40}/,
  );
  expect(host.changes).toEqual([]);
});

test('nothing is posted where the fork is gone', async () => {
  const run = { ...EVENT.workflow_run, head_repository: null };
  const host = new FakeHost({});
  await expect(
    postToGitHub(host.api, { ...EVENT, workflow_run: run }, { markdown: 'x', number: 7 }),
  ).resolves.toMatch(/nothing was posted/);
});

test('what GitHub refuses is told', async () => {
  const host = new FakeHost({ [PULLS]: [pull(7)] });
  await expect(postToGitHub(host.api, EVENT, { markdown: 'x', number: 7 })).rejects.toThrow(
    `GET ${comments(7)}?per_page=100&page=1: 404 Not Found`,
  );
});

test.each([
  [{}, 'repository, workflow_run'],
  [{ ...EVENT, workflow_run: { ...EVENT.workflow_run, event: 'push' } }, 'workflow_run.event'],
  [{ ...EVENT, workflow_run: { ...EVENT.workflow_run, head_sha: 'main' } }, 'workflow_run.head_sha'],
])('another event is refused: %#', (event, places) => {
  expect(() => parseEvent(event)).toThrow(
    `GITHUB_EVENT_PATH: not the event workflow_run of a pull request (${places})`,
  );
});
