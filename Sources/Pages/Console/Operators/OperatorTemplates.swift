import Wire

/// The HTML of the pages of operators.
enum OperatorTemplates {
  static let list = """
    <div class="page-head">
      <div><h1>Operators</h1><p>People who use this console, and what each may do.</p></div>
      <div class="actions"><a class="btn" href="{{ownSessions}}">Your sessions</a>
      <button class="btn btn-primary" type="button" popovertarget="new-operator">\(icon(.plus))Add an operator</button></div>
    </div>
    <div class="panel">
      <div class="table-wrap">
      <table class="table">
        <caption class="visually-hidden">Operators of this workspace. {{place}} time.</caption>
        <thead><tr><th scope="col">Operator</th><th scope="col">Role</th><th scope="col" class="col-md">Signed in</th><th scope="col" class="end nowrap col-sm">Last used</th></tr></thead>
        <tbody>
        {{#rows}}
          <tr><th scope="row"><a class="row-link" href="{{href}}"><span class="person"><span class="avatar" aria-hidden="true">{{initials}}</span><span><span class="row-name">{{name}}</span>{{#isOwn}} <span class="muted">(you)</span>{{/isOwn}}{{#email}}<span class="sub">{{.}}</span>{{/email}}</span></span></a></th><td>{{role}}</td><td class="col-md">{{sessions}}</td><td class="end nowrap col-sm">{{#used}}{{> time}}{{/used}}{{^used}}<span class="muted">–</span>{{/used}}</td></tr>
        {{/rows}}
        </tbody>
      </table>
      </div>
    </div>
    {{> operators/roles}}
    {{#newSheet}}{{> sheet}}{{/newSheet}}
    """

  static let roles = """
    <section class="panel" aria-labelledby="roles">
      <div class="panel-head"><div><h2 id="roles">What each role may do</h2></div></div>
      <div class="table-wrap">
      <table class="table yes-no">
        <caption class="visually-hidden">What each role may do</caption>
        <thead><tr><th scope="col"><span class="visually-hidden">Task</span></th>\(OperatorRole.allCases.map { "<th scope=\"col\">\($0.title)</th>" }.joined())</tr></thead>
        <tbody>
        \(powers.map { powerRow($0.task, $0.least) }.joined(separator: "\n"))
        </tbody>
      </table>
      </div>
    </section>
    """

  private static let powers: [(task: String, least: OperatorRole)] = [
    ("See people, doors and activity", .viewer), ("Add, change and end stays", .frontDesk),
    ("Open a door, see a PIN", .frontDesk), ("Suspend people and stop phones", .frontDesk),
    ("Connect sites, use API keys and webhooks", .administrator),
    ("Change operators, read the audit log", .administrator),
  ]

  private static func powerRow(_ task: String, _ least: OperatorRole) -> String {
    let cells = OperatorRole.allCases.map { role in
      let (state, sign, word) = role >= least ? ("is-ok", icon(.check), "Yes") : ("is-quiet", icon(.x), "No")
      return "<td><span class=\"state \(state)\">\(sign)<span>\(word)</span></span></td>"
    }
    return "<tr><th scope=\"row\">\(task)</th>\(cells.joined())</tr>"
  }

  static let person = """
    <nav class="crumbs" aria-label="Where you are"><ol><li><a href="{{list}}">Operators</a></li><li aria-current="page">{{name}}</li></ol></nav>
    <div class="page-head">
      <div><div class="page-title"><span class="avatar is-large" aria-hidden="true">{{initials}}</span><div>
        <h1>{{name}}{{#isOwn}} <span class="muted">(you)</span>{{/isOwn}}</h1>
        <p>{{roleTitle}}{{#email}}, {{.}}{{/email}}</p>
      </div></div></div>
      <div class="actions">
        <button class="btn" type="button" popovertarget="operator-edit">Edit</button>
        <button class="btn" type="button" popovertarget="operator-role">Change the role</button>
        <button class="btn btn-danger" type="button" popovertarget="operator-remove">Remove</button>
      </div>
    </div>
    {{#secret}}{{> keys/secret}}{{/secret}}
    <div class="split">
    <div class="stack">
    {{#tokens}}{{> operators/tokens}}{{/tokens}}
    {{#sessions}}{{> operators/sessions}}{{/sessions}}
    </div>
    <div class="stack">
    <section class="panel" aria-labelledby="facts">
      <div class="panel-head"><div><h2 id="facts">Operator</h2></div></div>
      <div class="panel-body"><dl class="facts">
        <div><dt>Role</dt><dd>{{roleTitle}}<span class="sub">{{powers}}</span></dd></div>
        {{#issuer}}<div><dt>Company account</dt><dd>{{.}} <button class="btn btn-sm" type="button" popovertarget="operator-unlink">Unlink</button></dd></div>{{/issuer}}
        <div><dt>Added</dt><dd>{{#created}}{{> time}}{{/created}}</dd></div>
        <div><dt>Changes</dt><dd><a href="{{changes}}">In the audit log</a></dd></div>
      </dl>
      <details class="more"><summary>For developers</summary><code>{{operatorID}}</code></details></div>
    </section>
    </div>
    </div>
    {{#sheets}}{{> sheet}}{{/sheets}}
    """

