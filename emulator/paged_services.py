"""Which lists AWS answers in pages, and how many items a page has if the request names no limit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from moto.athena.responses import AthenaResponse
from moto.ecr.responses import ECRResponse
from moto.events.responses import EventsHandler
from moto.glue.responses import GlueResponse
from moto.iam.responses import IamResponse
from moto.iot.responses import IoTResponse
from moto.kms.responses import KmsResponse
from moto.logs.responses import LogsResponse
from moto.sns.responses import SNSResponse
from moto.sqs.responses import SQSResponse
from moto.ssm.responses import SimpleSystemManagerResponse

from emulator.cloudformation.responses import CloudFormationResponse


@dataclass(frozen=True)
class PagedService:
    """A service with lists, and how many items their pages have."""

    response: type
    # The error for a token that the service did not give.
    invalid_token: str
    # Items of a page if the request names no limit, by operation. Where AWS documents none (IoT,
    # CloudFormation counts bytes), what moto has.
    page_sizes: Mapping[str, int]


_IAM_LISTS = (
    "ListAccessKeys",
    "ListAttachedRolePolicies",
    "ListAttachedUserPolicies",
    "ListEntitiesForPolicy",
    "ListGroups",
    "ListPolicies",
    "ListPolicyVersions",
    "ListRolePolicies",
    "ListRoleTags",
    "ListRoles",
    "ListUserPolicies",
    "ListUserTags",
    "ListUsers",
)
_IOT_LISTS = (
    "ListAttachedPolicies",
    "ListCertificates",
    "ListPolicies",
    "ListPrincipalThings",
    "ListRoleAliases",
    "ListTagsForResource",
    "ListTargetsForPolicy",
    "ListThingPrincipals",
    "ListThingPrincipalsV2",
    "ListThingTypes",
    "ListThings",
)
_CLOUDFORMATION_LISTS = (
    "DescribeStackEvents",
    "DescribeStackResourceDrifts",
    "DescribeStacks",
    "ListChangeSets",
    "ListExports",
    "ListStackResources",
    "ListStacks",
)

PAGED_SERVICES = {
    "athena": PagedService(
        AthenaResponse,
        "InvalidRequestException",
        {
            "ListDatabases": 50,
            "ListPreparedStatements": 50,
            "ListQueryExecutions": 50,
            "ListTableMetadata": 50,
            "ListTagsForResource": 75,
            "ListWorkGroups": 50,
        },
    ),
    "cloudformation": PagedService(
        CloudFormationResponse, "ValidationError", dict.fromkeys(_CLOUDFORMATION_LISTS, 100)
    ),
    "ecr": PagedService(ECRResponse, "InvalidParameterException", {"DescribeRepositories": 100}),
    "events": PagedService(
        EventsHandler, "ValidationException", {"ListRules": 100, "ListTargetsByRule": 100}
    ),
    "glue": PagedService(
        GlueResponse,
        "InvalidInputException",
        {
            "GetDatabases": 100,
            "GetPartitionIndexes": 100,
            "GetPartitions": 1_000,
            "GetSecurityConfigurations": 100,
            "GetTableVersions": 100,
            "GetTables": 100,
            "GetUserDefinedFunctions": 100,
        },
    ),
    "iam": PagedService(IamResponse, "ValidationError", dict.fromkeys(_IAM_LISTS, 100)),
    "iot": PagedService(IoTResponse, "InvalidRequestException", dict.fromkeys(_IOT_LISTS, 50)),
    "kms": PagedService(
        KmsResponse,
        "InvalidMarkerException",
        {"ListAliases": 50, "ListKeys": 100, "ListResourceTags": 50},
    ),
    "logs": PagedService(LogsResponse, "InvalidParameterException", {"DescribeLogGroups": 50}),
    "sns": PagedService(
        SNSResponse,
        "InvalidParameter",
        {"ListSubscriptions": 100, "ListSubscriptionsByTopic": 100, "ListTopics": 100},
    ),
    # Only a request that names a limit gets a token.
    "sqs": PagedService(
        SQSResponse,
        "InvalidParameterValue",
        {"ListDeadLetterSourceQueues": 1_000, "ListQueues": 1_000},
    ),
    "ssm": PagedService(
        SimpleSystemManagerResponse,
        "InvalidNextToken",
        {
            "DescribeActivations": 50,
            "DescribeInstanceInformation": 50,
            "DescribeParameters": 10,
        },
    ),
}
