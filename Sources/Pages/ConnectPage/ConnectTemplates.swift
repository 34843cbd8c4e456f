import Core

/// The page's HTML: one layout and the content of each pane. The templates escape all values.
enum ConnectTemplates {
  static let frame = PageTemplates.frame(
    language: "en",
    head: """
      {{#refresh}}<meta http-equiv="refresh" content="0;url={{.}}">{{/refresh}}
      {{#reloads}}<meta http-equiv="refresh" content="2">{{/reloads}}
      {{#reloadsWithoutScripts}}<noscript><meta http-equiv="refresh" content="10"></noscript>{{/reloadsWithoutScripts}}
      <title>{{title}}</title>
      <style>{{{style}}}</style>
      {{#looks}}<style>{{{.}}}</style>{{/looks}}
      """,
    body: """
      <main>
      <h1>{{title}}</h1>
      {{#fault}}<p class="fault" role="alert" id="fault">{{.}}</p>{{/fault}}
      {{{content}}}
      </main>
      {{#script}}<script>{{{.}}}</script>{{/script}}
      """)

  static let introduction = """
    <p><strong>{{workspace}}</strong> asks to connect your building's access control.</p>
    <p>You sign in as a site's administrator, choose sites, and say yes before anything is changed.</p>
    <form method="post">{{{token}}}
    <button name="step" value="proceed" autofocus>Continue</button>
    <button name="step" value="cancel" class="quiet">Cancel</button>
    </form>
    """

  static let opener = """
    <p><strong>{{workspace}}</strong> asks to connect your building's access control.</p>
    <p>You sign in as a site's administrator, in a window of its own, and say yes there before anything is changed.</p>
    <form method="post" target="_blank">{{{token}}}
    <button name="step" value="open" autofocus>Continue in a new window</button>
    </form>
    """

  static let elsewhere = """
    <p role="status">The sign-in goes on in a window of its own. This page shows when it is done.</p>
    <form method="post" target="_blank">{{{token}}}
    <button name="step" value="open" class="quiet">Open the window again</button>
    </form>
    """

  static let cookieMissing = """
    <p>Your browser did not send the cookie that this page needs. Allow cookies for this site, then open the link again.</p>
    <form method="post" target="_blank">{{{token}}}
    <button name="step" value="open" class="quiet">Open the page in a new window</button>
    </form>
    """

  static let providers = """
    <p>Which access system do your doors use?</p>
    <form method="post">{{{token}}}<input type="hidden" name="step" value="choose">
    {{#providers}}<button name="provider" value="{{key}}">{{name}}</button>{{/providers}}
    </form>
    """

  static let signIn = """
    <p>Sign in to {{provider}} as the administrator of a site.</p>
    <form method="post">{{{token}}}<input type="hidden" name="step" value="sign_in">
    <label for="username">E-mail address</label>
    <input id="username" name="username" type="email" autocomplete="username" required autofocus{{#fault}} aria-describedby="fault"{{/fault}}>
    <label for="password">Password</label>
    <input id="password" name="password" type="password" autocomplete="current-password" required{{#fault}} aria-invalid="true" aria-describedby="fault"{{/fault}}>
    <button>Sign in</button>
    </form>
    {{#leaves}}<form method="post">{{{token}}}<button name="step" value="leave" class="quiet">Sign in on {{provider}}’s own page</button></form>{{/leaves}}
    <form method="post">{{{token}}}<button name="step" value="cancel" class="quiet">Cancel</button></form>
    <p class="small">The password is used only for this sign-in and is not stored.</p>
    """

  static let sites = """
    <form method="post">{{{token}}}<input type="hidden" name="step" value="select">
    <fieldset{{#fault}} aria-describedby="fault"{{/fault}}><legend>Choose the sites to connect</legend>
    {{#sites}}<label class="choice"><input type="checkbox" name="site" value="{{id}}"{{#chosen}} checked{{/chosen}}{{#locked}} disabled{{/locked}}>
    <span><strong>{{name}}</strong><br><small>{{seats}}{{#locked}} – not handed over by the installer yet{{/locked}}</small></span></label>
    {{/sites}}</fieldset>
    <button>Continue</button>
    </form>
    <form method="post">{{{token}}}<button name="step" value="back" class="quiet">Sign in with another account</button></form>
    """

