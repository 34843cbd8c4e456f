/// The HTML of the list of API keys.
enum KeyTemplates {
  static let list = """
    <div class="page-head">
      <div><h1>API keys</h1><p>For programs. The whole key is shown once, when it is created.</p></div>
      <div class="actions"><button class="btn btn-primary" type="button" popovertarget="new-key">\(icon(.plus))New key</button></div>
    </div>
    {{#secret}}{{> keys/secret}}{{/secret}}
    <div class="panel">
      <div class="table-wrap">
      <table class="table">
        <caption class="visually-hidden">API keys of this workspace, the newest first. {{place}} time.</caption>
        <thead><tr><th scope="col">Name</th><th scope="col" class="col-md">Made by</th><th scope="col" class="nowrap col-md">Created</th><th scope="col" class="nowrap col-sm">Last used</th><th scope="col">State</th><th scope="col" class="end"><span class="visually-hidden">Action</span></th></tr></thead>
        <tbody>
        {{#rows}}
          <tr><th scope="row"><span class="row-link"><span class="row-name">{{name}}</span><span class="sub"><code>{{begin}}_…</code></span></span></th><td class="col-md">{{madeBy}}</td><td class="nowrap col-md">{{#created}}{{> time}}{{/created}}</td><td class="nowrap col-sm">{{#used}}{{> time}}{{/used}}{{^used}}<span class="muted">Never</span>{{/used}}</td><td>{{#badge}}{{> badge}}{{/badge}}{{#revoked}}<span class="muted">Revoked {{> time}}</span>{{/revoked}}</td><td class="end">{{#revokeID}}<button class="btn btn-sm" type="button" popovertarget="{{.}}">Revoke</button>{{/revokeID}}</td></tr>
        {{/rows}}
        </tbody>
      </table>
      </div>
    </div>
    <p class="page-end">For people, add <a href="{{operators}}">operators</a>, who sign in with a token of their own.</p>
    {{#newSheet}}{{> sheet}}{{/newSheet}}
    {{#sheets}}{{> sheet}}{{/sheets}}
    """
}
