"""The last step of a first sign-in: whoever came with the password of a slip chooses one before anything opens."""

from typing import Any

from allauth.account.stages import LoginStage
from allauth.core.internal.httpkit import headed_redirect_response


class OwnPasswordStage(LoginStage):  # type: ignore[misc]
    """A person who never came in with a password of one's own has no ``last_login``; a new slip takes it back."""

    key = "own_password"
    urlname = "own-password"

    def handle(self) -> tuple[Any, bool]:
        if self.login.user.last_login is None:
            return headed_redirect_response(self.urlname), True
        return None, True
