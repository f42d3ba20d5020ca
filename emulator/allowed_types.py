"""The one list of resource types that the emulator deploys.

Everything our templates and the CDK's bootstrap template use is here; a template with any other
type is refused (moto reports CREATE_COMPLETE for types that it does not know, which proves
nothing). To support a type, write its module in ``emulator/resources`` and add it here.
"""

from __future__ import annotations

from emulator.cloudformation.errors import ValidationError
from emulator.resources.athena_named_query import AthenaNamedQuery
from emulator.resources.athena_work_group import AthenaWorkGroup
from emulator.resources.cdk_metadata import CdkMetadata
from emulator.resources.cloudtrail_trail import CloudTrailTrail
from emulator.resources.ecr_repository import EcrRepository
from emulator.resources.events_rule import EventsRule
from emulator.resources.glue_catalog_encryption import GlueCatalogEncryption
from emulator.resources.glue_database import GlueDatabase
from emulator.resources.glue_security_configuration import GlueSecurityConfiguration
from emulator.resources.glue_table import GlueTable
from emulator.resources.iam_managed_policy import IamManagedPolicy
from emulator.resources.iam_oidc_provider import IamOidcProvider
from emulator.resources.iam_policy import IamPolicy
from emulator.resources.iam_role import IamRole
from emulator.resources.iam_role_policy import IamRolePolicy
from emulator.resources.iam_saml_provider import IamSamlProvider
from emulator.resources.iam_user import IamUser
from emulator.resources.iot_policy import IotPolicy
from emulator.resources.iot_role_alias import IotRoleAlias
from emulator.resources.iot_thing_type import IotThingType
from emulator.resources.kms_alias import KmsAlias
from emulator.resources.kms_key import KmsKey
from emulator.resources.logs_log_group import LogsLogGroup
from emulator.resources.logs_resource_policy import LogsResourcePolicy
from emulator.resources.resource_type import ResourceType
from emulator.resources.s3_bucket import S3Bucket
from emulator.resources.s3_bucket_policy import S3BucketPolicy
from emulator.resources.scheduler_schedule import SchedulerSchedule
from emulator.resources.scheduler_schedule_group import SchedulerScheduleGroup
from emulator.resources.sns_subscription import SnsSubscription
from emulator.resources.sns_topic import SnsTopic
from emulator.resources.sns_topic_policy import SnsTopicInlinePolicy, SnsTopicPolicy
from emulator.resources.sqs_queue import SqsQueue
from emulator.resources.sqs_queue_policy import SqsQueueInlinePolicy, SqsQueuePolicy
from emulator.resources.ssm_parameter import SsmParameter

ALLOWED_TYPES: dict[str, ResourceType] = {
    handler.type_name: handler
    for handler in (
        AthenaNamedQuery(),
        AthenaWorkGroup(),
        CdkMetadata(),
        CloudTrailTrail(),
        EcrRepository(),
        EventsRule(),
        GlueCatalogEncryption(),
        GlueDatabase(),
        GlueSecurityConfiguration(),
        GlueTable(),
        IamManagedPolicy(),
        IamOidcProvider(),
        IamPolicy(),
        IamRole(),
        IamRolePolicy(),
        IamSamlProvider(),
        IamUser(),
        IotPolicy(),
        IotRoleAlias(),
        IotThingType(),
        KmsAlias(),
        KmsKey(),
        LogsLogGroup(),
        LogsResourcePolicy(),
        S3Bucket(),
        S3BucketPolicy(),
        SchedulerSchedule(),
        SchedulerScheduleGroup(),
        SnsSubscription(),
        SnsTopic(),
        SnsTopicInlinePolicy(),
        SnsTopicPolicy(),
        SqsQueue(),
        SqsQueueInlinePolicy(),
        SqsQueuePolicy(),
        SsmParameter(),
    )
}


def resource_type(type_name: str) -> ResourceType:
    """The handler of an allowed type; raises a ValidationError for any other."""
    if type_name not in ALLOWED_TYPES:
        raise ValidationError(f"Unrecognized resource types: [{type_name}]")
    return ALLOWED_TYPES[type_name]
