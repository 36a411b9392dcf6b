"""Everything that is open to the world, in one list: page, interface and file read what stands here."""

from accounts import exports as accounts
from catalogue import exports as catalogue
from commitments import exports as commitments
from common.resources import Resource
from declarations import exports as declarations
from events import exports as events
from objectives import exports as objectives
from practices import exports as practices
from publications import exports as publications
from reporting import exports as reporting
from sources import exports as sources

RESOURCES: dict[str, Resource] = {
    resource.name: resource
    for room in (
        objectives,
        accounts,
        reporting,
        practices,
        sources,
        publications,
        events,
        commitments,
        declarations,
        catalogue,
    )
    for resource in room.RESOURCES
}  # fmt: skip
