import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type FilteredLogEvent, paginateFilterLogEvents } from '@aws-sdk/client-cloudwatch-logs';
import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { z } from 'zod';
import { MFA_TAG, REASON_TAG } from '../../../config/break-glass-tags';
import { ORG_SLUG_TAG } from '../../../config/naming';
import { writePrivateFile } from '../../../packages/data-hub/src/cache/private-file';
import { type AccessKey, type CallerClients, callerClients } from '../caller-clients';
import { cdkEnvironment } from '../child-environment';
import { askEmulator } from '../emulator-api';
import type { Hub } from './hub';
import type { TokenClaims } from './identity-issuer';
import { claimsOfOperator, PEOPLE, signInAsOperator } from './operators';
import { refused, refusedSignIn, StoryError } from './outcome';
import { platformCommand } from './platform-command';
import type { Neighbours, StoryContext } from './story-context';
import type { StoryStep } from './story-step';
import { UPLOADS } from './uploads';

const REASON = 'INC-4711 lost tables';
const MINUTES = 15;

const messagesSchema = z.object({ messages: z.array(z.object({ message: z.string() })) });

/**
 * In an emergency somebody opens the data of one organization, by name and with a reason: nobody else's, for reading
 * only, and not without an alarm.
 * @param hubs of the two organizations, which have uploaded
 */
export function breakGlassSteps(
  context: StoryContext,
  { own, other }: Neighbours,
  hubs: { readonly own: Hub; readonly other: Hub },
): StoryStep[] {
  const { naming, issuer } = context;
  const claims = claimsOfBreakGlass(context, own.slug);
  let session: CallerClients | undefined;
  const opened = (): CallerClients => {
    if (session === undefined) throw new StoryError('break-glass was not opened');
    return session;
  };
  const read = (hub: Hub) =>
    opened().s3.send(
      new GetObjectCommand({
        Bucket: naming.shared.rawBucket,
        Key: `${hub.config.prefix}${UPLOADS.readings}`,
      }),
    );
  const attempt = (change: Partial<TokenClaims>) => (): Promise<string> =>
    refusedSignIn(() => signInAsOperator(context, 'break-glass', { ...claims, ...change }));
  const without = (tag: string): Partial<TokenClaims> => ({
    sessionTags: Object.fromEntries(Object.entries(claims.sessionTags).filter(([name]) => name !== tag)),
  });
  return [
    {
      title: `In an emergency, ${PEOPLE['break-glass']} opens ${own.slug}: npm run break-glass`,
      run: async () => {
        session = callerClients(context, await open(context, own.slug, await issuer.sign(claims)));
        return `open for ${MINUTES} minutes, because of ${REASON}`;
      },
    },
    {
      title: `Break-glass reads raw data of ${own.slug}`,
      run: async () => {
        const { Body } = await read(hubs.own);
        const text = (await Body?.transformToString()) ?? '';
        if (!text.startsWith('instrument,')) throw new StoryError('it is not what the hub uploaded');
        return 'allowed';
      },
    },
    { title: `It reads raw data of ${other.slug}`, run: () => refused(() => read(hubs.other)) },
    {
      title: `It writes to the folder of ${own.slug}`,
      run: () =>
        refused(() =>
          opened().s3.send(
            new PutObjectCommand({
              Bucket: naming.shared.rawBucket,
              Key: `${hubs.own.config.prefix}example.csv`,
              Body: 'example',
              ServerSideEncryption: 'aws:kms',
              SSEKMSKeyId: own.keyArn,
            }),
          ),
        ),
    },
    { title: 'Somebody would open it without a reason', run: attempt(without(REASON_TAG)) },
    { title: 'Somebody would open it without MFA', run: attempt(without(MFA_TAG)) },
    { title: 'Somebody would open it without a name', run: attempt({ sourceIdentity: undefined }) },
    {
      title: 'The alarm has reached the topic, and names person, organization and reason',
      run: () => findAlarm(context, own.slug),
    },
    {
      title: 'The record is in the log group of incidents',
      run: () => findRecord(context, own.slug),
    },
  ];
}

function claimsOfBreakGlass(context: StoryContext, slug: string): TokenClaims {
  return {
    ...claimsOfOperator(context, 'break-glass'),
    sessionTags: { [ORG_SLUG_TAG]: slug, [REASON_TAG]: REASON, [MFA_TAG]: 'true' },
  };
}

/** Runs the command as people do. */
async function open(context: StoryContext, slug: string, token: string): Promise<AccessKey> {
  const { environment, emulator, scratch } = context;
  const tokenFile = join(scratch, 'break-glass.token');
  const out = join(scratch, 'break-glass.credentials');
  writePrivateFile(tokenFile, token);
  const args = [
    ...['--environment', environment.name, '--organization', slug, '--reason', REASON],
    ...['--minutes', String(MINUTES), '--token-file', tokenFile, '--out', out, '--yes'],
  ];
  const env = cdkEnvironment(process.env, {
    endpoint: emulator.secureEndpoint,
    caFile: emulator.caFile,
    region: environment.region.name,
    home: scratch,
  });
  await platformCommand(context, 'break-glass', args, env);
  const text = readFileSync(out, 'utf8');
  const value = (name: string): string => new RegExp(`^${name} = (.+)$`, 'm').exec(text)?.[1] ?? '';
  return {
    accessKeyId: value('aws_access_key_id'),
    secretAccessKey: value('aws_secret_access_key'),
    sessionToken: value('aws_session_token'),
  };
}

/** Waits until no event is on its way any more, as the emulated account promises. */
async function untilDelivered({ emulator }: StoryContext): Promise<void> {
  await askEmulator(emulator.endpoint, ['GET', 'events/deliveries'], z.unknown());
}

async function findAlarm(context: StoryContext, slug: string): Promise<string> {
  const { emulator, naming } = context;
  await untilDelivered(context);
  const topic = naming.topicArn(naming.shared.incidentTopic);
  const { messages } = await askEmulator(
    emulator.endpoint,
    ['GET', `sns/messages?topicArn=${encodeURIComponent(topic)}`],
    messagesSchema,
  );
  const told = [PEOPLE['break-glass'], slug, REASON];
  const opened = messages.filter(({ message }) => told.every((part) => message.includes(part)));
  if (opened.length === 0) {
    throw new StoryError(
      `no alarm has ${told.join(', ')}; there are: ${messages.map(({ message }) => message).join('\n')}`,
    );
  }
  return `${messages.length} alarms: of who got in, and of each who did not`;
}

async function findRecord({ clients, naming }: StoryContext, slug: string): Promise<string> {
  const events: FilteredLogEvent[] = [];
  const group = { logGroupName: naming.shared.incidentLogGroup };
  for await (const page of paginateFilterLogEvents({ client: clients.logs }, group)) {
    events.push(...(page.events ?? []));
  }
  const told = [naming.shared.breakGlassRole, PEOPLE['break-glass'], slug, REASON];
  const found = events.filter(({ message = '' }) => told.every((part) => message.includes(part)));
  if (found.length === 0) throw new StoryError(`no record has ${told.join(', ')}`);
  return 'CloudTrail’s own record of the session';
}
