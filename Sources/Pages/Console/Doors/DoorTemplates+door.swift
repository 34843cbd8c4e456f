extension DoorTemplates {
  static let door = """
    <nav class="crumbs" aria-label="Where you are"><ol><li><a href="{{list}}">Doors</a></li><li aria-current="page">{{name}}</li></ol></nav>
    <div class="page-head">
      <div><h1>{{name}} {{#badge}}{{> badge}}{{/badge}}{{#state}}{{> doors/state}}{{/state}}</h1><p>{{summary}}</p></div>
      <div class="actions"><a class="btn" href="#print" data-print>\(icon(.print))Print</a>{{#sheet}}<button class="btn btn-primary" type="button" popovertarget="open-now">\(icon(.unlock))Open now</button>{{/sheet}}</div>
    </div>
    <div class="split">
      <div class="stack">
      {{#openers}}{{> doors/openers}}{{/openers}}
      {{#others}}{{> doors/others}}{{/others}}
      {{#entries}}{{> doors/entries}}{{/entries}}
      </div>
      <div class="stack">
      {{#plot}}{{> doors/plot}}{{/plot}}
      {{#lock}}{{> doors/lock}}{{/lock}}
      </div>
    </div>
    {{#sheet}}{{> sheet}}{{/sheet}}
    """

  static let openers = """
    <section class="panel" aria-labelledby="who">
      <div class="panel-head"><h2 id="who">Who can open it</h2>
        <form class="row" action="#who">{{#day}}<input type="hidden" name="day" value="{{.}}">{{/day}}<label class="visually-hidden" for="at">At this time</label><input class="input moment" id="at" name="at" type="datetime-local" value="{{at}}" required><button class="btn btn-sm">Show</button></form></div>
      {{#hasPeople}}
      <div class="table-wrap">
      <table class="table">
        <caption class="visually-hidden">People who can open {{name}} at {{moment}}</caption>
        <thead><tr><th scope="col">Person</th><th scope="col" class="col-sm">With</th><th scope="col" class="col-sm">Until</th><th scope="col" class="end">Opens</th></tr></thead>
        <tbody>
        {{#people}}
          <tr><th scope="row">{{#href}}<a class="row-link row-name" href="{{.}}">{{person}}</a>{{/href}}{{^href}}{{person}}{{/href}}{{#why}}<span class="sub">{{.}}</span>{{/why}}</th><td class="col-sm">{{with}}</td><td class="nowrap col-sm">{{#until}}{{#time}}{{> time}}{{/time}}{{#text}}{{.}}{{/text}}{{/until}}</td><td class="end">{{#sure}}{{> doors/state}}{{/sure}}</td></tr>
        {{/people}}
        </tbody>
      </table>
      </div>
      {{/hasPeople}}
      {{^hasPeople}}<div class="panel-body"><p class="muted">{{nobody}}</p></div>{{/hasPeople}}
      {{#pager}}{{> pager}}{{/pager}}
      <div class="panel-foot"><p class="hint">At {{moment}}, {{place}} time, by phone, PIN or card. The person’s page says why somebody can open it, or not.</p></div>
    </section>
    """

  static let others = """
    <section class="panel" aria-labelledby="others">
      <div class="panel-head"><h2 id="others">{{title}}</h2></div>
      <div class="table-wrap">
      <table class="table">
        <caption class="visually-hidden">People who could open {{name}} at another time, and why not at this one</caption>
        <thead><tr><th scope="col">Person</th><th scope="col">Because</th><th scope="col" class="end col-sm">Opens from</th></tr></thead>
        <tbody>
        {{#people}}
          <tr><th scope="row"><a class="row-link row-name" href="{{href}}">{{person}}</a></th><td>{{because}}</td><td class="end col-sm">{{#from}}{{> time}}{{/from}}{{^from}}{{condition}}{{/from}}</td></tr>
        {{/people}}
        </tbody>
      </table>
      </div>
    </section>
    """

  static let entries = """
    <section class="panel" aria-labelledby="recent-entries">
      <div class="panel-head"><h2 id="recent-entries">Recent entries</h2><a class="small" href="{{all}}">All entries</a></div>
      {{#hasRows}}
      <div class="table-wrap">
      <table class="table">
        <caption class="visually-hidden">Recent entries at {{name}}</caption>
        <thead><tr><th scope="col">When</th><th scope="col">Who</th><th scope="col" class="col-sm">With</th><th scope="col" class="end">Result</th></tr></thead>
        <tbody>
        {{#rows}}
          <tr><th scope="row">{{#when}}{{> time}}{{/when}}</th><td class="any-name">{{#href}}<a class="row-link row-name" href="{{.}}">{{person}}</a>{{/href}}{{^href}}{{person}}{{/href}}</td><td class="col-sm">{{means}}</td><td class="end">{{#result}}{{> badge}}{{/result}}</td></tr>
        {{/rows}}
        </tbody>
      </table>
      </div>
      {{/hasRows}}
      {{^hasRows}}<div class="panel-body"><p class="muted">The lock has reported no entries yet.</p></div>{{/hasRows}}
    </section>
    """

  static let lock = """
    <section class="panel" aria-labelledby="the-lock">
      <div class="panel-head"><h2 id="the-lock">The lock</h2></div>
      <div class="panel-body">
      <dl class="facts">
        <div><dt>Battery</dt><dd>{{battery}}</dd></div>
        <div><dt>Connection</dt><dd>{{connection}}{{#connectionSince}}<span class="sub">Since {{.}}</span>{{/connectionSince}}{{#lastContact}}<span class="sub">Last contact {{> time}}</span>{{/lastContact}}</dd></div>
        <div><dt>Mode</dt><dd>{{mode}}{{#modeSince}}<span class="sub">Since {{.}}</span>{{/modeSince}}</dd></div>
        <div><dt>Takes</dt><dd>{{takes}}</dd></div>
        {{#model}}<div><dt>Kind</dt><dd>{{.}}</dd></div>{{/model}}
        <div><dt>Spaces</dt><dd>{{#spaces}}<a href="{{href}}">{{text}}</a>{{#comma}}, {{/comma}}{{/spaces}}{{^spaces}}None{{/spaces}}</dd></div>
        <div><dt>Access groups</dt><dd>{{groups}}</dd></div>
        {{#since}}<div><dt>Known since</dt><dd>{{> time}}</dd></div>{{/since}}
      </dl>
      <details class="more"><summary>For developers</summary>
      <dl class="facts">
        <div><dt>Entrance and device</dt><dd><code>{{doorID}}</code></dd></div>
        <div><dt>ACS system</dt><dd><code>{{systemID}}</code></dd></div>
      </dl>
      </details>
      </div>
    </section>
    """
}
