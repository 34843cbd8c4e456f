/// The HTML of the audit.
enum AuditTemplates {
  static let list = """
    <div class="page-head">
      <div><h1>Audit log</h1><p>Who changed what, newest first. {{place}} time.</p></div>
      <div class="actions">
        <a class="btn" href="{{csv}}">\(icon(.download))Export CSV</a><a class="btn" href="{{json}}">\(icon(.download))Export JSON</a>
      </div>
    </div>
    <form class="filters" role="search" aria-label="Audit log" action="{{action}}">
      <div class="search">\(icon(.search))<label class="visually-hidden" for="q">Search the audit log</label><input class="input" id="q" name="q" type="search" value="{{search}}" placeholder="Person, door or request ID" autocomplete="off"></div>
      {{#fields}}{{> field}}{{/fields}}
      <div class="search">\(icon(.search))<label class="visually-hidden" for="subject">Identifier of a person, stay or door</label><input class="input" id="subject" name="subject" type="search" value="{{subjectID}}" placeholder="Identifier" autocomplete="off"></div>
      <button class="btn">Apply</button>
      {{#all}}<a class="btn" href="{{.}}">Show all</a>{{/all}}
    </form>
    <div class="panel">
      {{#empty}}{{> empty}}{{/empty}}
      {{^empty}}
      <div class="table-wrap">
      <table class="table">
        <caption class="visually-hidden">Audit log, newest first. {{place}} time.</caption>
        <thead><tr><th scope="col" class="nowrap">When</th><th scope="col">By</th><th scope="col">What</th><th scope="col" class="col-sm">About</th><th scope="col" class="end nowrap col-md">From</th></tr></thead>
        <tbody>
        {{#rows}}
          {{> audit/row}}
        {{/rows}}
        </tbody>
      </table>
      </div>
      {{#pager}}{{> pager}}{{/pager}}
      {{/empty}}
    </div>
    <section class="panel" aria-labelledby="verify">
      <div class="panel-head"><div><h2 id="verify">Was it altered?</h2><p>Each entry has a hash of itself and of the one before it.</p></div></div>
      <form class="panel-body narrow" method="post" action="{{action}}">{{> token}}
        {{#headField}}{{> field}}{{/headField}}
        <button class="btn" name="step" value="verify">\(icon(.shield))Verify</button></form>
    </section>
    """

  static let row = """
    <tr><th scope="row" class="nowrap">{{#at}}{{> time}}{{/at}}</th>\
    <td>{{author}}<span class="sub">{{how}}</span>{{#address}}<span class="sub only-phone">{{.}}</span>{{/address}}</td>\
    <td>{{what}}{{#lines}}<span class="sub">{{.}}</span>{{/lines}}\
    {{#isErased}}<span class="sub">Texts about a person were erased.</span>{{/isErased}}\
    {{#omitted}}<span class="sub">{{.}}</span>{{/omitted}}\
    <details class="more"><summary>Details</summary>\
    {{#rest}}<span class="sub">{{.}}</span>{{/rest}}\
    <span class="sub">Entry {{sequence}}: <a href="{{operationLink}}"><code>{{operation}}</code></a></span>\
    {{#requestID}}<span class="sub">Request <code>{{.}}</code></span>{{/requestID}}\
    {{#identifiers}}<span class="sub">{{name}}: <a href="{{href}}"><code>{{id}}</code></a></span>{{/identifiers}}\
    <span class="sub">Hash <code>{{hash}}</code></span></details></td>\
    <td class="col-sm links">{{#subjects}}<a href="{{href}}">{{name}}</a> {{/subjects}}</td>\
    <td class="end nowrap col-md"><span class="muted">{{#address}}{{.}}{{/address}}{{^address}}–{{/address}}</span></td></tr>
    """
}
