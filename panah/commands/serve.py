"""``panah serve``: answer browsers, by default on this machine alone. Ctrl-C stops it cleanly."""

import ipaddress
import os
import socket
import sys

import click
from django.conf import settings
from django.db import connection
from django.urls import reverse

from panah.commands.migrate import waiting_migrations
from panah.foundation.security.queries import is_marked_as_demo

PORTS = click.IntRange(1, 65535)
PATIENCE = 3
THREADS = 4  # a page waits for the disk more than for the processor


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to answer on.")
@click.option("--port", default=8000, show_default=True, type=PORTS, envvar="PORT", help="Or set PORT.")
@click.option("--workers", default=1, show_default=True, type=click.IntRange(1, 64), help="Processes that answer.")
def command(host: str, port: int, workers: int) -> None:
    """Answer browsers on this machine, until Ctrl-C."""
    if taken(host, port):
        raise click.ClickException(f"Port {port} on {host} is taken. Choose another: PORT={port + 1} make run")
    if waiting_migrations():
        raise click.ClickException("The database is not prepared. Run: panah setup")
    click.echo(welcome(host, port))
    connection.close()
    sys.stdout.flush()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "panah.site.settings")
    os.execv(sys.executable, granian(host, port, workers))


def taken(host: str, port: int) -> bool:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return True
    return False


def welcome(host: str, port: int) -> str:
    shown = "127.0.0.1" if _everywhere(host) else host
    address = f"http://{shown}:{port}"
    door = "/demo/   (demo data: one click for each role)" if is_marked_as_demo() else reverse(settings.LOGIN_URL)
    return "\n".join(
        [
            "",
            f"  Panah is at        {address}/",
            f"  Sign in at         {address}{door}",
            f"  Data               {settings.PANAH_DATA}",
            f"  Keys               {settings.PANAH_KEYS}",
            "  Stop with Ctrl-C",
            "",
        ]
    )


def _everywhere(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_unspecified
    except ValueError:
        return False


def granian(host: str, port: int, workers: int) -> list[str]:
    options = ["--interface", "wsgi", "--host", host, "--port", str(port), "--workers", str(workers)]
    options += ["--blocking-threads", str(THREADS), "--no-ws", "--log-level", "warning"]
    # Ctrl-C reaches the worker twice, from the terminal and from its parent; now and then it then waits for ever.
    options += ["--workers-kill-timeout", str(PATIENCE)]
    return [
        sys.executable,
        "-m",
        "granian",
        *options,
        "panah.site.wsgi:application",
    ]
