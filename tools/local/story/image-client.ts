import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ECRClient, GetAuthorizationTokenCommand } from '@aws-sdk/client-ecr';
import { z } from 'zod';
import { type FinishedProcess, runProcess } from '../run-process';
import { reasonIn, StoryError } from './outcome';
import type { StoryContext } from './story-context';

const PROGRAM = 'skopeo';
/** How skopeo shows an error of the registry, in a line of its log. */
const REGISTRY_ERROR = /(?:denied|tag invalid): (.*?)"?$/m;
const indexSchema = z.object({ manifests: z.tuple([z.object({ digest: z.string() })]) });

/**
 * Why nobody can push or pull here.
 * @returns undefined if they can
 */
export async function whyNoImages({
  emulator,
  signal,
}: Pick<StoryContext, 'emulator' | 'signal'>): Promise<string | undefined> {
  if (emulator.registryEndpoint === undefined) return 'docker-registry is not installed';
  try {
    await runProcess(PROGRAM, ['--version'], { signal });
    return undefined;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return `${PROGRAM} is not installed`;
    throw error;
  }
}

/** skopeo, logged in to the registry as one person or program. https://github.com/containers/skopeo */
export class ImageClient {
  private constructor(
    private readonly registry: string,
    private readonly logins: string,
    private readonly signal: AbortSignal,
  ) {}

  /**
   * Logs in as people do: with a token of ECR's for a password, on standard input.
   * https://docs.aws.amazon.com/AmazonECR/latest/userguide/registry_auth.html
   * @param name of the file that keeps the login, in the story's folder
   * @throws StoryError if the registry does not accept it
   */
  static async login(
    { scratch, signal }: Pick<StoryContext, 'scratch' | 'signal'>,
    name: string,
    ecr: ECRClient,
  ): Promise<ImageClient> {
    const { authorizationData: [given] = [] } = await ecr.send(new GetAuthorizationTokenCommand({}));
    const { host } = new URL(given?.proxyEndpoint ?? '');
    const [user = '', password = ''] = Buffer.from(given?.authorizationToken ?? '', 'base64')
      .toString()
      .split(':');
    const client = new ImageClient(host, join(scratch, `${name}.logins.json`), signal);
    const login = ['--tls-verify=false', '--username', user, '--password-stdin', host];
    await client.succeed('login', login, password);
    return client;
  }

  /** @param image folder with an OCI layout */
  async push(image: string, name: string): Promise<void> {
    await this.succeed('copy', this.pushArguments(image, name));
  }

  /** @returns what the registry answered to a push that has to be refused */
  async refusedPush(image: string, name: string): Promise<string> {
    return this.refused(this.pushArguments(image, name));
  }

  /**
   * @param to folder that gets an OCI layout
   * @returns the digest of the image
   */
  async pull(name: string, to: string): Promise<string> {
    await this.succeed('copy', this.pullArguments(name, to));
    return indexSchema.parse(JSON.parse(readFileSync(join(to, 'index.json'), 'utf8'))).manifests[0].digest;
  }

  /** @returns what the registry answered to a pull that has to be refused */
  async refusedPull(name: string, to: string): Promise<string> {
    return this.refused(this.pullArguments(name, to));
  }

  /** Without another try in another format, which would hide the first error. */
  private pushArguments(image: string, name: string): string[] {
    return ['--preserve-digests', '--dest-tls-verify=false', `oci:${image}`, this.address(name)];
  }

  private pullArguments(name: string, to: string): string[] {
    return ['--preserve-digests', '--src-tls-verify=false', this.address(name), `oci:${to}`];
  }

  private address(name: string): string {
    return `docker://${this.registry}/${name}`;
  }

  private async succeed(command: string, args: readonly string[], input?: string): Promise<void> {
    const { exitCode, stderr } = await this.run(command, args, input);
    if (exitCode !== 0) throw new StoryError(`${PROGRAM} ${command} failed: ${stderr.join('\n  ')}`);
  }

  private async refused(copy: readonly string[]): Promise<string> {
    const { exitCode, stderr } = await this.run('copy', copy);
    if (exitCode === 0) throw new StoryError('it was allowed, and must be refused');
    const [, reason] = REGISTRY_ERROR.exec(stderr.join('\n')) ?? [];
    if (reason === undefined) {
      throw new StoryError(`it failed, but was not refused: ${stderr.join('\n  ')}`);
    }
    return `refused: ${reasonIn(reason)}`;
  }

  private run(command: string, args: readonly string[], input?: string): Promise<FinishedProcess> {
    return runProcess(PROGRAM, [command, '--authfile', this.logins, ...args], {
      signal: this.signal,
      ...(input === undefined ? {} : { input }),
    });
  }
}
