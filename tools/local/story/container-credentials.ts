import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { askEmulator } from '../emulator-api';
import type { LocalEndpoint } from '../endpoint';
import { listenOnLoopback } from '../loopback-server';

/** A service that assumes a role for what it runs. */
export interface RoleOfService {
  /** For example `ecs-tasks.amazonaws.com`. */
  readonly service: string;
  readonly roleArn: string;
  /**
   * ARN of what the role is assumed for.
   * @default - none is told
   */
  readonly sourceArn?: string;
}

/** As the container credentials endpoint answers: secret. */
const credentialsSchema = z.object({
  AccessKeyId: z.string(),
  SecretAccessKey: z.string(),
  Token: z.string(),
  Expiration: z.string(),
});

export type ContainerCredentials = z.output<typeof credentialsSchema>;

/**
 * Credentials of a role as the service gives them to what it runs.
 * @throws NotAllowedError if the role's trust policy does not let the service in
 */
export async function assumeRoleAsService(
  endpoint: LocalEndpoint,
  role: RoleOfService,
): Promise<ContainerCredentials> {
  return askEmulator(endpoint, ['POST', 'assume-role-as-service'], credentialsSchema, role);
}

/** An endpoint that a process gets its credentials from, as one in a container does. */
export interface CredentialsEndpoint {
  /**
   * The variables that AWS SDKs read it from.
   * https://docs.aws.amazon.com/sdkref/latest/guide/feature-container-credentials.html
   */
  readonly variables: Readonly<Record<string, string>>;
  readonly close: () => Promise<void>;
}

const PATH = '/credentials';
const TOKEN_BYTES = 32;

/** Answers with new credentials of the role whenever a process with the token asks. */
export async function serveContainerCredentials(
  endpoint: LocalEndpoint,
  role: RoleOfService,
): Promise<CredentialsEndpoint> {
  const token = randomBytes(TOKEN_BYTES).toString('base64url');
  const server = await listenOnLoopback((request, response) => {
    const send = (status: number, body: object): void => {
      response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
      response.end(JSON.stringify(body));
    };
    if (request.method !== 'GET' || request.url !== PATH) {
      send(404, { message: `only GET ${PATH} is here` });
    } else if (!isSame(request.headers.authorization ?? '', token)) {
      send(401, { message: 'send the token in the header Authorization' });
    } else {
      assumeRoleAsService(endpoint, role).then(
        (credentials) => {
          send(200, credentials);
        },
        (error: unknown) => {
          send(403, { message: error instanceof Error ? error.message : 'no credentials' });
        },
      );
    }
  });
  return {
    variables: {
      AWS_CONTAINER_CREDENTIALS_FULL_URI: `${server.url}${PATH}`,
      AWS_CONTAINER_AUTHORIZATION_TOKEN: token,
    },
    close: server.close,
  };
}

/** Takes the same time wherever two texts differ, whatever their lengths. */
function isSame(one: string, other: string): boolean {
  const [a, b] = [one, other].map((text) => createHash('sha256').update(text).digest());
  return a !== undefined && b !== undefined && timingSafeEqual(a, b);
}
