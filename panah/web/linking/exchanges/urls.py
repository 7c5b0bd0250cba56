from django.urls import path

from panah.web.linking.exchanges import views

urlpatterns = [
    path("same/exchanges/", views.exchange_list, name="exchange-list"),
    path("same/exchanges/new/", views.new, name="exchange-new"),
    path("same/exchanges/organisations/new/", views.new_counterpart, name="counterpart-new"),
    path("same/exchanges/organisations/<str:code>/", views.counterpart, name="counterpart"),
    path("same/exchanges/organisations/<str:code>/end/", views.end, name="counterpart-end"),
    path("same/exchanges/<str:code>/", views.exchange, name="exchange"),
    path("same/exchanges/<str:code>/approve/", views.approve, name="exchange-approve"),
    path("same/exchanges/<str:code>/withdraw/", views.withdraw, name="exchange-withdraw"),
    path("same/elsewhere/<str:code>/", views.found_elsewhere, name="found-elsewhere"),
]
