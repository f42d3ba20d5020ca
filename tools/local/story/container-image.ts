import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { runProcess } from '../run-process';
import { StoryError } from './outcome';

const OCI = 'application/vnd.oci.image';

/**
 * Writes a container image of one file, in nothing else, as an OCI layout.
 * https://github.com/opencontainers/image-spec/blob/main/image-layout.md
 * @param folder that does not exist yet
 * @returns the digest of the image's manifest, such as `sha256:...`
 * @throws StoryError if `tar` fails
 */
export async function writeImage(folder: string, content: string, signal: AbortSignal): Promise<string> {
  const blobs = join(folder, 'blobs', 'sha256');
  mkdirSync(blobs, { recursive: true });
  const blob = (bytes: Buffer, kind: string): { mediaType: string; digest: string; size: number } => {
    const digest = sha256(bytes);
    writeFileSync(join(blobs, digest), bytes);
    return { mediaType: `${OCI}.${kind}`, digest: `sha256:${digest}`, size: bytes.length };
  };
  const json = (value: object, kind: string) => blob(Buffer.from(JSON.stringify(value)), kind);

  const layer = await layerOf(folder, content, signal);
  const manifest = json(
    {
      schemaVersion: 2,
      mediaType: `${OCI}.manifest.v1+json`,
      config: json(
        {
          architecture: 'amd64',
          os: 'linux',
          rootfs: { type: 'layers', diff_ids: [`sha256:${sha256(gunzipSync(layer))}`] },
        },
        'config.v1+json',
      ),
      layers: [blob(layer, 'layer.v1.tar+gzip')],
    },
    'manifest.v1+json',
  );
  writeFileSync(join(folder, 'index.json'), JSON.stringify({ schemaVersion: 2, manifests: [manifest] }));
  writeFileSync(join(folder, 'oci-layout'), JSON.stringify({ imageLayoutVersion: '1.0.0' }));
  return manifest.digest;
}

async function layerOf(folder: string, content: string, signal: AbortSignal): Promise<Buffer> {
  const [file, archive] = ['connector.txt', 'layer.tar.gz'];
  writeFileSync(join(folder, file), content);
  const { exitCode, stderr } = await runProcess('tar', ['-czf', archive, file], { cwd: folder, signal });
  if (exitCode !== 0) throw new StoryError(`tar failed: ${stderr.join('\n  ')}`);
  return readFileSync(join(folder, archive));
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