  static let tokens = """
    <section class="panel" aria-labelledby="tokens">
      <div class="panel-head"><div><h2 id="tokens">Access tokens</h2><p>To sign in, and for the command line.</p></div>
      <button class="btn btn-sm" type="button" popovertarget="token-new">\(icon(.plus))New token</button></div>
      {{#hasRows}}
      <div class="table-wrap">
      <table class="table">
        <caption class="visually-hidden">Access tokens, the newest first. {{place}} time.</caption>
        <thead><tr><th scope="col">Name</th><th scope="col" class="nowrap col-md">Created</th><th scope="col" class="nowrap col-sm">Last used</th><th scope="col" class="end"><span class="visually-hidden">Action</span></th></tr></thead>
        <tbody>
        {{#rows}}
          <tr><th scope="row"><span class="row-link"><span class="row-name">{{name}}</span><span class="sub"><code>{{begin}}_…</code></span></span></th><td class="nowrap col-md">{{#created}}{{> time}}{{/created}}</td><td class="nowrap col-sm">{{#used}}{{> time}}{{/used}}{{^used}}<span class="muted">Never</span>{{/used}}</td><td class="end">{{#revoked}}<span class="muted">Revoked {{> time}}</span>{{/revoked}}{{#revokeID}}<button class="btn btn-sm" type="button" popovertarget="{{.}}">Revoke</button>{{/revokeID}}</td></tr>
        {{/rows}}
        </tbody>
      </table>
      </div>
      {{/hasRows}}
      {{^hasRows}}<p class="panel-body muted">No token yet, so {{name}} cannot sign in by one.</p>{{/hasRows}}
    </section>
    """

  static let sessions = """
    <section class="panel" aria-labelledby="sessions">
      <div class="panel-head"><div><h2 id="sessions">Browsers</h2><p>Where {{name}} is signed in. {{place}} time.</p></div></div>
      {{#hasRows}}
      <div class="table-wrap">
      <table class="table">
        <caption class="visually-hidden">Sessions in browsers, the latest first. {{place}} time.</caption>
        <thead><tr><th scope="col" class="nowrap">Signed in</th><th scope="col" class="nowrap col-sm">Last used</th><th scope="col" class="nowrap col-md">Ends without use</th><th scope="col" class="end"><span class="visually-hidden">Action</span></th></tr></thead>
        <tbody>
        {{#rows}}
          <tr><th scope="row" class="nowrap">{{#opened}}{{> time}}{{/opened}} {{#badge}}{{> badge}}{{/badge}}</th><td class="nowrap col-sm">{{#used}}{{> time}}{{/used}}</td><td class="nowrap col-md">{{#expires}}{{> time}}{{/expires}}</td><td class="end">{{#end}}{{> form}}{{/end}}</td></tr>
        {{/rows}}
        </tbody>
      </table>
      </div>
      {{/hasRows}}
      {{^hasRows}}<p class="panel-body muted">No browser is signed in.</p>{{/hasRows}}
    </section>
    """

  static let own = """
    <div class="page-head">
      <div><h1>Your sessions</h1><p>You are {{name}}, with the role {{roleTitle}}. {{powers}}</p></div>
    </div>
    {{#sessions}}{{> operators/sessions}}{{/sessions}}
    <p class="page-end">End the sessions that you do not know. Then ask an administrator to revoke your token and to create another.</p>
    """
}
