extension ConsoleTemplates {
  /// The pages without a workspace.
  static let outside = ["sign-in": signIn, "error": error, "new-workspace": newWorkspace]

  private static let signIn = """
    <div class="alone-card">
    <div><h1>Sign in</h1><p class="muted">to the console of this server</p></div>
    <div class="panel">
    {{#company}}<a class="btn btn-primary btn-wide" href="{{href}}">{{label}}</a>{{/company}}
    <form class="stack-sm" method="post" action="/console/sign_in">
    <input type="hidden" name="to" value="{{to}}">
    {{#token}}{{> field}}{{/token}}
    <button class="btn{{^company}} btn-primary{{/company}} btn-wide">Sign in</button>
    </form>
    </div>
    <p class="small muted">No access yet? Ask an administrator of your workspace to add you as an operator.</p>
    </div>
    """

  private static let error = """
    <div class="alone-card is-wide">
    <div class="panel"><p class="big-status">Error {{status}}</p><h1>{{heading}}</h1>
    {{#texts}}<p>{{.}}</p>{{/texts}}
    <div class="row">{{#links}}<a class="btn{{#isPrimary}} btn-primary{{/isPrimary}}" href="{{href}}">{{text}}</a>\
    {{/links}}</div>
    <p class="small muted">If it happens again, give your administrator the request ID <code>{{requestID}}</code>.</p>
    </div>
    </div>
    """

  private static let newWorkspace = """
    <div class="alone-card is-wide">
    <div><h1>{{heading}}</h1><p class="muted">A workspace has its own sites, people, keys and operators.</p></div>
    <form class="panel" method="post" action="/console/new_workspace">{{> token}}
    {{#fields}}{{> field}}{{/fields}}
    <button class="btn btn-primary btn-wide" name="step" value="create">Create the workspace</button>
    </form>
    <form method="post" action="/console/sign_out">{{> token}}<button class="btn">\(icon(.exit))Sign out</button></form>
    </div>
    """
}
