import { valuesAt } from '../../../packages/isolation-proof/src/resources/property-path';
import { descriptionOf } from '../../../packages/isolation-proof/src/resources/registry';
import { pathOf } from './flows';
import { type Edits, type Operator, resourceOperator } from './operator';

/** Takes back what promises rest on, and no policy holds. */
export const SETTING_OPERATORS: readonly Operator[] = [
  resourceOperator('drop-setting', 'leaves out a setting, or turns it', ({ resource }) => {
    const { settings = [] } = descriptionOf(resource.type) ?? {};
    return settings.flatMap(({ property }) =>
      valuesAt(resource.properties, property).flatMap(({ place, value }): Edits[] => [
        [{ path: pathOf(place), value: undefined }],
        [{ path: pathOf(place), value: typeof value === 'boolean' ? !value : 'Other' }],
      ]),
    );
  }),
];
