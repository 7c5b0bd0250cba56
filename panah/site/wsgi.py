"""The door for the server: ``granian --interface wsgi panah.site.wsgi:application``."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "panah.site.settings")
application = get_wsgi_application()
