"""Access Analyzer: analyzers by name or by ARN.

https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsiamaccessanalyzer.html
"""

from __future__ import annotations

from collections.abc import Iterator

from emulator.authorization.actions.check import Check, names, not_in_table, tag_context
from emulator.authorization.calls import Call

_ON_ANALYZER = names("CreateAnalyzer DeleteAnalyzer GetAnalyzer ListArchiveRules UpdateAnalyzer")
_BY_ANALYZER_ARN = names("ListFindings ListFindingsV2")
_BY_ARN = names("ListTagsForResource TagResource UntagResource")


def checks(call: Call) -> Iterator[Check]:
    """What a call to Access Analyzer needs."""
    parameters, operation = call.parameters, call.operation
    tags = tag_context(parameters)
    if operation == "ListAnalyzers":
        yield Check(call.action, "*")
    elif operation in _ON_ANALYZER:
        arn = call.arn(f"analyzer/{parameters['analyzerName']}")
        yield Check(call.action, arn, tags)
        if operation == "CreateAnalyzer" and tags:
            yield Check("access-analyzer:TagResource", arn, tags)
    elif operation in _BY_ANALYZER_ARN:
        action = "access-analyzer:ListFindings"
        yield Check(action, parameters["analyzerArn"])
    elif operation in _BY_ARN:
        yield Check(call.action, parameters["resourceArn"], tags)
    else:
        raise not_in_table(call)
