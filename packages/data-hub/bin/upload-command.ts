import { Command, InvalidArgumentError } from 'commander';
import { byteCountText, parseByteCount } from '../src/upload/byte-count';
import { S3_LIMITS } from '../src/upload/part-plan';
import type { UploadOutcome } from '../src/upload/upload-files';
import { runCommand } from './run-command';
import { UploadProgress } from './upload-progress';

interface Options {
  readonly config: string;
  readonly prefix?: string;
  readonly recursive?: boolean;
  readonly bandwidth?: number;
  readonly partSize?: number;
  readonly cache?: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

/** Less than this would not finish a part within the time that S3 gives a request. */
const LEAST_BANDWIDTH = 1_024;

/** `upload`: files to the hub's folder, resumed where they were interrupted. */
export function uploadCommand(): Command {
  return new Command('upload')
    .summary('upload files to the folder of this hub')
    .description(
      "Uploads files to the hub's folder in the platform's bucket, under the organization's key, each with checksums " +
        'that S3 verifies. What was interrupted, in whatever way, goes on where it stopped when the same command ' +
        'is run again. Files are never deleted here.',
    )
    .argument('<file...>', 'files to upload; with --recursive also folders')
    .requiredOption('--config <file>', 'hub.json of this hub')
    .option('--prefix <folder>', "folder below the hub's own, for example 2026/readings/")
    .option('--recursive', 'upload all files in folders that are named; links in them are left out')
    .option(
      '--bandwidth <rate>',
      'bytes a second at most: a number with K, M or G, for example 10M',
      bandwidth,
    )
    .option('--part-size <size>', 'bytes of a part, 5M to 5G (default: 8M)', partSize)
    .option('--cache <file>', 'where credentials are kept (default: .credentials-cache.json beside hub.json)')
    .option('--json', 'print what came of each file as JSON on standard output')
    .option('--quiet', 'show no progress and no successes')
    .addHelpText(
      'after',
      [
        '',
        'K, M and G are powers of 1,024. What is needed to resume is in .uploads/ beside the cache; it holds no secret.',
        'Exit codes: 0 all are uploaded, 1 some are not, 2 bad arguments or configuration (then nothing was sent).',
        '',
        'Examples:',
        '  data-hub upload report.csv --config /etc/data-hub/hub.json',
        '  data-hub upload measurements/ --recursive --prefix 2026/ --bandwidth 2M --config /etc/data-hub/hub.json',
      ].join('\n'),
    )
    .action((paths: string[], options: Options) => runCommand(() => upload(paths, options)));
}

async function upload(paths: readonly string[], options: Options): Promise<void> {
  const { config: configFile, prefix, recursive, json = false, quiet = false } = options;
  const { COMMAND_RUNTIME: runtime } = await import('../src/credentials/runtime.js');
  const { readHubConfig } = await import('../src/hub-config.js');
  const { filesToUpload } = await import('../src/upload/upload-list.js');
  const { uploadFiles } = await import('../src/upload/upload-files.js');
  const config = readHubConfig(configFile);
  const files = filesToUpload({
    paths,
    hubPrefix: config.prefix,
    subfolder: prefix,
    recursive: recursive === true,
  });
  const progress = quiet ? undefined : new UploadProgress(process.stderr);
  const outcomes: UploadOutcome[] = [];
  await uploadFiles(files, {
    config,
    configFile,
    cacheFile: options.cache,
    bandwidth: options.bandwidth,
    partSize: options.partSize,
    runtime,
    onProgress: ({ file, size }, bytes) => progress?.add(file, size, bytes),
    onOutcome: (outcome) => {
      progress?.clear();
      outcomes.push(outcome);
      if (outcome.problem !== undefined) console.error(outcome.problem);
      else if (!quiet && !json) console.log(outcomeLine(outcome));
    },
    onWarning: (message) => {
      progress?.clear();
      console.error(`warning: ${message}`);
    },
  });
  if (json) console.log(JSON.stringify(outcomes, null, 2));
  if (outcomes.some(({ uploaded }) => !uploaded)) process.exitCode = 1;
}

function outcomeLine({ file, bucket, key, bytes, seconds, resumedBytes = 0 }: UploadOutcome): string {
  const resumed = resumedBytes === 0 ? '' : `, ${byteCountText(resumedBytes)} of it earlier`;
  return `${file} -> s3://${bucket}/${key} (${byteCountText(bytes)}${resumed}, ${seconds.toFixed(1)} s)`;
}

function bandwidth(text: string): number {
  const bytes = parseByteCount(text);
  if (bytes === undefined || bytes < LEAST_BANDWIDTH) {
    throw new InvalidArgumentError('write a number of bytes a second from 1K on, for example 10M.');
  }
  return bytes;
}

function partSize(text: string): number {
  const bytes = parseByteCount(text);
  if (bytes === undefined || bytes < S3_LIMITS.minPart || bytes > S3_LIMITS.maxPart) {
    throw new InvalidArgumentError('write a number of bytes from 5M to 5G, which are the limits of S3.');
  }
  return bytes;
}
