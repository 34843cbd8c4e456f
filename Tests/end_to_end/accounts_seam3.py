"""Accounts, webviews, sessions, webhooks and workspaces with the newest SDK. OPERATOR_TOKEN is a personal access token."""
import os

from seam import Seam, SeamWithoutWorkspace

from seam3_refusals import refused

seam = Seam()

# Connect webviews.
webview = seam.connect_webviews.create(accepted_providers=["salto_ks"], custom_metadata={"house": "A"})
shown = {"connect_webview_id": webview.connect_webview_id}
assert seam.connect_webviews.get(**shown).url == webview.url
assert [one.connect_webview_id for one in seam.connect_webviews.list()] == [webview.connect_webview_id]

# Client sessions.
session = seam.client_sessions.create(user_identifier_key="app")
which = {"client_session_id": session.client_session_id}
assert seam.client_sessions.get(**which).token == session.token
assert seam.client_sessions.get_or_create(user_identifier_key="app").token == session.token
seam.client_sessions.grant_access(connect_webview_ids=[webview.connect_webview_id], **which)
assert [one.client_session_id for one in seam.client_sessions.list()] == [session.client_session_id]
seam.client_sessions.revoke(**which)
seam.client_sessions.delete(**which)
refused(404, "client_session_not_found", lambda: seam.client_sessions.get(**which))
seam.connect_webviews.delete(**shown)

# Webhooks.
hook = seam.webhooks.create(url="https://example.com/events", event_types=["acs_user.created"])
named = {"webhook_id": hook.webhook_id}
assert hook.secret and seam.webhooks.get(**named).url == "https://example.com/events"
seam.webhooks.update(event_types=["acs_user.deleted"], **named)
assert [one.event_types for one in seam.webhooks.list()] == [["acs_user.deleted"]]
seam.webhooks.delete(**named)

# Connected accounts.
account = seam.connected_accounts.list()[0]
mine = {"connected_account_id": account.connected_account_id}
seam.connected_accounts.sync(**mine)
seam.connected_accounts.update(custom_metadata={"house": "A"}, display_name="The house", **mine)
assert seam.connected_accounts.get(**mine).display_name == "The house"
seam.connected_accounts.simulate.disconnect(**mine)
assert [error.error_code for error in seam.connected_accounts.get(**mine).errors] == ["account_disconnected"]
seam.connected_accounts.delete(**mine)
refused(404, "connected_account_not_found", lambda: seam.connected_accounts.get(**mine))

# Workspaces.
assert len(seam.workspaces.list()) == 1
seam.workspaces.update(name="The guide's")
assert seam.workspaces.get().name == "The guide's"
many = SeamWithoutWorkspace(personal_access_token=os.environ["OPERATOR_TOKEN"], endpoint=os.environ["SEAM_ENDPOINT"])
assert many.workspaces.create(name="Another", is_sandbox=True).name == "Another"
assert seam.workspaces.reset_sandbox(wait_for_action_attempt=False).action_type == "RESET_SANDBOX_WORKSPACE"
print("done")
