/// The HTML of the pages of webhooks.
enum WebhookTemplates {
  static let list = """
    <div class="page-head">
      <div><h1>Webhooks</h1><p>Send signed events to your own systems until they are delivered.</p></div>
      <div class="actions"><a class="btn btn-primary" href="{{newLink}}">\(icon(.plus))New webhook</a></div>
    </div>
    <div class="panel">
    {{#nothing}}{{> empty}}{{/nothing}}
    {{^nothing}}
      <div class="table-wrap">
      <table class="table">
        <caption class="visually-hidden">Webhooks. {{place}} time.</caption>
        <thead><tr><th scope="col">Address</th><th scope="col" class="col-sm">Events</th><th scope="col">State</th><th scope="col" class="num col-sm">Waiting</th><th scope="col" class="end col-md">Last sent</th></tr></thead>
        <tbody>
        {{#rows}}
          <tr><th scope="row"><a class="row-link" href="{{href}}"><span class="row-name">{{url}}</span>{{#note}}<span class="sub only-phone">{{.}}</span>{{/note}}</a></th><td class="col-sm">{{kinds}}</td><td>{{#badge}}{{> badge}}{{/badge}}</td><td class="num col-sm">{{waiting}}</td><td class="end col-md">{{#sent}}{{> time}}{{/sent}}{{^sent}}<span class="muted">Never</span>{{/sent}}</td></tr>
        {{/rows}}
        </tbody>
      </table>
      </div>
    {{/nothing}}
    </div>
    """

  static let webhook = """
    <nav class="crumbs" aria-label="Where you are"><ol><li><a href="{{list}}">Webhooks</a></li><li aria-current="page">{{host}}</li></ol></nav>
    <div class="page-head">
      <div><h1>{{host}} {{#badge}}{{> badge}}{{/badge}}</h1><p>{{url}} – {{kinds}}</p></div>
      <div class="actions">
        <form method="post" action="{{address}}">{{> token}}<button class="btn" name="step" value="test">Send a test event</button></form>
        <a class="btn" href="{{editLink}}">Choose events</a>
        <button class="btn btn-danger" type="button" popovertarget="delete-webhook">Delete</button>
      </div>
    </div>
    {{#secret}}{{> keys/secret}}{{/secret}}
    {{#paused}}
    <div class="notice is-bad" role="status">\(icon(.pause))<div><p><strong>Sending is paused since {{#since}}{{> time}}{{/since}}.</strong> {{text}}</p>
    <div class="row"><form method="post" action="{{address}}">{{> token}}<button class="btn btn-sm btn-primary" name="step" value="resume">Resume, send what waits</button></form></div></div></div>
    {{/paused}}
    <div class="split">
    <div class="stack">
    {{#deliveries}}{{> webhooks/deliveries}}{{/deliveries}}
    {{#attempts}}{{> webhooks/attempts}}{{/attempts}}
    </div>
    <div class="stack">
    <section class="panel" aria-labelledby="delivery">
      <div class="panel-head"><div><h2 id="delivery">Delivery</h2></div></div>
      <div class="panel-body"><dl class="facts">{{#state}}
        <div><dt>Last sent</dt><dd>{{#last}}{{> time}}{{/last}}<span class="sub">{{outcome}}</span></dd></div>
        <div><dt>Waiting</dt><dd>{{waiting}}</dd></div>
        <div><dt>Given up</dt><dd>{{failed}}</dd></div>{{/state}}
      </dl>
      {{#hasTypes}}<details class="more"><summary>Kinds of events</summary><ul>{{#types}}<li><code>{{.}}</code></li>{{/types}}</ul></details>{{/hasTypes}}
      </div>
    </section>
    <section class="panel" aria-labelledby="again">
      <div class="panel-head"><div><h2 id="again">Replay</h2></div></div>
      <form class="panel-body" action="{{replayAction}}"><p class="muted">Sends events again, each with the ID that it had before. The next page says how many.</p>
        {{#replayFields}}{{> field}}{{/replayFields}}
        <button class="btn">\(icon(.refresh))Look at the replay</button></form>
    </section>
    <section class="panel" aria-labelledby="signing-secret">
      <div class="panel-head"><div><h2 id="signing-secret">Signing secret</h2></div></div>
      <form class="panel-body" method="post" action="{{address}}">{{> token}}<p class="muted">With it, anybody can send events that look like those from here.</p>
        <button class="btn" name="step" value="secret">\(icon(.eye))Show the secret</button></form>
    </section>
    <section class="panel" aria-labelledby="developers">
      <div class="panel-head"><div><h2 id="developers">For developers</h2></div></div>
      <div class="panel-body"><details class="more"><summary>Show the identifier</summary><code>{{webhookID}}</code></details></div>
    </section>
    </div>
    </div>
    {{#deletion}}{{> sheet}}{{/deletion}}
    """

