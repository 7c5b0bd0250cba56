"""The addresses of allauth that Panah needs, each with its policy, our words and no way to write a request into a session."""

import ipaddress
from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from allauth.account import views as account
from allauth.account.internal.decorators import login_stage_required
from allauth.core.exceptions import ReauthenticationRequired
from allauth.mfa.adapter import get_adapter as get_second_step_adapter
from allauth.mfa.base import views as second_step
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as app_codes
from allauth.mfa.webauthn import views as passkeys
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from panah.foundation.accounts.queries import actor_of, roles_of
from panah.foundation.security.pages import Request, page, public
from panah.foundation.security.permissions import Permission
from panah.web.accounts import forms, stages
from panah.web.accounts.actions import choose_password
from panah.web.accounts.queries import role_needs_second_step

View = Callable[..., HttpResponseBase]
_own = page(Permission.SELF_MANAGE)


def knows_passkeys(request: HttpRequest) -> bool:
    """Browsers bind a passkey to a name: at a bare number such as 127.0.0.1 they refuse."""
    host = request.get_host().rsplit(":", 1)[0].strip("[]")
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return True
    return False


def _asks_again(view: View) -> View:
    """Ask for the password first. allauth would keep a post with cookies and address in the session; we keep nothing."""

    @wraps(view)
    def run(request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.has_usable_password():  # type: ignore[union-attr]
            return redirect("me")  # somebody of the demo, who has no password to be asked for
        try:
            return view(request, *args, **kwargs)
        except ReauthenticationRequired:
            return redirect(f"{reverse('account_reauthenticate')}?{urlencode({'next': request.path}, safe='/')}")

    return run


class _SignIn(account.LoginView):  # type: ignore[misc]
    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        is_locked = hasattr(request, "actor_behind_lock")
        if request.user.is_authenticated and not request.actor.is_person and not is_locked:
            logout(request)  # all roles have ended: without this, sign-in and Today would send each other the person
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "knows_passkeys": knows_passkeys(self.request)}


class _SecondSteps(second_step.IndexView):  # type: ignore[misc]
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        more = {
            "knows_passkeys": knows_passkeys(self.request),
            "needs_second_step": role_needs_second_step(self.request.user),
        }
        return {**super().get_context_data(**kwargs), **more}


class _RemovePasskey(passkeys.RemoveWebAuthnView):  # type: ignore[misc]
    """allauth asks the adapter before an app is taken off, but not before a passkey is."""

    def form_valid(self, form: Any) -> HttpResponse:
        adapter = get_second_step_adapter()
        if not adapter.can_delete_authenticator(self.get_object()):
            messages.error(self.request, adapter.error_messages["cannot_delete_authenticator"])
            return redirect("mfa_list_webauthn")
        response: HttpResponse = super().form_valid(form)
        return response


@login_stage_required(stage=stages.OwnPasswordStage.key, redirect_urlname="account_login")  # type: ignore[untyped-decorator]
def _own_password(request: Any) -> HttpResponse:
    """Not signed in yet: only the right password of a slip, and the second step where there is one, lead here."""
    stage = request._login_stage
    person = stage.login.user
    if not stage.still_holds():
        aborted: HttpResponse = stage.abort()
        return aborted
    form = forms.NewPasswordForm(request.POST or None, person=person)
    if request.method == "POST" and form.is_valid():
        by = actor_of(roles_of(person)[0])
        stage.login.user = choose_password(by=by, person=person, password=form.cleaned_data["password1"])
        response: HttpResponse = stage.exit()
        return response
    return render(request, "accounts/own_password.html", {"form": form})


sign_in = public("the door: whoever has a username and a password may knock")(_SignIn.as_view())
sign_out = public("whoever is in may leave, also from a locked page")(require_POST(account.logout))
inactive = public("says that access has ended, and to whom to speak")(account.account_inactive)
code = public("the second step of a sign-in that has begun")(second_step.authenticate)
passkey_sign_in = public("the door for people with a passkey")(passkeys.login_webauthn)
own_password = public("the last step of a first sign-in")(
    sensitive_post_parameters("password1", "password2")(_own_password)
)

confirm = _own(_asks_again(account.reauthenticate))
confirm_code = _own(_asks_again(second_step.reauthenticate))
confirm_passkey = _own(_asks_again(passkeys.reauthenticate_webauthn))
change_password = _own(_asks_again(account.password_change))
second_steps = _own(_SecondSteps.as_view())
add_app = _own(_asks_again(app_codes.activate_totp))
remove_app = _own(_asks_again(app_codes.deactivate_totp))
view_codes = _own(_asks_again(recovery_codes.view_recovery_codes))
make_codes = _own(_asks_again(recovery_codes.generate_recovery_codes))
download_codes = _own(_asks_again(recovery_codes.download_recovery_codes))
list_passkeys = _own(passkeys.list_webauthn)
add_passkey = _own(_asks_again(passkeys.add_webauthn))
remove_passkey = _own(_asks_again(_RemovePasskey.as_view()))
rename_passkey = _own(_asks_again(passkeys.edit_webauthn))
