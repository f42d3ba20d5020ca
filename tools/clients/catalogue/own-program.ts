import type { Client, FileAndKey, Invocation, Target } from '../client';

/** How clients of ours are started: they all take bucket, key, pause and uploads. */
export function ownProgram(
  command: (folder: string, target: Target) => readonly [string, ...string[]],
  variables: (folder: string, target: Target) => Readonly<Record<string, string>> = () => ({}),
): Required<Pick<Client, 'upload' | 'uploadInTurn'>> {
  const uploadInTurn = (
    folder: string,
    what: readonly FileAndKey[],
    pause: number,
    target: Target,
  ): Invocation => ({
    command: [
      ...command(folder, target),
      target.bucket,
      target.keyArn,
      String(pause),
      ...what.map(({ file, key }) => `${file}=${key}`),
    ],
    variables: variables(folder, target),
  });
  return { uploadInTurn, upload: (folder, what, target) => uploadInTurn(folder, [what], 0, target) };
}
