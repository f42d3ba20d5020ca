import { z } from 'zod';
import { commentBody, MARKER, type ReviewedCommit } from './comment-body';
import type { RestApi } from './rest-api';

const USER = z.object({ id: z.int().positive() });
const NOTE = z.object({ id: z.int().positive(), body: z.string(), author: USER });

export interface MergeRequest {
  /** Id of the project that the merge request is in (`CI_MERGE_REQUEST_PROJECT_ID`). */
  readonly project: string;
  /** Its number there (`CI_MERGE_REQUEST_IID`). */
  readonly iid: string;
  readonly commit: Omit<ReviewedCommit, 'request'>;
}

/**
 * Posts a review on its merge request, in place of the review before it.
 * https://docs.gitlab.com/api/notes/#merge-requests
 * @returns what was done, in a line.
 * @throws ReviewCommentError if GitLab refuses.
 */
export async function postToGitLab(
  api: RestApi,
  { project, iid, commit }: MergeRequest,
  markdown: string | undefined,
): Promise<string> {
  const body = commentBody(markdown, { ...commit, request: 'merge request' });
  const notes = `/projects/${project}/merge_requests/${iid}/notes`;
  const { id: own } = USER.parse(await api.send('GET', '/user'));
  for await (const note of api.list(`${notes}?sort=asc&order_by=created_at`, NOTE)) {
    // Others may write the marker, too; their notes are not ours to change.
    if (note.author.id !== own || !note.body.startsWith(MARKER)) continue;
    await api.send('PUT', `${notes}/${note.id}`, { body });
    return `updated the review on merge request ${iid}`;
  }
  await api.send('POST', notes, { body });
  return `posted the review on merge request ${iid}`;
}
