"""Which rules hold for which operation, in the order in which they are asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from emulator.validation.api_call import ApiCall, Refusal
from emulator.validation.rules import (
    aliases,
    attachments,
    batches,
    bucket_encryption,
    bucket_names,
    bucket_notifications,
    bucket_policies,
    devices,
    event_patterns,
    event_rules,
    iam_conflicts,
    identity_providers,
    images,
    key_lockout,
    key_states,
    lifecycle,
    log_groups,
    log_keys,
    messages,
    mfa_codes,
    object_lists,
    object_lock,
    parameters,
    policy_grammar,
    policy_principals,
    policy_sizes,
    public_access,
    queue_attributes,
    schedules,
    sessions,
    stack_requests,
    tags,
    template_bodies,
    topics,
    trails,
    uploads_in_parts,
    workgroups,
)

Rule = Callable[[ApiCall], Iterator[Refusal]]

_MANAGED = (policy_sizes.managed_policy_size,)
_TRUST = (policy_sizes.trust_policy_size, policy_principals.existing_principals)
_NEW_PRINCIPAL = (iam_conflicts.existing_boundary, iam_conflicts.name_in_another_case)
_INLINE = (policy_sizes.inline_policies_size,)
_DEVICE = (policy_sizes.device_policy_size,)
_KEY = (
    policy_sizes.key_policy_size,
    policy_principals.existing_principals,
    key_lockout.key_stays_manageable,
)
_QUEUE = (policy_principals.existing_principals, queue_attributes.valid_attributes)
_TOPIC = (policy_principals.existing_principals, topics.valid_topic)
_TEMPLATE = (template_bodies.template_body_size,)
_STACK = (
    *_TEMPLATE,
    stack_requests.stack_request,
    stack_requests.notified_topics,
)
_BATCH = (batches.entries_of_a_batch,)
_ATTACHED = (attachments.attached_policies_quota,)
_SESSION = (
    sessions.session_duration,
    sessions.session_policies,
    sessions.inherited_tags,
    sessions.source_identity,
)
_RULES: dict[tuple[str, str], tuple[Rule, ...]] = {
    ("athena", "CreateWorkGroup"): (
        workgroups.not_the_primary_workgroup,
        workgroups.result_location,
    ),
    ("athena", "DeleteWorkGroup"): (workgroups.empty_workgroup,),
    ("athena", "UpdateWorkGroup"): (workgroups.result_location,),
    ("cloudformation", "CreateChangeSet"): _STACK,
    ("cloudformation", "CreateStack"): (*_STACK, template_bodies.new_stack_name),
    ("cloudformation", "UpdateStack"): _STACK,
    ("cloudformation", "ValidateTemplate"): _TEMPLATE,
    ("cloudtrail", "CreateTrail"): (
        trails.few_trails,
        trails.whole_trail,
        trails.usable_destination,
    ),
    ("cloudtrail", "PutEventSelectors"): (trails.event_selectors,),
    ("cloudtrail", "UpdateTrail"): (trails.whole_trail, trails.usable_destination),
    ("ecr", "PutImage"): (images.image_tag,),
    ("ecr", "SetRepositoryPolicy"): (policy_principals.existing_principals,),
    ("events", "PutRule"): (event_patterns.event_pattern,),
    ("events", "PutTargets"): (event_rules.number_of_targets, event_rules.emulated_targets),
    ("iam", "AttachGroupPolicy"): _ATTACHED,
    ("iam", "AttachRolePolicy"): _ATTACHED,
    ("iam", "AttachUserPolicy"): _ATTACHED,
    ("iam", "CreateGroup"): (iam_conflicts.name_in_another_case,),
    ("iam", "CreateOpenIDConnectProvider"): (identity_providers.issuer_address,),
    ("iam", "CreatePolicy"): (*_MANAGED, iam_conflicts.name_in_another_case),
    ("iam", "CreatePolicyVersion"): _MANAGED,
    ("iam", "CreateRole"): (*_TRUST, *_NEW_PRINCIPAL),
    ("iam", "CreateSAMLProvider"): (identity_providers.saml_metadata,),
    ("iam", "CreateUser"): _NEW_PRINCIPAL,
    ("iam", "DeleteGroup"): (iam_conflicts.bare_group,),
    ("iam", "DeletePolicy"): (iam_conflicts.unused_policy,),
    ("iam", "DeleteUser"): (iam_conflicts.bare_user,),
    ("iam", "PutGroupPolicy"): _INLINE,
    ("iam", "PutRolePermissionsBoundary"): (iam_conflicts.existing_boundary,),
    ("iam", "PutRolePolicy"): _INLINE,
    ("iam", "PutUserPolicy"): _INLINE,
    ("iam", "UpdateAssumeRolePolicy"): _TRUST,
    ("iam", "UpdateSAMLProvider"): (identity_providers.saml_metadata,),
    ("iot", "AttachPolicy"): (devices.attached_device_policies,),
    ("iot", "CreatePolicy"): _DEVICE,
    ("iot", "CreatePolicyVersion"): _DEVICE,
    ("iot", "CreateThing"): (devices.usable_thing_type,),
    ("iot", "CreateThingGroup"): (devices.existing_parent,),
    ("iot", "DeleteThingType"): (devices.deprecated_thing_type,),
    ("iot", "SetDefaultPolicyVersion"): (devices.existing_version,),
    ("kms", "CreateAlias"): (aliases.own_alias_name,),
    ("kms", "CreateKey"): (*_KEY, key_states.use_of_new_key),
    ("kms", "PutKeyPolicy"): _KEY,
    ("kms", "ScheduleKeyDeletion"): (key_states.waiting_period,),
    ("logs", "AssociateKmsKey"): (log_keys.usable_key,),
    ("logs", "CreateLogGroup"): (log_keys.usable_key,),
    ("logs", "PutRetentionPolicy"): (log_groups.retention,),
    ("logs", "PutResourcePolicy"): (policy_principals.existing_principals,),
    ("s3", "CompleteMultipartUpload"): (uploads_in_parts.completion,),
    ("s3", "CreateBucket"): (bucket_names.bucket_name, public_access.new_bucket_with_a_list),
    ("s3", "DeleteObjects"): (object_lists.several_objects,),
    ("s3", "PutBucketAcl"): (public_access.no_lists,),
    ("s3", "PutBucketEncryption"): (bucket_encryption.default_encryption,),
    ("s3", "PutBucketLifecycleConfiguration"): (lifecycle.lifecycle_rules,),
    ("s3", "PutBucketNotificationConfiguration"): (bucket_notifications.to_event_bridge,),
    ("s3", "PutObjectAcl"): (public_access.no_lists,),
    ("s3", "PutObjectLockConfiguration"): (object_lock.default_retention,),
    ("s3", "PutBucketPolicy"): (
        policy_sizes.bucket_policy_size,
        bucket_policies.about_its_bucket,
        policy_principals.existing_principals,
        public_access.no_public_policy,
    ),
    ("scheduler", "CreateSchedule"): (schedules.valid_schedule,),
    ("scheduler", "UpdateSchedule"): (schedules.valid_schedule,),
    ("sns", "CreateTopic"): _TOPIC,
    ("sns", "Publish"): (messages.message_of_a_topic,),
    ("sns", "PublishBatch"): _BATCH,
    ("sns", "SetTopicAttributes"): _TOPIC,
    ("sns", "Subscribe"): (topics.valid_subscription,),
    ("sqs", "CreateQueue"): _QUEUE,
    ("sqs", "ChangeMessageVisibilityBatch"): _BATCH,
    ("sqs", "DeleteMessageBatch"): _BATCH,
    ("sqs", "SendMessage"): (messages.message_of_a_queue,),
    ("sqs", "SendMessageBatch"): _BATCH,
    ("sqs", "SetQueueAttributes"): _QUEUE,
    ("ssm", "PutParameter"): (
        parameters.parameter_name,
        parameters.parameter_value,
        parameters.parameter_tier,
    ),
    ("sts", "AssumeRole"): (mfa_codes.right_code, *_SESSION),
    ("sts", "AssumeRoleWithWebIdentity"): _SESSION,
    ("sts", "GetSessionToken"): (mfa_codes.user_of_long_term_keys, mfa_codes.right_code),
}


def rules_of(call: ApiCall) -> Iterator[Rule]:
    """Tags and the grammar of policies wherever a request has them, then the operation's own.

    What a key refuses in its state comes last.
    """
    if tags.has_tags(call):
        yield tags.valid_tags
    yield policy_grammar.valid_grammar
    yield from _RULES.get((call.service, call.operation), ())
    if call.service == "kms":
        yield key_states.key_in_a_fit_state