  static let confirmation = """
    <p><strong>{{partner}}</strong> requests access for its workspace <strong>{{workspace}}</strong>. An integration user will be added to these sites of {{provider}} as an administrator:</p>
    <ul id="sites">{{#sites}}<li>{{name}}</li>{{/sites}}</ul>
    <p>With this user, {{partner}} can:</p>
    <ul id="rights">
    <li>create, update, suspend and delete users</li>
    <li>add users to access groups and remove them</li>
    <li>issue and revoke PIN codes, mobile keys and cards</li>
    <li>read entries: who opened which door, and when</li>
    <li>unlock doors remotely</li>
    </ul>
    <p>You can revoke this access at any time by removing that user in {{provider}}.</p>
    <form method="post">{{{token}}}
    <button name="step" value="allow" autofocus>Yes, allow</button>
    <button name="step" value="back" class="quiet">Back</button>
    <button name="step" value="cancel" class="quiet">Cancel</button>
    </form>
    """

  static let importing = """
    <p role="status">Your sites are connected. Doors and people are being imported: {{people}} people so far.</p>
    <p class="small">This page continues automatically. You can also close it.</p>
    """

  static let ending = """
    <p>{{text}}</p>
    {{#redirect}}<p>Continue to <strong>{{origin}}</strong>.</p>
    <p><a href="{{link}}" rel="noreferrer">Continue</a></p>{{/redirect}}
    """

  /// The ground of the style's text.
  static let grounds = PageGrounds(
    light: Color(red: 0xf6, green: 0xf7, blue: 0xf9), dark: Color(red: 0x1d, green: 0x21, blue: 0x27))

  static let style = """
    :root{color-scheme:light dark;--ink:#1b1f24;--paper:#f6f7f9;--card:#fff;--line:#c9ced6;--accent:#0b57d0;--brand:var(--accent);--on-brand:#fff;--bad:#b3261e}
    @media(prefers-color-scheme:dark){:root{--ink:#e7e9ee;--paper:#14171b;--card:#1d2127;--line:#444b55;--accent:#8ab4f8;--on-brand:#10243f;--bad:#f2b8b5}}
    *{box-sizing:border-box}
    body{margin:0;background:var(--paper);color:var(--ink);font:1rem/1.5 system-ui,sans-serif}
    main{max-width:26rem;margin:8vh auto;padding:1.5rem;background:var(--card);border:1px solid var(--line);border-radius:.75rem}
    @media(max-width:30rem){main{margin:0;border:0;border-radius:0;min-height:100vh}}
    h1{font-size:1.375rem;line-height:1.25;margin:0 0 1rem;overflow-wrap:anywhere}
    p,li,strong{overflow-wrap:anywhere}
    label{display:block;margin:1rem 0 .25rem;font-weight:600}
    input[type=email],input[type=password]{width:100%;min-height:2.75rem;padding:.5rem .75rem;font:inherit;color:inherit;background:transparent;border:1px solid var(--line);border-radius:.5rem}
    input[aria-invalid]{border-color:var(--bad)}
    fieldset{border:0;padding:0;margin:0}legend{padding:0;font-weight:600}
    .choice{display:flex;gap:.75rem;align-items:flex-start;min-height:2.75rem;padding:.75rem;margin:.75rem 0;border:1px solid var(--line);border-radius:.5rem;font-weight:400}
    .choice input{width:1.25rem;height:1.25rem;margin:.125rem 0 0;accent-color:var(--accent)}
    button{display:block;width:100%;min-height:2.75rem;margin:1rem 0 0;padding:.5rem 1rem;font:inherit;font-weight:600;color:var(--on-brand);background:var(--brand);border:1px solid var(--accent);border-radius:.5rem;cursor:pointer}
    .quiet{color:inherit;background:transparent;border-color:var(--line);font-weight:400}
    :focus-visible{outline:3px solid var(--accent);outline-offset:2px}
    .fault{margin:0 0 1rem;padding:.75rem;border:1px solid var(--bad);border-radius:.5rem;color:var(--bad)}
    .small,small{font-size:.875rem}a{color:var(--accent)}
    """

  /// Notifies the embedding page, if any, of the result.
  static let reportsSuccess = script("connect_webview.login_succeeded")
  static let reportsFailure = script("connect_webview.login_failed")

  /// Shows the progress in the window that was opened.
  static let follows =
    "document.querySelector(\"form\").addEventListener(\"submit\",()=>setTimeout(()=>location.reload(),1500))"

  private static func script(_ type: String) -> String {
    "if(parent!==window)parent.postMessage({event:{event_type:\"\(type)\"}},\"*\")"
  }
}
