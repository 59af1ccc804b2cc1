"""Which of our forms stands in for which of allauth's."""

ACCOUNT_FORMS = {
    "login": "kvalitet.signin.forms.LoginForm",
    "reset_password": "kvalitet.signin.forms.ResetPasswordForm",
    "reset_password_from_key": "kvalitet.signin.forms.ResetPasswordKeyForm",
    "change_password": "kvalitet.signin.forms.ChangePasswordForm",
    "reauthenticate": "kvalitet.signin.forms.ReauthenticateForm",
}
MFA_FORMS = {
    "authenticate": "kvalitet.signin.forms.AuthenticateForm",
    "reauthenticate": "kvalitet.signin.forms.ReauthenticateFactorForm",
    "activate_totp": "kvalitet.signin.forms.ActivateTOTPForm",
    "deactivate_totp": "kvalitet.signin.forms.DeactivateTOTPForm",
    "generate_recovery_codes": "kvalitet.signin.forms.RecoveryCodesForm",
    "add_webauthn": "kvalitet.signin.forms.AddPasskeyForm",
    "authenticate_webauthn": "kvalitet.signin.forms.AuthenticatePasskeyForm",
    "login_webauthn": "kvalitet.signin.forms.LoginPasskeyForm",
    "reauthenticate_webauthn": "kvalitet.signin.forms.ReauthenticatePasskeyForm",
}
