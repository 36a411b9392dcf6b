"""Addresses of the declaration room."""

from django.urls import URLPattern, path

from declarations.views import (
    adoption,
    amendments,
    consolidation,
    evidence,
    lists,
    papers,
    plan,
    products,
    room,
    screen,
    sent,
    silence,
    statements,
    text,
)

app_name = "declarations"
ONE = "declarations/<int:year>/<int:number>"
DRAFT = f"{ONE}/drafts/<int:draft>"
PARAGRAPH = f"{DRAFT}/paragraphs/<uuid:identity>"

urlpatterns: list[URLPattern] = [
    path("declarations/", lists.declaration_list, name="list"),
    path("declarations/new/", lists.declaration_new, name="new"),
    path("action-plan/", plan.plan, name="plan"),
    path("action-plan/freeze/", plan.plan_freeze, name="plan-freeze"),
    path(f"{ONE}/", lists.declaration, name="declaration"),
    path(f"{DRAFT}/", room.draft, name="draft"),
    path(f"{DRAFT}/act/", room.draft_act, name="draft-act"),
    path(f"{DRAFT}/amend/", amendments.amend, name="amend"),
    path(f"{DRAFT}/consolidate/", consolidation.consolidate, name="consolidate"),
    path("declarations/tabling/", amendments.tabling, name="tabling"),
    path("declarations/amendments/<uuid:pk>/", amendments.amendment, name="amendment"),
    path("declarations/amendments/<uuid:pk>/act/", amendments.amendment_act, name="amendment-act"),
    path("declarations/amendments/<uuid:pk>/decide/", consolidation.decide, name="decide"),
    path("declarations/amendments/<uuid:pk>/open/", consolidation.decision_back, name="decision-back"),
    path(f"{ONE}/screen/", screen.screen, name="screen"),
    path(f"{ONE}/screen/now/", screen.screen_now, name="screen-now"),
    path(f"{ONE}/screen/record/", screen.screen_record, name="screen-record"),
    path(f"{DRAFT}/screen/", screen.screen_act, name="screen-act"),
    path(f"{DRAFT}/word/", sent.files, name="word"),
    path(f"{DRAFT}/word/<uuid:pk>/", sent.preview, name="sent"),
    path(f"{DRAFT}/word/<uuid:pk>/original/", sent.original, name="sent-original"),
    path(f"{ONE}/publication/", adoption.publication, name="publication"),
    path(f"{ONE}/statements/new/", statements.statement_new, name="statement-new"),
    path("declarations/statements/<uuid:pk>/", statements.statement, name="statement"),
    path("declarations/statements/<uuid:pk>/act/", statements.statement_act, name="statement-act"),
    path(f"{ONE}/annexed/", statements.annexed_make, name="annexed-make"),
    path(f"{ONE}/points/<int:place>/commitment/", products.undertake, name="undertake"),
    path(f"{ONE}/transmission/", products.transmit, name="transmit"),
    path(f"{ONE}/package.zip", products.package, name="package"),
    path(f"{DRAFT}/adopt/", adoption.adopt, name="adopt"),
    path(f"{DRAFT}/papers/", papers.paper_make, name="paper-make"),
    path(f"{DRAFT}/silence/", silence.silence, name="silence"),
    path(f"{DRAFT}/silence/act/", silence.silence_act, name="silence-act"),
    path(f"{DRAFT}/compare/<int:other>/", papers.compare, name="compare"),
    path(f"{PARAGRAPH}/", text.paragraph, name="paragraph"),
    path(f"{PARAGRAPH}/position/", consolidation.position, name="position"),
    path(f"{PARAGRAPH}/act/", text.paragraph_act, name="paragraph-act"),
    path(f"{PARAGRAPH}/evidence/", evidence.evidence, name="evidence"),
    path(f"{PARAGRAPH}/<slug:language>/", text.paragraph_text, name="paragraph-text"),
]
