"""What the operations of each service need: actions on resources.

Each module has ``checks(call)``; an operation that is in none of their tables is refused.
https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
"""
