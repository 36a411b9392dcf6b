"""Errors that an action raises and a page or an API answer turns into words."""


class Refused(Exception):
    """The act is not possible now; `str(error)` tells the person why and what to do."""


class Conflict(Exception):
    """Somebody saved in the meantime. Carries what is stored, so that both texts can be shown.

    `stored` is what the database holds, `version` its version number, `submitted` what the person sent.
    """

    def __init__(self, *, stored: object, version: int, submitted: object) -> None:
        super().__init__("stale version")
        self.stored = stored
        self.version = version
        self.submitted = submitted
