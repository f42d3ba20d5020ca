import { mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bareEnvironment, endOf } from '../fixtures/commands';

test('without the variables of CI, it names them all and ends with 2', async () => {
  const { status, stderr } = await endOf('post-review.ts', ['github', 'review'], bareEnvironment({}));
  expect([status, stderr.split('\n').map((line) => line.split(':')[0])]).toEqual([
    2,
    ['GITHUB_TOKEN', 'GITHUB_API_URL', 'GITHUB_EVENT_PATH', ''],
  ]);
});

test('an artifact cannot have it read another file', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'review-'));
  const secret = join(folder, 'secret');
  writeFileSync(secret, 'token');
  symlinkSync(secret, join(folder, 'review.md'));
  const { status, stderr } = await endOf(
    'post-review.ts',
    ['gitlab', folder],
    bareEnvironment({
      REVIEW_TOKEN: 't',
      CI_API_V4_URL: 'http://127.0.0.1:1',
      CI_MERGE_REQUEST_PROJECT_ID: '1',
      CI_MERGE_REQUEST_IID: '1',
      CI_COMMIT_SHA: 'a'.repeat(40),
      CI_PIPELINE_URL: 'http://127.0.0.1:1/',
    }),
  );
  expect([status, stderr]).toEqual([2, expect.stringContaining('review.md: is not read')]);
});
