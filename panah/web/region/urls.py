from django.urls import path

from panah.web.region import pressing, views

urlpatterns = [
    path("region/", views.region, name="region"),
    path("region/week/", views.week, name="region-week"),
    path("region/<slug:body>/", views.body_page, name="region-body"),
    path("region/<slug:body>/press/", pressing.press_all, name="region-body-press"),
    path("region/<slug:body>/call/", pressing.call, name="region-call"),
    path("region/<slug:body>/desk/press/", pressing.press_at_desk, name="region-desk-press"),
    path("region/<slug:body>/<str:number>/", views.row_page, name="region-row"),
    path("region/<slug:body>/<str:number>/press/", pressing.press_one, name="region-press"),
    path("region/<slug:body>/<str:number>/name/", pressing.name_page, name="region-name"),
]
