from django.urls import path

from panah.web.family import views

urlpatterns = [
    path("c/<str:code>/family/", views.family, name="family"),
    path("c/<str:code>/family/names/", views.names, name="family-names"),
    path("c/<str:code>/family/join/", views.join, name="family-join"),
    path("c/<str:code>/family/leave/", views.leave, name="family-leave"),
    path("c/<str:code>/family/change/", views.change, name="family-change"),
    path("c/<str:code>/family/adult/", views.adult_new, name="adult-new"),
    path("c/<str:code>/family/<uuid:adult_id>/", views.adult, name="adult"),
    path("c/<str:code>/family/<uuid:adult_id>/change/", views.adult_change, name="adult-change"),
    path("c/<str:code>/family/<uuid:adult_id>/sealed/", views.adult_sealed, name="adult-sealed"),
    path("c/<str:code>/family/<uuid:adult_id>/safety/", views.adult_safety, name="adult-safety"),
    path("c/<str:code>/child/", views.basics, name="case-basics"),
    path("c/<str:code>/names/", views.name_add, name="case-name-add"),
    path("c/<str:code>/category/", views.category, name="case-category"),
    path("c/<str:code>/reach/", views.reach, name="case-reach"),
    path("c/<str:code>/consent/", views.consent, name="case-consent"),
    path("c/<str:code>/consent/withdraw/", views.withdraw, name="consent-withdraw"),
    path("consents/<str:asked>/", views.ask_anew, name="consent-ask"),
    path("c/<str:code>/override/", views.override_new, name="case-override"),
    path("overrides/<uuid:override_id>/", views.override, name="override"),
    path("c/<str:code>/eighteen/", views.eighteen, name="case-eighteen"),
]
