"""Choices of the accounts room."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Language(models.TextChoices):
    ENGLISH = "en", _("English")
    SPANISH = "es", _("Spanish")


class Role(models.TextChoices):
    """What a membership lets a person do. The first four live inside one country."""

    CONTRIBUTOR = "contributor", _("Contributor")
    FOCAL_POINT = "focal_point", _("Focal point")
    CLEARER = "clearer", _("Clearer")
    TRANSLATOR = "translator", _("Translator")
    PRESIDENCY = "presidency", _("Presidency Pro-Tempore")
    SECRETARIAT = "secretariat", _("Executive Secretariat")
    OBSERVER = "observer", _("Observer")
    CIVIL_SOCIETY = "civil_society", _("Civil society")
    STAKEHOLDER = "stakeholder", _("Stakeholder")


COUNTRY_ROLES = (Role.CONTRIBUTOR, Role.FOCAL_POINT, Role.CLEARER, Role.TRANSLATOR, Role.PRESIDENCY)
WORKSPACE_ROLES = (Role.CONTRIBUTOR, Role.FOCAL_POINT, Role.CLEARER, Role.TRANSLATOR)
OUTSIDE_ROLES = (Role.OBSERVER, Role.CIVIL_SOCIETY, Role.STAKEHOLDER)
BODY_ROLES = (Role.SECRETARIAT, *OUTSIDE_ROLES)


class BodyKind(models.TextChoices):
    ORGAN = "organ", _("Organ of the Conference")
    OBSERVER_ORGANIZATION = "observer_organization", _("Observer organization")
    UN_AGENCY = "un_agency", _("United Nations agency, fund or programme")
    REGIONAL_PROCESS = "regional_process", _("Regional process or organization")
    CIVIL_SOCIETY_NETWORK = "civil_society_network", _("Civil-society network")
    GOVERNMENT_BODY = "government_body", _("Government body")
    OTHER = "other", _("Other body")


class HatKind(models.TextChoices):
    """One body may wear several hats; one hat never opens another's doors."""

    SECRETARIAT = "secretariat", _("Host of the Executive Secretariat")
    OBSERVER = "observer", _("Observer")
    UN_NETWORK = "un_network", _("Coordinator of the United Nations Network on Migration")
    FUND = "fund", _("Fund and ticket manager")
    CIVIL_SOCIETY = "civil_society", _("Civil-society network")
    STAKEHOLDER = "stakeholder", _("Stakeholder")


class StandingKind(models.TextChoices):
    MEMBER = "member", _("Member Country")
    OBSERVER = "observer", _("Observer")


class KeyScope(models.TextChoices):
    """What a key of the interface is for; never more than its person may do."""

    READ = "read", _("Read what you may read")
    WORKSPACE = "workspace", _("Read your country's working copy and save answers")
