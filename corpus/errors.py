"""The one family of errors. Their text is for the reader; every other exception is a defect of ours.

`status` is what the web answers, `exit_code` what the terminal returns.
"""


class TracuuError(Exception):
    """Something a person can understand and mend."""

    status = 500
    exit_code = 1


class BadRequest(TracuuError):
    """The user's mistake: a folder that is not there, a filter that means nothing."""

    status = 400
    exit_code = 2


class NotFound(TracuuError):
    """No such paper or paragraph."""

    status = 404
    exit_code = 2


class Gone(TracuuError):
    """It was here once: the link is true, the paper or paragraph is not here any more."""

    status = 410
    exit_code = 2


class Withdrawn(Gone):
    """It was taken out for good, and nothing more is said of it."""

    def __init__(self) -> None:
        super().__init__("Văn bản này đã được thu hồi.")


class UnreadableFile(TracuuError):
    """One file cannot become a document; the others go on."""

    status = 400
    exit_code = 3


class LibraryBusy(TracuuError):
    """Another process is writing the library."""

    status = 503


class LibraryBroken(TracuuError):
    """The library is there and cannot be used; never answered as an empty one."""

    status = 503
