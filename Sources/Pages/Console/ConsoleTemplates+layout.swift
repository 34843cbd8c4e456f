extension ConsoleTemplates {
  /// The layouts, and the frame's own pages.
  static let frame = [
    "layout": layout, "alone": alone, "head": head, "navigation": navigation, "topbar": topbar, "account": account,
    "brand": brand, "sprite": sprite, "asking": asking, "message": message,
  ]

  private static let head = """
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <meta name="robots" content="noindex">
    <title>{{title}} – Latchkey</title>
    <link rel="icon" href="{{assets.icon}}" type="image/svg+xml">
    <link rel="stylesheet" href="{{assets.style}}">
    <script src="{{assets.script}}" defer></script>
    {{#refreshSeconds}}<noscript><meta http-equiv="refresh" content="{{.}};url={{refreshAddress}}"></noscript>{{/refreshSeconds}}
    """

  private static let html = "<html lang=\"en\"{{#theme}} data-theme=\"{{.}}\"{{/theme}}>"

  private static let layout = """
    <!doctype html>
    \(html)
    <head>
    {{> head}}
    </head>
    <body class="app">
    {{> sprite}}
    <a class="skip-link" href="#main">Skip to the content</a>
    {{> navigation}}
    {{> topbar}}
    <main class="main" id="main" tabindex="-1">
    <div class="main-inner"{{#liveAddress}} data-live="{{.}}"{{/liveAddress}}\
    {{#refreshSeconds}} data-refresh="{{.}}"{{/refreshSeconds}}>
    <div class="notice is-warn" role="alert" data-when-offline hidden>\(icon(.wifiOff))\
    <p><strong>You are not connected.</strong> The page shows what was true when it was loaded.</p></div>
    {{#notices}}{{> notice}}{{/notices}}
    {{{content}}}
    </div>
    </main>
    </body>
    </html>
    """

  private static let alone = """
    <!doctype html>
    \(html)
    <head>
    {{> head}}
    </head>
    <body class="alone">
    {{> sprite}}
    <a class="skip-link" href="#main">Skip to the content</a>
    <header>{{> brand}}</header>
    <main id="main" tabindex="-1">
    {{#notices}}{{> notice}}{{/notices}}
    {{{content}}}
    </main>
    </body>
    </html>
    """

  private static let brand = """
    <a class="brand" href="/console"><svg class="brand-mark" viewBox="0 0 28 28" aria-hidden="true">\
    <rect width="28" height="28" rx="7"/>\
    <path d="M14 6.5a4.5 4.5 0 0 0-2 8.53L10.8 21.5h6.4L16 15.03A4.5 4.5 0 0 0 14 6.5z"/></svg>Latchkey</a>
    """

  private static let navigation = """
    <nav class="sidebar" id="nav" popover aria-label="Console">
    <div class="sidebar-head">{{> brand}}
    <button class="btn btn-icon only-drawer" popovertarget="nav" popovertargetaction="hide" \
    aria-label="Close the menu">\(icon(.x))</button></div>
    <details class="menu switcher">
    <summary><span class="switcher-name"><span class="visually-hidden">Workspace: </span>{{workspaceName}}\
    <small>{{workspaceKind}}</small></span>\(icon(.chevron))</summary>
    <div class="menu-panel is-start">
    {{#workspaces}}<a href="{{href}}"{{#isCurrent}} aria-current="true"{{/isCurrent}}>{{name}}</a>{{/workspaces}}
    <hr><a href="/console/new_workspace">\(icon(.plus))New workspace</a>
    </div>
    </details>
    <div class="nav">
    {{#groups}}<div>{{#label}}<p class="nav-label">{{.}}</p>{{/label}}<ul>
    {{#entries}}<li><a href="{{href}}"{{#isCurrent}} aria-current="page"{{/isCurrent}}>{{{icon}}}{{title}}</a></li>
    {{/entries}}</ul></div>{{/groups}}
    </div>
    </nav>
    """

  private static let topbar = """
    <header class="topbar">
    <button class="btn btn-icon only-drawer" popovertarget="nav" aria-label="Open the menu">\(icon(.menu))</button>
    <form class="topbar-find" action="{{find}}" role="search">
    <div class="search">\(icon(.search))<label class="visually-hidden" for="find">Find people, stays and doors</label>\
    <input class="input" id="find" name="q" type="search" placeholder="Find people, stays, doors" autocomplete="off"></div>
    </form>
    <div class="topbar-end">
    <p class="topbar-time">{{place}}, {{#clock}}{{> time}}{{/clock}}</p>
    {{> account}}
    </div>
    </header>
    """

  private static let account = """
    <details class="menu">
    <summary><span class="visually-hidden">Account of {{operatorName}}</span>\
    <span class="avatar" aria-hidden="true">{{initials}}</span></summary>
    <div class="menu-panel">
    <p class="menu-note"><strong>{{operatorName}}</strong><br>{{roleName}}</p>
    <hr>
    <form method="post" action="/console/theme">{{> token}}<input type="hidden" name="back" value="{{back}}">
    {{#themes}}<button name="theme" value="{{value}}"{{#isCurrent}} aria-pressed="true"{{/isCurrent}}>\
    \(icon(.moon))Appearance: {{label}}</button>{{/themes}}</form>
    <hr>
    <a href="{{ownSessions}}">\(icon(.user))Your sessions</a>
    <form method="post" action="/console/sign_out">{{> token}}<button>\(icon(.exit))Sign out</button></form>
    </div>
    </details>
    """

  private static let asking = """
    {{#sheet}}<div class="stack narrow">
    <div class="page-head"><div><h1>{{title}}</h1>{{#lead}}<p>{{.}}</p>{{/lead}}</div></div>
    <form class="panel" method="post" action="{{action}}">{{> token}}{{> hidden}}
    <div class="panel-body">
    {{> consequences}}
    {{#fields}}{{> field}}{{/fields}}
    </div>
    <div class="sheet-foot"><a class="btn" href="{{back}}">{{cancel}}</a>\
    <button class="btn {{#isDanger}}btn-danger-fill{{/isDanger}}{{^isDanger}}btn-primary{{/isDanger}}" name="step" \
    value="{{step}}">{{button}}</button></div>
    </form>
    </div>{{/sheet}}
    """

  private static let message = """
    <div class="panel"><div class="empty">{{{icon}}}<h1>{{heading}}</h1>
    {{#texts}}<p>{{.}}</p>{{/texts}}
    <div class="row">{{#links}}<a class="btn{{#isPrimary}} btn-primary{{/isPrimary}}" href="{{href}}">{{text}}</a>\
    {{/links}}</div></div></div>
    """
}
