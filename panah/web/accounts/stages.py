"""The last step of a first sign-in: whoever came with the password of a slip chooses one before anything opens."""

from typing import Any

from allauth.account.stages import LoginStage
from allauth.core.internal.httpkit import headed_redirect_response

from panah.foundation.accounts.queries import roles_of

CAME_WITH = "came_with"


class OwnPasswordStage(LoginStage):  # type: ignore[misc]
    """A person who never came in with a password of one's own has no ``last_login``; a new slip takes it back."""

    key = "own_password"
    urlname = "own-password"

    def handle(self) -> tuple[Any, bool]:
        if self.login.user.last_login is None:
            self.state[CAME_WITH] = self.login.user.get_session_auth_hash()
            return headed_redirect_response(self.urlname), True
        return None, True

    def still_holds(self) -> bool:
        """Whether the password of this knock is still the person's, and access has not ended meanwhile."""
        person = self.login.user
        return bool(roles_of(person)) and self.state.get(CAME_WITH) == person.get_session_auth_hash()
