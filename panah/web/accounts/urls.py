from django.urls import path

from panah.web.accounts import sign_in
from panah.web.accounts.views import language

urlpatterns = [
    path("language/", language.set_language, name="set_language"),
    path("sign-in/", sign_in.sign_in, name="sign-in"),
    path("sign-in/", sign_in.sign_in, name="account_login"),  # the name that allauth asks for
    path("sign-out/", sign_in.sign_out, name="sign-out"),
    path("sign-out/", sign_in.sign_out, name="account_logout"),
    path("ended/", sign_in.inactive, name="account_inactive"),
    path("first/", sign_in.own_password, name="own-password"),
    path("confirm/", sign_in.confirm, name="account_reauthenticate"),
    path("password/", sign_in.change_password, name="account_change_password"),
    path("code/", sign_in.code, name="mfa_authenticate"),
    path("second-step/", sign_in.second_steps, name="mfa_index"),
    path("second-step/confirm/", sign_in.confirm_code, name="mfa_reauthenticate"),
    path("second-step/app/", sign_in.add_app, name="mfa_activate_totp"),
    path("second-step/app/remove/", sign_in.remove_app, name="mfa_deactivate_totp"),
    path("second-step/codes/", sign_in.view_codes, name="mfa_view_recovery_codes"),
    path("second-step/codes/new/", sign_in.make_codes, name="mfa_generate_recovery_codes"),
    path("second-step/codes/file/", sign_in.download_codes, name="mfa_download_recovery_codes"),
    path("passkey/", sign_in.passkey_sign_in, name="mfa_login_webauthn"),
    path("passkeys/", sign_in.list_passkeys, name="mfa_list_webauthn"),
    path("passkeys/add/", sign_in.add_passkey, name="mfa_add_webauthn"),
    path("passkeys/confirm/", sign_in.confirm_passkey, name="mfa_reauthenticate_webauthn"),
    path("passkeys/<int:pk>/remove/", sign_in.remove_passkey, name="mfa_remove_webauthn"),
    path("passkeys/<int:pk>/name/", sign_in.rename_passkey, name="mfa_edit_webauthn"),
]
