/// The browser that signed in at a connect webview, and the ticket for a window of its own. A sign-in from before is
/// nobody's, and is begun anew.
let webviewBrowserColumns = [
  "ALTER TABLE connect_webviews ADD COLUMN browser_hash TEXT",
  "ALTER TABLE connect_webviews ADD COLUMN ticket_hash TEXT",
]
