import { MARKER } from '../../../tools/review-comment/comment-body';
import { postToGitLab } from '../../../tools/review-comment/gitlab';
import { FakeHost } from './fake-host';

const REQUEST = {
  project: '42',
  iid: '3',
  commit: { sha: 'a'.repeat(40), runUrl: 'https://gitlab.example/pipelines/9' },
};
const NOTES = '/projects/42/merge_requests/3/notes';
const LISTED = `${NOTES}?sort=asc&order_by=created_at`;
const US = { id: 11 };

test('a first review is posted', async () => {
  const host = new FakeHost({ '/user': US, [LISTED]: [] });
  await expect(postToGitLab(host.api, REQUEST, 'gains')).resolves.toBe(
    'posted the review on merge request 3',
  );
  expect(host.changes).toEqual([
    {
      method: 'POST',
      path: NOTES,
      body: { body: expect.stringMatching(/this merge request.*\n\ngains$/s) as string },
    },
  ]);
});

test('the next one takes its place, and the note of nobody else', async () => {
  const host = new FakeHost({
    '/user': US,
    [LISTED]: [
      { id: 1, body: `${MARKER}\nof somebody else`, author: { id: 12 } },
      { id: 2, body: 'of ours, about other things', author: US },
      { id: 3, body: `${MARKER}\nold`, author: US },
    ],
  });
  await postToGitLab(host.api, REQUEST, 'new');
  expect(host.changes.map(({ method, path }) => [method, path])).toEqual([['PUT', `${NOTES}/3`]]);
});
