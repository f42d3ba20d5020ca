"""A CloudFormation engine that plans, deploys, rolls back and deletes as AWS does.

moto's own engine creates resources while it parses the template, knows no rollback, replaces by
deleting first, skips unknown types silently and drops most properties. Almost every part of it
would have to be patched, so the service is replaced as a whole through moto's backend registry
(see :mod:`emulator.cloudformation.registration`); all other services stay moto's.
"""
