from django.urls import path

from panah.web.accounts.views import stopping

urlpatterns = [path("<str:token>/", stopping.stop, name="stop-messages")]
