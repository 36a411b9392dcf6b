"""What the open interfaces say about good practices."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.seats import Seat
from common.exports import cited, codes, identity, licence, page, translation, updated
from common.resources import Field, Kind, Resource
from practices.filters import PracticeFilters
from practices.models import Practice
from publications.enums import Audience


def _practices(seat: Seat) -> Any:
    return Practice.objects.shown_to(seat).annotate(
        objective_numbers=codes(Practice.objectives.through, "practice", "objective_id"),
        principle_letters=codes(Practice.principles.through, "practice", "principle_id"),
    )


PRACTICES = Resource(
    name="practices",
    title=_("Good practices"),
    about=_("The register of good practices, of countries and of the Conference."),
    rows=_practices,
    fields=(
        *identity(),
        Field("title", Kind.BILINGUAL, _("Title.")),
        Field("summary", Kind.BILINGUAL, _("Summary.")),
        translation(),
        Field("status", Kind.CODE, _("Where it stands: to be published, published, in the UN repository."),
              choices=Practice.Status),
        Field("audience", Kind.CODE, _("For whom it is published."), choices=Audience),
        Field("published_on", Kind.DATE, _("When its country published the version that is shown."), null=True),
        Field("country", Kind.REFERENCE, _("Code of the country; empty for the Conference."), "country__code",
              null=True, to="countries"),
        Field("objectives", Kind.LIST, _("Numbers of the objectives it concerns."), "objective_numbers",
              to="objectives"),
        Field("objectives_inferred", Kind.BOOLEAN, _("The objectives were inferred and not confirmed.")),
        Field("principles", Kind.LIST, _("Letters of the principles it names."), "principle_letters", to="principles"),
        Field("implementer", Kind.BILINGUAL, _("Main implementing organization.")),
        Field("scope", Kind.BILINGUAL, _("Geographic scope.")),
        Field("starts", Kind.DATE, _("When it began."), null=True),
        Field("ends", Kind.DATE, _("When it ended."), null=True),
        Field("partners", Kind.BILINGUAL, _("Partners.")),
        Field("impact", Kind.BILINGUAL, _("Benefit and impact.")),
        Field("lessons", Kind.BILINGUAL, _("Key lessons.")),
        Field("replication", Kind.BILINGUAL, _("Recommendations for replication.")),
        Field("innovation", Kind.BILINGUAL, _("Innovation.")),
        Field("evaluation", Kind.BILINGUAL, _("Evaluation.")),
        Field("sdgs", Kind.LIST, _("Numbers of the Sustainable Development Goals that it names.")),
        Field("sdgs_inferred", Kind.BOOLEAN, _("The goals were inferred and not confirmed.")),
        Field("criteria", Kind.LIST, _("Criteria of the UN repository that it meets, as its writer sees it.")),
        Field("repository", Kind.BILINGUAL, _("Repository that holds it.")),
        Field("repository_address", Kind.URL, _("Its address in that repository."), null=True),
        Field("address", Kind.URL, _("Where it can be read."), null=True),
        Field("date", Kind.DATE, _("Date of the source."), "source__date", null=True),
        Field("source", Kind.REFERENCE, _("Code of the source."), "source__code", null=True, to="sources"),
        Field("cycle", Kind.REFERENCE, _("Code of the cycle it belongs to."), "cycle_code", null=True, to="cycles"),
        page("/practices/{}/", "code"),
        cited("title", "/practices/{}/", "code"),
        licence(),
        updated(),
    ),
    filters=PracticeFilters,
    order={"code": "code", "order": "order", "updated_at": "updated_at"},
    searchable=True,
    heading=("title",),
    body=("summary",),
)  # fmt: skip

RESOURCES = (PRACTICES,)
