from django.urls import path

from panah.web.numbers import views

urlpatterns = [
    path("indicators/", views.figures, name="figures"),
    path("indicators/<slug:code>/", views.indicator, name="indicator"),
    path("indicators/<slug:code>/rows/", views.indicator_rows, name="indicator-rows"),
    path("indicators/<slug:code>/rows/file/", views.indicator_rows_file, name="indicator-rows-file"),
]