  static let deliveries = """
    <section class="panel" aria-labelledby="deliveries">
      <div class="panel-head"><div><h2 id="deliveries">Deliveries</h2><p>Events that wait or failed, and the latest attempts. {{place}} time.</p></div></div>
      {{#hasRows}}
      <div class="table-wrap">
      <table class="table">
        <caption class="visually-hidden">Deliveries, the newest events first</caption>
        <thead><tr><th scope="col">Event</th><th scope="col" class="nowrap col-lg">Happened</th><th scope="col">State</th><th scope="col" class="end col-sm">Response</th></tr></thead>
        <tbody>
        {{#rows}}
          <tr><th scope="row"><a class="row-link" href="{{href}}"><span class="row-name">{{number}}</span><span class="sub"><code>{{kind}}</code></span></a></th><td class="nowrap col-lg">{{#happened}}{{> time}}{{/happened}}</td><td>{{#badge}}{{> badge}}{{/badge}}{{#next}}<span class="sub">again at {{> time}}</span>{{/next}}</td><td class="end col-sm"><span class="muted">{{outcome}}</span></td></tr>
        {{/rows}}
        </tbody>
      </table>
      </div>
      {{#pager}}{{> pager}}{{/pager}}
      {{/hasRows}}
      {{^hasRows}}<p class="panel-body muted">Nothing was sent yet, and nothing waits.</p>{{/hasRows}}
    </section>
    """

  static let attempts = """
    <section class="panel" aria-labelledby="attempts">
      <div class="panel-head"><div><h2 id="attempts">Attempts for event {{number}}</h2></div><a href="{{replayLink}}">Replay from here</a></div>
      {{#hasRows}}
      <div class="table-wrap">
      <table class="table">
        <caption class="visually-hidden">Attempts for event {{number}}, newest first</caption>
        <thead><tr><th scope="col" class="nowrap">When</th><th scope="col">Result</th><th scope="col" class="end">Response</th></tr></thead>
        <tbody>
        {{#rows}}
          <tr><th scope="row" class="nowrap">{{#at}}{{> time}}{{/at}}</th><td>{{#badge}}{{> badge}}{{/badge}}</td><td class="end">{{outcome}}</td></tr>
        {{/rows}}
        </tbody>
      </table>
      </div>
      {{/hasRows}}
      <div class="panel-body">
      {{^hasRows}}<p class="muted">No attempt is stored.</p>{{/hasRows}}
      {{#sent}}<details class="more"><summary>Show what is sent</summary><pre class="code" tabindex="0">{{.}}</pre></details>{{/sent}}
      {{^sent}}<p class="muted">The event is no longer in the log.</p>{{/sent}}
      </div>
    </section>
    """

  static let form = """
    <nav class="crumbs" aria-label="Where you are"><ol><li><a href="{{list}}">Webhooks</a></li><li aria-current="page">{{title}}</li></ol></nav>
    <div class="page-head"><div><h1>{{title}}</h1>\
    {{#address}}<p>Events go to {{.}}. For another address, create another webhook and delete this one.</p>{{/address}}</div></div>
    <form class="panel narrow" method="post" action="{{action}}">{{> token}}<input type="hidden" name="seen" value="{{seen}}">
    <div class="panel-body">
    {{#urlField}}{{> field}}{{/urlField}}
    {{#scopeField}}{{> field}}{{/scopeField}}
    {{#groups}}
    <details class="more"{{#isOpen}} open{{/isOpen}}><summary>{{title}}{{#count}} ({{.}}){{/count}}</summary>
    {{#choices}}<label class="check"><input type="checkbox" name="types" value="{{value}}"{{#isChosen}} checked{{/isChosen}}> <code>{{value}}</code></label>{{/choices}}
    </details>
    {{/groups}}
    </div>
    <div class="sheet-foot"><a class="btn" href="{{back}}">Cancel</a><button class="btn btn-primary" name="step" value="{{step}}">{{button}}</button></div>
    </form>
    """
}
