"""What AWS refuses and no model or schema states; ``by_operation`` says where each rule holds.

A rule takes an ``ApiCall`` and yields a ``Refusal`` for each thing that the service refuses.
"""
