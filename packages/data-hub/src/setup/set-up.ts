import { type CheckResult, resultText } from '../doctor/check';
import { type DoctorOptions, examine, isWell } from '../doctor/doctor';
import { COMMAND_RUNTIME, pause, type Runtime } from '../credentials/runtime';
import { deleteEnrolmentFile, enrol, type EnrolledHub, type EnrolOptions } from './enrol';
import { SetupError } from './errors';
import { installBundle } from './install-bundle';
import type { ProxySetting } from './proxy-setting';
import { requestOf } from './request';
import { enableAgent, type ServiceManager, SYSTEMD } from './service';
import { type SetupAnswers, setupPlan } from './setup-plan';

export interface SetUpOptions extends Pick<EnrolOptions, 'shadowOf' | 'transport'> {
  readonly answers: SetupAnswers;
  readonly proxy: ProxySetting;
  /** Minutes to wait for the platform's answer. */
  readonly waitMinutes: number;
  /** Start the agent's service at the end. */
  readonly service: boolean;
  /** Leave the enrolment file where it is. */
  readonly keepFile: boolean;
  /** Shows a line. */
  readonly tell: (line: string) => void;
  readonly checkBucket: DoctorOptions['checkBucket'];
  /** @default - the real time */
  readonly runtime?: Runtime;
  /** @default - systemd */
  readonly manager?: ServiceManager;
}

const MINUTE = 60_000;
/** Between two questions to the platform, whose operators' job runs now and then. */
const ASK_EVERY = 20_000;

/**
 * Sets a hub up, as far as that goes now; to be run again until it is done. What is done is not done twice.
 * @returns whether there is nothing wrong: the hub is well, or waits for what the operators send.
 * @throws PlatformError what {@link enrol}, {@link installBundle}, {@link requestOf} and {@link enableAgent} throw.
 */
export async function setUp(options: SetUpOptions): Promise<boolean> {
  const { answers, proxy, tell } = options;
  const plan = setupPlan(answers);
  if (plan.kind === 'request') {
    const { thingName, privateKey, request, before } = await requestOf({ ...plan, folder: answers.folder });
    tell(`${before ? 'Made before' : 'Made'} for ${thingName}:`);
    tell(`  ${privateKey}   stays here`);
    tell(`  ${request}   send it to the platform's operators`);
    tell('They send a bundle back. Then run: data-hub setup --bundle FOLDER_OR_TAR');
    return true;
  }
  if (plan.kind === 'install') {
    const hub = await installBundle({ bundle: plan.bundle, folder: answers.folder, proxy });
    tell(`${hub.config.thingName} has its certificate.`);
    return finish(hub, options);
  }
  const hub = await enrol({ ...options, file: plan.file, folder: answers.folder, ...waiting(options) });
  tell(`${hub.config.thingName} ${hub.before ? 'had its certificate before' : 'has its certificate'}.`);
  const isWellNow = await finish(hub, options);
  if (isWellNow && !options.keepFile && deleteEnrolmentFile(plan.file)) {
    tell(`Deleted ${plan.file}: it is of no use any more.`);
  }
  return isWellNow;
}

function waiting({
  waitMinutes,
  tell,
  runtime = COMMAND_RUNTIME,
}: SetUpOptions): Pick<EnrolOptions, 'now' | 'pause'> {
  const begin = runtime.monotonic();
  let toldAt = -Infinity;
  return {
    now: runtime.wall,
    pause: async (problem) => {
      const minutes = Math.floor((runtime.monotonic() - begin) / MINUTE);
      if (minutes >= waitMinutes) {
        throw new SetupError(
          'HUB_SETUP_UNANSWERED',
          `the platform has not answered in ${waitMinutes} minutes; ask its operators to process certificate requests, and run this again: it goes on from here`,
        );
      }
      if (runtime.monotonic() - toldAt >= MINUTE) {
        toldAt = runtime.monotonic();
        tell(
          `${minutes} min: ${problem ?? 'asked the platform for a certificate; it answers within about an hour'}. Ctrl-C does no harm: run this again to go on.`,
        );
      }
      await pause(runtime, ASK_EVERY);
    },
  };
}

async function finish(
  { config, configFile }: EnrolledHub,
  { checkBucket, tell, service, manager = SYSTEMD }: SetUpOptions,
): Promise<boolean> {
  const results = await examine({
    config,
    configFile,
    checkBucket,
    onResult: (result: CheckResult) => {
      tell(resultText(result));
    },
  });
  if (!isWell(results)) {
    tell('The hub has its certificate, and something is left to put right: see above, then run this again.');
    return false;
  }
  if (service) tell(await enableAgent(configFile, manager));
  return true;
}
