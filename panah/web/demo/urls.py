from django.urls import path

from panah.web.demo.views import demo

urlpatterns = [path("", demo, name="demo")]
