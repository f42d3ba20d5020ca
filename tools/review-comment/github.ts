import { z } from 'zod';
import { commentBody, MARKER } from './comment-body';
import { ReviewCommentError } from './errors';
import type { RestApi } from './rest-api';

/** Who writes with the token of a workflow. https://docs.github.com/actions/concepts/security/github_token */
const AUTHOR = 'github-actions[bot]';

/** The event `workflow_run`, which GitHub writes: nothing in it is the change's to choose but the branch's name. */
const EVENT = z.object({
  repository: z.object({ full_name: z.string() }),
  workflow_run: z.object({
    event: z.literal('pull_request'),
    html_url: z.string(),
    head_sha: z.string().regex(/^[0-9a-f]{40}$/),
    head_branch: z.string(),
    /** Null if the fork is gone. */
    head_repository: z.object({ full_name: z.string(), owner: z.object({ login: z.string() }) }).nullable(),
  }),
});
export type WorkflowRunEvent = z.infer<typeof EVENT>;

/** @throws ReviewCommentError if it is another event. */
export function parseEvent(value: unknown): WorkflowRunEvent {
  const event = EVENT.safeParse(value);
  if (event.success) return event.data;
  throw new ReviewCommentError(
    `GITHUB_EVENT_PATH: not the event workflow_run of a pull request (${event.error.issues.map(({ path }) => path.join('.')).join(', ')})`,
  );
}

const PULL_REQUEST = z.object({
  number: z.int().positive(),
  head: z.object({ sha: z.string(), repo: z.object({ full_name: z.string() }).nullable() }),
});

const COMMENT = z.object({
  id: z.int().positive(),
  body: z.string().nullish(),
  user: z.object({ login: z.string() }).nullable(),
});

/** What a run left for the comment. Its author is whoever wrote the change. */
export interface UntrustedArtifact {
  /** Undefined where the run made no review. */
  readonly markdown: string | undefined;
  /** The number that it gives for its pull request. It chooses among those that have the run's commit, no more. */
  readonly number: number | undefined;
}

/**
 * Posts a review on its pull request, in place of the review before it.
 * @returns what was done, in a line.
 * @throws ReviewCommentError if GitHub refuses, or if it is not certain which pull request is meant.
 */
export async function postToGitHub(
  api: RestApi,
  { repository, workflow_run: run }: WorkflowRunEvent,
  { markdown, number }: UntrustedArtifact,
): Promise<string> {
  const pulls = await pullRequestsOf(api, repository.full_name, run);
  if (pulls.length === 0) return `no open pull request is at ${run.head_sha}: nothing was posted`;
  const pull = pulls.length === 1 ? pulls[0] : pulls.find((candidate) => candidate === number);
  if (pull === undefined) {
    throw new ReviewCommentError(
      `pull requests ${pulls.join(', ')} are at ${run.head_sha}, and the artifact names none of them`,
    );
  }
  const body = commentBody(markdown, {
    sha: run.head_sha,
    runUrl: run.html_url,
    request: 'pull request',
  });
  const comments = `/repos/${repository.full_name}/issues/${pull}/comments`;
  for await (const comment of api.list(comments, COMMENT)) {
    // Others may write the marker, too; their comments are not ours to change.
    if (comment.user?.login !== AUTHOR || comment.body?.startsWith(MARKER) !== true) continue;
    await api.send('PATCH', `/repos/${repository.full_name}/issues/comments/${comment.id}`, { body });
    return `updated the review on pull request ${pull}`;
  }
  await api.send('POST', comments, { body });
  return `posted the review on pull request ${pull}`;
}

/** Numbers of the open pull requests that a run was for. Its own list is empty where the branch is a fork's. */
async function pullRequestsOf(
  api: RestApi,
  repository: string,
  { head_sha, head_branch, head_repository }: WorkflowRunEvent['workflow_run'],
): Promise<number[]> {
  if (head_repository === null) return [];
  const head = encodeURIComponent(`${head_repository.owner.login}:${head_branch}`);
  const numbers: number[] = [];
  for await (const pull of api.list(`/repos/${repository}/pulls?state=open&head=${head}`, PULL_REQUEST)) {
    if (pull.head.sha === head_sha && pull.head.repo?.full_name === head_repository.full_name) {
      numbers.push(pull.number);
    }
  }
  return numbers;
}
