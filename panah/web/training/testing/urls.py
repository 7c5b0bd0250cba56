from django.urls import path

from panah.web.training.testing import answers, events, handing, items, papers, practice

urlpatterns = [
    path("tests/", papers.paper_list, name="training-test-list"),
    path("tests/new/", papers.new, name="training-test-new"),
    path("tests/<str:code>/", papers.paper, name="training-test"),
    path("tests/<str:code>/name/", papers.name, name="training-test-name"),
    path("tests/<str:code>/ready/", papers.ready, name="training-test-ready"),
    path("tests/<str:code>/version/", papers.version, name="training-test-version"),
    path("tests/<str:code>/retire/", papers.retire, name="training-test-retire"),
    path("tests/<str:code>/sheet/", papers.sheet, name="training-test-sheet"),
    path("tests/<str:code>/new/", items.new, name="training-test-item-new"),
    path("tests/<str:code>/<int:number>/", items.change, name="training-test-item"),
    path("tests/<str:code>/<int:number>/drop/", items.drop, name="training-test-item-drop"),
    path("training/<str:code>/test/", events.results, name="training-test-event"),
    path("training/<str:code>/test/paper/", events.paper, name="training-test-paper"),
    path("training/<str:code>/test/after/", events.after, name="training-test-after"),
    path("training/<str:code>/test/table/", answers.table, name="training-test-table"),
    path("training/<str:code>/test/<str:wave>/<str:own>/", answers.typed, name="training-test-typed"),
    path("training/<str:code>/practice/", practice.results, name="practice-results"),
    path("training/<str:code>/practice/sent/", practice.sent_links, name="practice-sent"),
    path("training/<str:code>/practice/slips/", handing.slips, name="practice-slips"),
    path("training/<str:code>/practice/<str:own>/hand/", handing.hand, name="practice-hand"),
    path("training/<str:code>/practice/<str:own>/", practice.called, name="practice-called"),
    path("training/<str:code>/practice/<str:own>/away/", practice.not_reached, name="practice-not-reached"),
]
