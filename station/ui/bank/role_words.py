"""Words of the bank's staff: roles, and what a person may do."""

from collections.abc import Collection, Mapping

from question_bank.workflow import Role
from resources.texts import Texts

ROLES: Mapping[Role, str] = {
    Role.AUTHOR: "Author",
    Role.REVIEWER: "Reviewer",
    Role.APPROVER: "Approver",
    Role.CUSTODIAN: "Custodian of the bank",
}
DUTIES: Mapping[Role, str] = {
    Role.AUTHOR: "writes questions and sends them to review",
    Role.REVIEWER: "accepts a version or returns it to its author",
    Role.APPROVER: "approves by an act, takes questions out of use, approves forms",
    Role.CUSTODIAN: "enrols people, keeps the keys, exchanges with other PCs",
}


def roles_of(texts: Texts, roles: Collection[Role]) -> str:
    """The roles in their usual order, as words."""
    return ", ".join(texts.get(words).lower() for role, words in ROLES.items() if role in roles)
