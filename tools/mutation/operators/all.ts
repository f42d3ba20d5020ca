import { ELEMENT_OPERATORS, PRINCIPAL_OPERATORS } from './actions';
import { ATTACHMENT_OPERATORS } from './attachments';
import { CONDITION_OPERATORS } from './conditions';
import { EVENT_PATTERN_OPERATORS } from './event-patterns';
import { FLOW_OPERATORS } from './flows';
import type { Operator } from './operator';
import { REFERENCE_OPERATORS } from './references';
import { REMOVAL_OPERATORS } from './removals';
import { SESSION_OPERATORS } from './sessions';
import { SETTING_OPERATORS } from './settings';
import { TEXT_OPERATORS } from './texts';
import { VARIABLE_OPERATORS } from './variables';

/** Every kind of mistake, in the order of the report. */
export const OPERATORS: readonly Operator[] = [
  ...TEXT_OPERATORS,
  ...ELEMENT_OPERATORS,
  ...CONDITION_OPERATORS,
  ...PRINCIPAL_OPERATORS,
  ...SESSION_OPERATORS,
  ...REFERENCE_OPERATORS,
  ...ATTACHMENT_OPERATORS,
  ...REMOVAL_OPERATORS,
  ...VARIABLE_OPERATORS,
  ...FLOW_OPERATORS,
  ...EVENT_PATTERN_OPERATORS,
  ...SETTING_OPERATORS,
];
