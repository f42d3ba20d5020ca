import { dirname, join, resolve } from 'node:path';
import { PlatformError } from '../../../../config/errors';
import type { Runtime } from '../credentials/runtime';
import type { HubConfig } from '../hub-config';
import { keepLastUpload } from '../state/last-upload';
import { ByteRate } from './byte-rate';
import { nameOf, uploadFailure } from './errors';
import { removeAbandoned } from './resume-file';
import { s3ObjectWriter } from './s3-object-writer';
import { uploadClient } from './s3-client';
import { uploadCredentials } from './upload-credentials';
import { uploadFile } from './upload-file';
import type { FileToUpload } from './upload-list';

/** Folder beside the cache, or beside `hub.json`, for what is needed to resume uploads. */
const RESUME_FOLDER = '.uploads';

export interface UploadFilesOptions {
  readonly config: HubConfig;
  readonly configFile: string;
  /** Where credentials are kept. @default - `.credentials-cache.json` beside `hub.json` */
  readonly cacheFile?: string | undefined;
  /** Bytes a second for all together. @default - as many as go */
  readonly bandwidth?: number | undefined;
  /** Bytes of a part. @default - 8 MiB, or more for files of more than 78 GiB */
  readonly partSize?: number | undefined;
  readonly runtime: Runtime;
  readonly onProgress: (file: FileToUpload, bytes: number) => void;
  /** Told of each file as it ends, well or not. */
  readonly onOutcome: (outcome: UploadOutcome) => void;
  /** One line, no secret. */
  readonly onWarning: (message: string) => void;
}

/** What came of one file. */
export interface UploadOutcome {
  readonly file: string;
  readonly bucket: string;
  readonly key: string;
  readonly bytes: number;
  readonly uploaded: boolean;
  /** Parts it was sent in; 1 for a small file. */
  readonly parts?: number;
  /** Bytes that an earlier run had sent. */
  readonly resumedBytes?: number;
  readonly seconds: number;
  /** Why not, and what to do: one line. */
  readonly problem?: string;
}

/** Uploads files one after the other; one that fails does not keep the next from its turn. */
export async function uploadFiles(
  files: readonly FileToUpload[],
  options: UploadFilesOptions,
): Promise<void> {
  const { config, configFile, cacheFile, bandwidth, partSize, runtime, onOutcome, onWarning } = options;
  const credentials = uploadCredentials({ config, configFile, cacheFile, runtime, onWarning });
  const client = uploadClient(config, configFile, credentials.provider);
  const rate = bandwidth === undefined ? undefined : new ByteRate(bandwidth, runtime);
  const resumeFolder = join(dirname(resolve(cacheFile ?? configFile)), RESUME_FOLDER);
  removeAbandoned(resumeFolder, runtime.wall());
  try {
    for (const file of files) {
      const writer = s3ObjectWriter(client, config, file.key);
      const started = runtime.monotonic();
      const about = () => ({
        file: file.file,
        bucket: config.buckets.raw,
        key: file.key,
        bytes: file.size,
        seconds: Math.round(runtime.monotonic() - started) / 1000,
      });
      try {
        const result = await uploadFile(file, {
          runtime,
          writer,
          keyArn: config.keyArn,
          resumeFolder,
          partSize,
          throttle: rate === undefined ? undefined : () => rate.stream(),
          session: credentials.session,
          renewCredentials: credentials.renew,
          onProgress: (bytes) => {
            options.onProgress(file, bytes);
          },
          onRetry: (error, wait) => {
            const reason = error instanceof PlatformError ? error.message : nameOf(error);
            onWarning(`${file.file}: ${reason}; next attempt in ${Math.ceil(wait / 1_000)} s`);
          },
          onWarning,
        });
        keepLastUpload(configFile, runtime.wall());
        onOutcome({ ...about(), uploaded: true, ...result });
      } catch (error) {
        const { message } = uploadFailure(error, file.file, writer.place, config.prefix);
        onOutcome({ ...about(), uploaded: false, problem: message });
      }
    }
  } finally {
    client.destroy();
  }
}
