import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { writeImage } from '../../../../tools/local/story/container-image';

const { signal } = new AbortController();
let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'container-image-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

interface Descriptor {
  readonly digest: string;
  readonly size: number;
}
interface Manifest {
  readonly config: Descriptor;
  readonly layers: readonly [Descriptor];
}

function sha256(bytes: Buffer): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}

function blob(image: string, digest: string): Buffer {
  return readFileSync(join(image, 'blobs', digest.replace(':', '/')));
}

test('every blob is what its digest and its size say, and the layer holds the file', async () => {
  const image = join(folder, 'image');
  const digest = await writeImage(image, 'version one', signal);
  const bytes = blob(image, digest);
  expect(sha256(bytes)).toBe(digest);
  const { config, layers } = JSON.parse(bytes.toString()) as Manifest;
  for (const { digest: expected, size } of [config, ...layers]) {
    const content = blob(image, expected);
    expect([sha256(content), content.length]).toEqual([expected, size]);
  }
  const layer = gunzipSync(blob(image, layers[0].digest));
  expect(layer.toString()).toContain('version one');
  const { rootfs } = JSON.parse(blob(image, config.digest).toString()) as {
    readonly rootfs: { readonly diff_ids: readonly string[] };
  };
  expect(rootfs.diff_ids).toEqual([sha256(layer)]);
});

test('another content is another image', async () => {
  const one = await writeImage(join(folder, 'one'), 'version one', signal);
  const two = await writeImage(join(folder, 'two'), 'version two', signal);
  expect(two).not.toBe(one);
});
