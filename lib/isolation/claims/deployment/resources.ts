import type { ActionGroup } from '../../../../packages/isolation-proof/src/policies/action-classes';
import type { DeploymentNames } from './own-names';
import { at, type DeploymentQuestion, everywhereBut, only, POLICIES_ONLY } from './question';
import { ATTACHING, CREATING_KEYS, SET_UP, WITHOUT_NAME } from './setting-up';

/** Whatever is not named after setting up something, on whatever resource: all use and all contents are. */
const BESIDE: ActionGroup = {
  patterns: ['*'],
  exceptMatching: [...Object.values(SET_UP).flat(), ...WITHOUT_NAME],
};

/** What has a name, or is of the account's settings. */
const NAMED: ActionGroup = {
  patterns: ['*'],
  except: CREATING_KEYS,
  exceptMatching: WITHOUT_NAME,
};

/** It sets up, and only what is called as the app's resources are. */
export function resourceQuestions(names: DeploymentNames): DeploymentQuestion[] {
  const allOf = (service: string): string => `arn:${names.partition}:${service}:*`;
  return [
    { actions: BESIDE, region: everywhereBut() },
    ...Object.entries(names.own).map(([service, own]): DeploymentQuestion => ({
      actions: {
        patterns: SET_UP[service] ?? [],
        except: new Set([...CREATING_KEYS, ...ATTACHING]),
      },
      region: at(allOf(service), own),
    })),
    {
      actions: NAMED,
      region: everywhereBut(...Object.keys(names.own).map(allOf)),
    },
    // The ceiling, which has room for little, knows buckets by what their names have in common.
    { actions: only('s3:*'), region: everywhereBut(...names.buckets), lenses: POLICIES_ONLY },
    ...names.ofAdministrators.map((text): DeploymentQuestion => ({ actions: NAMED, region: at(text) })),
  ];
}
